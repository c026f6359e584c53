// Every change of the text passes here. In suggestion mode the person's own changes become suggestions.
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

/** The part of an editor view that this needs. */
export type ProposingView = Pick<EditorView, "state" | "composing" | "isDestroyed" | "dispatch">;
type Options = {
  personId: string;
  /** Called when a change cannot be expressed as a suggestion and was not made. */
  onRefused: () => void;
  /** Returns milliseconds; defaults to the server's clock. */
  now?: () => number;
};

/** Milliseconds after the end of a composition in which its last text may still arrive. */
const lastWords = 40;

/** Handles the local changes of one editor. */
export class Proposing {
  readonly #options: Options;
  /** Changes of an input method that remain plain text until the composition ends. */
  #held = new Set<object>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: Options) {
    this.#options = options;
  }

  get #now(): number {
    return (this.#options.now ?? serverNow)();
  }
  /** Whether the document contains text that is not a suggestion yet and must not be sent. */
  get isHolding(): boolean {
    return this.#held.size > 0;
  }

  dispatch(view: ProposingView, tr: Transaction, next: (tr: Transaction) => void): void {
    const mode = modeOf(view.state);
    const isOwn = tr.docChanged && !isReceived(tr) && !isLeftAsItIs(tr);
    if (!mode.on || !isOwn) next(tr);
    else if (!isHistoryTransaction(tr)) this.#propose(view, tr, next);
    // Text from before the story was closed to its author cannot be undone by them any more.
    else if (mode.only && !proposesOnly(view.state.doc, tr.doc, this.#options.personId)) this.#options.onRefused();
    else next(tr);
  }

  #propose(view: ProposingView, tr: Transaction, next: (tr: Transaction) => void): void {
    const after = applied(view.state, tr);
    const made = this.isHolding ? null : suggest(view.state, after, this.#options.personId, this.#now);
    if (made?.doc.eq(after.state.doc)) next(tr);
    // Redrawing during a composition breaks it, so its text is marked when it has ended.
    else if (view.composing || this.isHolding) {
      // The changes become one suggestion, so they are undone together.
      if (this.isHolding) continueEvent(tr);
      this.#held.add(tr);
      next(tr);
      if (!view.composing) this.ended(view);
    } else if (made) next(dressed(made, tr, after));
    else this.#options.onRefused();
  }

  /** The composition has ended; its last change may still arrive. */
  ended(view: ProposingView): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => !view.composing && this.settle(view), lastWords);
  }

  /** Turns the held changes into a suggestion at once. */
  settle(view: ProposingView): void {
    clearTimeout(this.#timer);
    if (!this.isHolding || view.isDestroyed) return;
    const held = this.#held;
    const { personId } = this.#options;
    this.#held = new Set();
    if (!proposeUnsent(view, { personId, now: this.#now }, (origin) => held.has(origin))) this.#options.onRefused();
  }

  /**
   * Called before steps are sent: false during a composition whose text is not a suggestion yet. `leaving`: the page closes,
   * so it becomes one now. Steps that the server would refuse from a person who may only suggest (written before the story was
   * closed, or based on what others changed since) are suggested anew. `confirmed`: the confirmed document.
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
/** Other metadata of the change. */
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
 * Inverts the last unconfirmed changes that `isMeant` selects by their origin, and suggests them instead. False if they
 * cannot be suggested; they are then only inverted. `former`: the text without them; a mark that two people set is removed
 * for both when one removes it.
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
