// Everything that changes the text goes through here. While a person suggests, their own changes become suggestions.
import { isHistoryTransaction } from "@tiptap/pm/history";
import type { Node } from "@tiptap/pm/model";
import { EditorState, Selection, TextSelection, type Transaction } from "@tiptap/pm/state";
import { Mapping } from "@tiptap/pm/transform";
import type { EditorView } from "@tiptap/pm/view";
import { stepsTo } from "#lib/document/restore.ts";
import { proposesOnly } from "#lib/document/suggestions.ts";
import { collabOf, isLeftAsItIs, isReceived, leaveAsItIs } from "../saving/collab.ts";
import { serverNow } from "../saving/server-clock.ts";
import { continueEvent, noteProposal } from "../saving/undo-events.ts";
import { modeOf } from "./mode.ts";
import { type AppliedSuggestion, applied, suggest } from "./suggest.ts";

/** As much of an editor as this needs. */
export type ProposingView = Pick<EditorView, "state" | "composing" | "isDestroyed" | "dispatch">;
type Options = {
  personId: string;
  /** A change could not be said as a suggestion and was not made. */
  onRefused: () => void;
  /** Milliseconds; the server's clock where it is not given. */
  now?: () => number;
};

/** Milliseconds after an input method has ended in which its last words still come in. */
const lastWords = 40;

/** What one editor does with the changes that its person makes. */
export class Proposing {
  readonly #options: Options;
  /** Changes that an input method made and that stand in the text as they are until it ends. */
  #held = new Set<object>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  get #now(): number {
    return (this.#options.now ?? serverNow)();
  }
  /** Words stand in the text that are not a suggestion yet: they must not be sent. */
  get isHolding(): boolean {
    return this.#held.size > 0;
  }

  dispatch(view: ProposingView, tr: Transaction, next: (tr: Transaction) => void): void {
    const mode = modeOf(view.state);
    const isOwn = tr.docChanged && !isReceived(tr) && !isLeftAsItIs(tr);
    if (!mode.on || !isOwn) next(tr);
    else if (!isHistoryTransaction(tr)) this.#propose(view, tr, next);
    // What was written before the story was closed to its writer is not theirs to take back any more.
    else if (mode.only && !proposesOnly(view.state.doc, tr.doc, this.#options.personId)) this.#options.onRefused();
    else next(tr);
  }

  #propose(view: ProposingView, tr: Transaction, next: (tr: Transaction) => void): void {
    const after = applied(view.state, tr);
    const made = this.isHolding ? null : suggest(view.state, after, this.#options.personId, this.#now);
    if (made?.doc.eq(after.state.doc)) next(tr);
    // A page that is redrawn under an input method breaks it: its words are marked when it has ended.
    else if (view.composing || this.isHolding) {
      // They become a suggestion together, so they are undone together.
      if (this.isHolding) continueEvent(tr);
      this.#held.add(tr);
      next(tr);
      if (!view.composing) this.ended(view);
    } else if (made) next(dressed(made, tr, after));
    else this.#options.onRefused();
  }

  /** The input method has ended; its last change may still be on its way. */
  ended(view: ProposingView): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => !view.composing && this.settle(view), lastWords);
  }

  /** Makes what was held a suggestion, at once. */
  settle(view: ProposingView): void {
    clearTimeout(this.#timer);
    if (!this.isHolding || view.isDestroyed) return;
    const held = this.#held;
    const { personId } = this.#options;
    this.#held = new Set();
    if (!proposeUnsent(view, { personId, now: this.#now }, (origin) => held.has(origin))) this.#options.onRefused();
  }

  /**
   * Before steps are sent: false while an input method is at work whose words are not a suggestion yet. `leaving`: the page
   * closes, so they become one now. What the server would not take from somebody who may only suggest (written before the
   * story was closed, or resting on what others changed since) is proposed anew. `confirmed`: the text as the server has it.
   */
  isReady(view: ProposingView, confirmed: Node, leaving: boolean): boolean {
    if (leaving) this.settle(view);
    if (this.isHolding) return false;
    const { state } = view;
    const { personId } = this.#options;
    if (!modeOf(state).only || collabOf(state).unconfirmed.length === 0) return true;
    if (proposesOnly(confirmed, state.doc, personId)) return true;
    if (!proposeUnsent(view, { personId, now: this.#now }, () => true, confirmed)) this.#options.onRefused();
    return true;
  }
}

const carried = ["paste", "uiEvent", "composition", "addToHistory"] as const;
/** What else the change said. */
function dressed(made: Transaction, tr: Transaction, after: AppliedSuggestion): Transaction {
  for (const name of carried) {
    const value: unknown = tr.getMeta(name);
    if (value !== undefined) made.setMeta(name, value);
  }
  noteProposal(made, tr);
  if (tr.storedMarksSet) made.setStoredMarks(after.state.storedMarks);
  return tr.scrolledIntoView ? made.scrollIntoView() : made;
}

/**
 * Takes back the last changes that the server does not have, all that `isMeant` names by their origin, and proposes them
 * instead. False where they could not be proposed: they are then only taken back. `former`: what the text is to be without
 * them; a mark that two people set is taken off for both when one takes it back.
 */
function proposeUnsent(
  view: ProposingView,
  who: { personId: string; now: number },
  isMeant: (origin: object) => boolean,
  former?: Node,
): boolean {
  const { state } = view;
  const { unconfirmed } = collabOf(state);
  let first = unconfirmed.length;
  while (first > 0 && isMeant(unconfirmed[first - 1]?.origin ?? {})) first--;
  const meant = unconfirmed.slice(first);
  if (meant.length === 0) return true;
  const tr = continueEvent(leaveAsItIs(state.tr));
  for (const { inverted } of meant.toReversed()) tr.step(inverted);
  const mending = former && !tr.doc.eq(former) ? stepsTo(tr.doc, former) : [];
  for (const step of mending) tr.step(step);
  const composition: unknown = (meant.at(-1)?.origin as Transaction | undefined)?.getMeta?.("composition");
  if (composition !== undefined) tr.setMeta("composition", composition);
  const before = EditorState.create({ doc: tr.doc, selection: Selection.atEnd(tr.doc) });
  const mapping = new Mapping([
    ...mending.toReversed().map((step) => step.getMap().invert()),
    ...meant.map(({ step }) => step.getMap()),
  ]);
  const made = suggest(before, { state, mapping }, who.personId, who.now);
  if (made) {
    for (const step of made.steps) tr.step(step);
    const { anchor, head } = made.selection;
    tr.setSelection(TextSelection.between(tr.doc.resolve(anchor), tr.doc.resolve(head)));
  }
  view.dispatch(tr);
  return made !== null;
}
