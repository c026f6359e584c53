// What cannot be stored does not come into the text, whatever way it takes: keys, input methods, dictation, paste, drop,
// undo, the panel. So nothing that is written later has to wait behind it.
import { Extension } from "@tiptap/core";
import { type EditorState, Plugin, type Transaction } from "@tiptap/pm/state";
import { passedLimit } from "#lib/document/limits.ts";
import { isReceived } from "../saving/collab.ts";
import { cleanChange, type Half, halfOf, withHalf } from "./clean-change.ts";
import { refusalOf } from "./limit-words.ts";

/**
 * Refuses changes that would pass a limit of the document, whole: a paste that does not fit is still in the clipboard.
 * @param onRefused called with a sentence that says which limit and what to do
 */
export const limits = (onRefused: (sentence: string) => void): Plugin =>
  new Plugin({
    filterTransaction(tr, state) {
      if (!tr.docChanged || isReceived(tr)) return true;
      const passed = passedLimit(state.doc, tr.doc);
      if (passed) onRefused(refusalOf(passed));
      return passed === null;
    },
  });

/** Takes characters that cannot be stored out of the changes of one editor. */
export class Cleaner {
  #half: Half | null = null;

  /** The change as it may be made; null where nothing is left of it. */
  clean(state: EditorState, tr: Transaction): Transaction | null {
    if (!tr.docChanged) return tr;
    const half = this.#half;
    this.#half = halfOf(tr);
    return cleanChange(state, half ? withHalf(state, tr, half) : tr);
  }
}

export const gate = (onRefused: (sentence: string) => void) => {
  const cleaner = new Cleaner();
  return Extension.create({
    name: "gate",
    // Before a change becomes a suggestion.
    priority: 1_000,
    addProseMirrorPlugins: () => [limits(onRefused)],
    dispatchTransaction({ transaction, next }: { transaction: Transaction; next: (tr: Transaction) => void }) {
      const { view } = this.editor;
      const clean = cleaner.clean(view.state, transaction);
      if (clean) next(clean);
    },
  });
};
