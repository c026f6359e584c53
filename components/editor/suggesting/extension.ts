import { Extension, type Extensions, type Mark as MarkExtension } from "@tiptap/core";
import type { Node } from "@tiptap/pm/model";
import { Plugin, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import type { Lookup } from "../lookup.ts";
import { SuggestionView } from "./mark-view.ts";
import { type Mode, suggestingPlugin } from "./mode.ts";
import { Proposing } from "./proposing.ts";

export type SuggestingOptions = {
  personId: string;
  /** The initial mode; later changes come by `setMode`. */
  mode: Mode;
  onRefused: () => void;
  /** Called when a suggestion in the text was clicked. */
  onSuggestion: (id: string) => void;
};

const proposings = new WeakMap<EditorView, Proposing>();

/** Whether unsent steps may be sent now, see `Proposing`. */
export const readyToSend = (view: EditorView, confirmed: Node, leaving: boolean): boolean =>
  proposings.get(view)?.isReady(view, confirmed, leaving) ?? true;

/** Text typed into a suggested deletion is not deleted itself. */
const writeInto = (view: EditorView, from: number, to: number, text: string): boolean => {
  const { state } = view;
  const marks = state.storedMarks ?? state.doc.resolve(from).marks();
  const kept = marks.filter(({ type }) => type.name !== "deletion");
  if (from !== to || view.composing || kept.length === marks.length) return false;
  view.dispatch(state.tr.setStoredMarks(kept).insertText(text, from, to).scrollIntoView());
  return true;
};

const hands = (proposing: Proposing): Plugin =>
  new Plugin({
    view(view) {
      proposings.set(view, proposing);
      return {};
    },
    props: {
      handleTextInput: writeInto,
      handleDOMEvents: {
        compositionend(view) {
          proposing.ended(view);
          return false;
        },
      },
    },
  });

export const suggesting = (options: SuggestingOptions) => {
  const proposing = new Proposing(options);
  return Extension.create({
    name: "suggesting",
    addProseMirrorPlugins: () => [suggestingPlugin(options.mode, options.onSuggestion), hands(proposing)],
    dispatchTransaction({ transaction, next }: { transaction: Transaction; next: (tr: Transaction) => void }) {
      proposing.dispatch(this.editor.view, transaction, next);
    },
  });
};

/** The suggestion marks with the editor's view of them. */
export const showSuggestions = (extensions: Extensions, lookup: Lookup): Extensions =>
  extensions.map((extension) =>
    ["insertion", "deletion", "modification"].includes(extension.name)
      ? (extension as MarkExtension).extend({
          addMarkView:
            () =>
            ({ mark, inline }) =>
              new SuggestionView(mark, inline, lookup),
        })
      : extension,
  );
