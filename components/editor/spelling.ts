// Keeps the browser's spell checker from underlining the paper's own words.
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import type { SpellingList } from "#lib/checks/spelling.ts";

const key = new PluginKey<DecorationSet>("spelling");

/** Typing only maps the places; `markSpelling` finds them anew in a pause. */
export const spelling = (): Plugin<DecorationSet> =>
  new Plugin<DecorationSet>({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply: (tr, marks) =>
        (tr.getMeta(key) as DecorationSet | undefined) ?? (tr.docChanged ? marks.map(tr.mapping, tr.doc) : marks),
    },
    props: { decorations: (state) => key.getState(state) },
  });

/** The transaction that switches the spell checker off for the words of the list; null if they are marked already. */
export function markSpelling(state: EditorState, list: SpellingList): Transaction | null {
  const places = list.placesIn(state.doc);
  const now = key.getState(state)?.find() ?? [];
  const isSame =
    now.length === places.length && now.every(({ from, to }, i) => from === places[i]?.from && to === places[i]?.to);
  if (isSame) return null;
  const marks = places.map(({ from, to }) => Decoration.inline(from, to, { spellcheck: "false" }));
  return state.tr.setMeta(key, DecorationSet.create(state.doc, marks)).setMeta("addToHistory", false);
}
