// Marks what is beyond the length that the assignment asks for.
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { textBeyond } from "#lib/document/overflow.ts";

const key = new PluginKey<DecorationSet>("overflow");

/** Typing only maps the marks; `markOverflow` finds them anew in a pause. */
export const overflow = (): Plugin<DecorationSet> =>
  new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, marks) =>
        (tr.getMeta(key) as DecorationSet | undefined) ?? (tr.docChanged ? marks.map(tr.mapping, tr.doc) : marks),
    },
    props: { decorations: (state) => key.getState(state) },
  });

/** The transaction that marks what is beyond so many words, or nothing for null; null if the marks are right already. */
export function markOverflow(state: EditorState, limit: number | null): Transaction | null {
  const ranges = limit === null ? [] : textBeyond(state.doc, limit);
  const now = key.getState(state)?.find() ?? [];
  const isSame =
    now.length === ranges.length && now.every(({ from, to }, i) => from === ranges[i]?.from && to === ranges[i]?.to);
  if (isSame) return null;
  const marks = ranges.map(({ from, to }) => Decoration.inline(from, to, { "data-beyond": "" }));
  return state.tr.setMeta(key, DecorationSet.create(state.doc, marks)).setMeta("addToHistory", false);
}
