// Whether typing makes suggestions, and which suggestion is open in the panel.
import type { Editor } from "@tiptap/core";
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { isSuggestion } from "#lib/document/suggestions.ts";

export type Mode = {
  /** Whether typing makes suggestions. */
  on: boolean;
  /** Whether the person may only suggest. */
  only: boolean;
};
type State = Mode & { active: string | null; decorations: DecorationSet };
type Note = { mode?: Mode; active?: string | null };

const key = new PluginKey<State>("suggesting");

function draw(state: EditorState, active: string | null): DecorationSet {
  if (active === null) return DecorationSet.empty;
  const found: Decoration[] = [];
  state.doc.descendants((node, pos) => {
    if (!node.marks.some((mark) => isSuggestion(mark) && mark.attrs.id === active)) return;
    const make = node.isInline ? Decoration.inline : Decoration.node;
    found.push(make(pos, pos + node.nodeSize, { "data-open": "" }));
  });
  return DecorationSet.create(state.doc, found);
}

/** The id of the innermost suggestion at a position, or null. */
export function suggestionAt(state: EditorState, pos: number): string | null {
  const $pos = state.doc.resolve(pos);
  const ancestors = Array.from({ length: $pos.depth }, (_, i) => $pos.node($pos.depth - i));
  const around = [$pos.nodeAfter, $pos.nodeBefore, ...ancestors];
  for (const node of around) {
    const mark = node?.marks.find(isSuggestion);
    if (mark) return String(mark.attrs.id);
  }
  return null;
}

/** @param onSuggestion called with the suggestion that was clicked */
export const suggestingPlugin = (mode: Mode, onSuggestion: (id: string) => void): Plugin<State> =>
  new Plugin<State>({
    key,
    state: {
      init: () => ({ ...mode, active: null, decorations: DecorationSet.empty }),
      apply(tr, old, _before, after) {
        const note: Note | undefined = tr.getMeta(key);
        if (!note && !tr.docChanged) return old;
        const active = note?.active === undefined ? old.active : note.active;
        const isSame = active === old.active && !tr.docChanged;
        return { ...old, ...note?.mode, active, decorations: isSame ? old.decorations : draw(after, active) };
      },
    },
    props: {
      decorations: (state) => key.getState(state)?.decorations,
      attributes: (state) => (isSuggesting(state) ? { "data-suggesting": "" } : {}),
      handleClick(view, pos) {
        const id = suggestionAt(view.state, pos);
        if (id) onSuggestion(id);
        return false;
      },
    },
  });

export const modeOf = (state: EditorState): Mode => key.getState(state) ?? { on: false, only: false };
export const isSuggesting = (state: EditorState): boolean => modeOf(state).on;
export const activeSuggestion = (state: EditorState): string | null => key.getState(state)?.active ?? null;

/** Changes of fields cannot be suggested. */
export const takesFields = (editor: Editor): boolean => editor.isEditable && !isSuggesting(editor.state);

const noted = (state: EditorState, note: Note): Transaction =>
  state.tr.setMeta(key, note).setMeta("addToHistory", false);
export const setMode = (state: EditorState, mode: Mode): Transaction => noted(state, { mode });
export const openSuggestion = (state: EditorState, active: string | null): Transaction => noted(state, { active });
