// Keeps what cannot be stored out of the document, however it is entered: keys, input methods, dictation, paste, drop, undo
// or the panel. Otherwise saving would fail, and everything written later would have to wait.
import { Extension } from "@tiptap/core";
import { type EditorState, Plugin, type Transaction } from "@tiptap/pm/state";
import { passedLimit } from "#lib/document/limits.ts";
import { isReceived } from "../saving/collab.ts";
import { cleanChange, type Half, halfOf, withHalf } from "./clean-change.ts";
import { refusalMessage } from "./limit-messages.ts";

/**
 * Refuses, as a whole, any change that would pass a limit of the document. A refused paste is still on the clipboard.
 * @param onRefused called with a sentence that says which limit and what to do
 */
export const limits = (onRefused: (sentence: string) => void): Plugin =>
  new Plugin({
    filterTransaction(tr, state) {
      if (!tr.docChanged || isReceived(tr)) return true;
      const passed = passedLimit(state.doc, tr.doc);
      if (passed) onRefused(refusalMessage(passed));
      return passed === null;
    },
  });

/** Removes characters that cannot be stored from the changes of one editor. */
export class Cleaner {
  #half: Half | null = null;

  /** The change that may be applied; null if nothing of it remains. */
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
    // This must run before a change becomes a suggestion.
    priority: 1_000,
    addProseMirrorPlugins: () => [limits(onRefused)],
    dispatchTransaction({ transaction, next }: { transaction: Transaction; next: (tr: Transaction) => void }) {
      const { view } = this.editor;
      const clean = cleaner.clean(view.state, transaction);
      if (clean) next(clean);
    },
  });
};
