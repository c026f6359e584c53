// Shows what "Find and replace" has found. The search itself is loaded with its dialog.
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import type { DecorationSet } from "@tiptap/pm/view";

/** Keys that open "Find and replace" from the text. Elsewhere they belong to the browser. */
export const findKeys: readonly string[] = ["Mod-f", "Mod-Alt-f", "Mod-h"];

/** The search that is open, for one state of the editor. */
export interface ActiveSearch {
  readonly decorations: DecorationSet;
  /** The same search after a transaction that led to `state`. */
  after(tr: Transaction, state: EditorState): ActiveSearch;
}

const key = new PluginKey<ActiveSearch | null>("search");

export const searchHighlights = (): Plugin<ActiveSearch | null> =>
  new Plugin<ActiveSearch | null>({
    key,
    state: {
      init: () => null,
      apply(tr, search, _before, state) {
        const next: ActiveSearch | null | undefined = tr.getMeta(key);
        return next === undefined ? (search?.after(tr, state) ?? null) : next;
      },
    },
    props: { decorations: (state) => key.getState(state)?.decorations },
  });

export const activeSearch = (state: EditorState): ActiveSearch | null => key.getState(state) ?? null;
/** Shows another search; null shows none. */
export const showSearch = (state: EditorState, search: ActiveSearch | null): Transaction =>
  state.tr.setMeta(key, search).setMeta("addToHistory", false);
