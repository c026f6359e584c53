// The part of the editor state that tracks the server: the version, and our unconfirmed steps.
import { isHistoryTransaction } from "@tiptap/pm/history";
import type { Node } from "@tiptap/pm/model";
import { type EditorState, Plugin, PluginKey, type Transaction } from "@tiptap/pm/state";
import type { Step } from "@tiptap/pm/transform";
import { flat, inverse } from "./mark-sets.ts";
import type { WordRange } from "./own-words.ts";

/**
 * A local step that the server has not confirmed. `origin` is the change (key press, paste) that made it. `pasted`: it
 * inserted pasted or dropped content. `restores`: it put back earlier content, as undo, redo and restoring a block from a
 * revision do.
 */
export type Unconfirmed = { step: Step; inverted: Step; origin: object; pasted: boolean; restores: boolean };
export type CollabState = {
  version: number;
  unconfirmed: readonly Unconfirmed[];
  /** What this tab wrote last, in the confirmed document: text typed directly after it stays with it. */
  written: readonly WordRange[];
};

/** The key is named "collab$" in transactions, so that Tiptap's plugins recognise remote changes and do not react to them. */
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

/** Collects local steps since `version`. `written`: what this tab had written by then. */
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
    // For prosemirror-history, which then keeps individual steps that can be rebased.
    historyPreserveItems: true,
  } as ConstructorParameters<typeof Plugin<CollabState>>[0]);

export function collabOf(state: EditorState): CollabState {
  const value = collabKey.getState(state);
  if (!value) throw new Error("The editor runs without the collab plugin");
  return value;
}

/** Whether a transaction brings others' steps or confirms ours. No plugin may append a change to it. */
export const isReceived = (tr: Transaction): boolean => tr.getMeta(collabKey) !== undefined;

const asItIs = "asItIs";
/** Marks a change that no person made, so that it does not become a suggestion. */
export const leaveAsItIs = (tr: Transaction): Transaction => tr.setMeta(asItIs, true);
export const isLeftAsItIs = (tr: Transaction): boolean => tr.getMeta(asItIs) === true;

/** The confirmed document at the state's version: the document with our unconfirmed steps inverted. */
export function confirmedDoc(state: EditorState): Node {
  let doc = state.doc;
  for (const { inverted } of collabOf(state).unconfirmed.toReversed()) doc = inverted.apply(doc).doc ?? doc;
  return doc;
}
