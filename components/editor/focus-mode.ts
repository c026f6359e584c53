// In focus mode, all blocks but those with the caret or the selection are dimmed.
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";

const key = new PluginKey<boolean>("focus mode");

/** Marks the blocks of the selection while focus mode is on; the style sheet dims the others. A key costs one look at the selection. */
export const focusMode = (): Plugin<boolean> =>
  new Plugin<boolean>({
    key,
    state: {
      init: () => false,
      apply: (tr, isOn) => (tr.getMeta(key) as boolean | undefined) ?? isOn,
    },
    props: {
      attributes: (state): Record<string, string> => (key.getState(state) ? { "data-dims": "" } : {}),
      decorations: (state) => (key.getState(state) ? DecorationSet.create(state.doc, focusedBlocks(state)) : null),
    },
  });

function focusedBlocks({ doc, selection: { $from, $to } }: EditorState): Decoration[] {
  const blocks: Decoration[] = [];
  let pos = $from.depth > 0 ? $from.before(1) : $from.pos;
  for (let index = $from.index(0); index < doc.childCount && pos < Math.max($to.pos, $from.pos + 1); index++) {
    const end = pos + doc.child(index).nodeSize;
    blocks.push(Decoration.node(pos, end, { "data-focused": "" }));
    pos = end;
  }
  return blocks;
}

/** Turns the dimming on or off; null if it is so already. */
export const setFocusMode = (state: EditorState, isOn: boolean): Transaction | null =>
  key.getState(state) === isOn ? null : state.tr.setMeta(key, isOn).setMeta("addToHistory", false);
