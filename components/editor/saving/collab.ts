// The part of the editor's state that knows what the server has: the version, and our steps that it has not confirmed.
import { isHistoryTransaction } from "@tiptap/pm/history";
import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import type { Step } from "@tiptap/pm/transform";
import { flat, inverse } from "./mark-sets.ts";
import type { WordRange } from "./own-words.ts";

/**
 * A step of ours that the server has not confirmed. `origin` is the change (keystroke, paste) that it was made by;
 * `pasted`: it brought in what was pasted or dropped; `restores`: it put back what was there before,
 * as undo, redo and fetching a block from a revision do.
 */
export type Unconfirmed = { step: Step; inverted: Step; origin: object; pasted: boolean; restores: boolean };
export type CollabState = {
  version: number;
  unconfirmed: readonly Unconfirmed[];
  /** What this tab wrote last, in the document that the server has: what follows it is kept with it. */
  written: readonly WordRange[];
};

/** Its name in transactions is "collab$": whoever changes the document in answer to changes leaves those with it alone. */
export const collabKey = new PluginKey<CollabState>("collab");

const unconfirmedFrom = (tr: Transaction): Unconfirmed[] => {
  const origin: Transaction = tr.getMeta("appendedTransaction") ?? tr;
  const pasted = origin.getMeta("paste") === true || ["paste", "drop"].includes(origin.getMeta("uiEvent"));
  const restores = isHistoryTransaction(origin) || origin.getMeta("restores") === true;
  return tr.steps.map((step, i) => {
    const before = tr.docs[i] ?? tr.before;
    return { step: flat(step, before.type.schema), inverted: inverse(step, before), origin, pasted, restores };
  });
};

/** Collects the steps made here since `version`. `written`: what this tab had written by then. */
export const collab = (version: number, written: readonly WordRange[] = []): Plugin<CollabState> =>
  new Plugin<CollabState>({
    key: collabKey,
    state: {
      init: () => ({ version, unconfirmed: [], written }),
      apply(tr, value) {
        const received: CollabState | undefined = tr.getMeta(collabKey);
        if (received) return received;
        return tr.docChanged ? { ...value, unconfirmed: [...value.unconfirmed, ...unconfirmedFrom(tr)] } : value;
      },
    },
    // Read by prosemirror-history: it keeps its steps apart, so that they can be rebased with ours.
    historyPreserveItems: true,
  } as ConstructorParameters<typeof Plugin<CollabState>>[0]);

export function collabOf(state: EditorState): CollabState {
  const value = collabKey.getState(state);
  if (!value) throw new Error("The editor runs without the collab plugin");
  return value;
}

/** Whether a transaction brings what others did (or confirms ours): nothing may answer it with a change. */
export const isReceived = (tr: Transaction): boolean => tr.getMeta(collabKey) !== undefined;

const asItIs = "asItIs";
/** For a change that no hand made: nobody makes a suggestion of it. */
export const leaveAsItIs = (tr: Transaction): Transaction => tr.setMeta(asItIs, true);
export const isLeftAsItIs = (tr: Transaction): boolean => tr.getMeta(asItIs) === true;

/** The document as the server has it at the state's version: ours, with what is unconfirmed taken back. */
export function confirmedDoc(state: EditorState): Node {
  let doc = state.doc;
  for (const { inverted } of collabOf(state).unconfirmed.toReversed()) doc = inverted.apply(doc).doc ?? doc;
  return doc;
}
