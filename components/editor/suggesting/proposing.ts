// Everything that changes the text goes through here. While a person suggests, their own changes become suggestions.
import { isHistoryTransaction } from "@tiptap/pm/history";
import { EditorState, Selection, TextSelection, type Transaction } from "@tiptap/pm/state";
import { Mapping } from "@tiptap/pm/transform";
import type { EditorView } from "@tiptap/pm/view";
import { proposesOnly } from "#lib/document/suggestions.ts";
import { collabOf, isLeftAsItIs, isReceived, leaveAsItIs } from "../saving/collab.ts";
import { modeOf } from "./mode.ts";
import { type Applied, applied, suggest } from "./suggest.ts";

type Options = {
  personId: string;
  /** A change could not be said as a suggestion and was not made. */
  onRefused: () => void;
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

  /** Words stand in the text that are not a suggestion yet: they must not be sent. */
  get isHolding(): boolean {
    return this.#held.size > 0;
  }

  dispatch(view: EditorView, tr: Transaction, next: (tr: Transaction) => void): void {
    const mode = modeOf(view.state);
    const isOwn = tr.docChanged && !isReceived(tr) && !isLeftAsItIs(tr);
    if (!mode.on || !isOwn) next(tr);
    else if (!isHistoryTransaction(tr)) this.#propose(view, tr, next);
    // What was written before the story was closed to its writer is not theirs to take back any more.
    else if (mode.only && !proposesOnly(view.state.doc, tr.doc, this.#options.personId)) this.#options.onRefused();
    else next(tr);
  }

  #propose(view: EditorView, tr: Transaction, next: (tr: Transaction) => void): void {
    const after = applied(view.state, tr);
    const made = this.isHolding ? null : suggest(view.state, after, this.#options.personId, Date.now());
    if (made?.doc.eq(after.state.doc)) next(tr);
    // A page that is redrawn under an input method breaks it: its words are marked when it has ended.
    else if (view.composing || this.isHolding) {
      this.#held.add(tr);
      next(tr);
      if (!view.composing) this.ended(view);
    } else if (made) next(dressed(made, tr, after));
    else this.#options.onRefused();
  }

  /** The input method has ended; its last change may still be on its way. */
  ended(view: EditorView): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => !view.composing && this.settle(view), lastWords);
  }

  /** Makes what was held a suggestion, at once. */
  settle(view: EditorView): void {
    clearTimeout(this.#timer);
    if (!this.isHolding || view.isDestroyed) return;
    const held = this.#held;
    this.#held = new Set();
    if (!proposeUnsent(view, this.#options.personId, (origin) => held.has(origin))) this.#options.onRefused();
  }
}

const carried = ["paste", "uiEvent", "composition", "addToHistory"] as const;
/** What else the change said. */
function dressed(made: Transaction, tr: Transaction, after: Applied): Transaction {
  for (const name of carried) {
    const value: unknown = tr.getMeta(name);
    if (value !== undefined) made.setMeta(name, value);
  }
  if (tr.storedMarksSet) made.setStoredMarks(after.state.storedMarks);
  return tr.scrolledIntoView ? made.scrollIntoView() : made;
}

/**
 * Takes back the last changes that the server does not have, all that `isMeant` names by their origin, and proposes them
 * instead. False where they could not be proposed: they are then only taken back.
 */
export function proposeUnsent(view: EditorView, personId: string, isMeant: (origin: object) => boolean): boolean {
  const { state } = view;
  const { unconfirmed } = collabOf(state);
  let first = unconfirmed.length;
  while (first > 0 && isMeant(unconfirmed[first - 1]?.origin ?? {})) first--;
  const meant = unconfirmed.slice(first);
  if (meant.length === 0) return true;
  const tr = leaveAsItIs(state.tr);
  for (const { inverted } of meant.toReversed()) tr.step(inverted);
  const composition: unknown = (meant.at(-1)?.origin as Transaction | undefined)?.getMeta?.("composition");
  if (composition !== undefined) tr.setMeta("composition", composition);
  const before = EditorState.create({ doc: tr.doc, selection: Selection.atEnd(tr.doc) });
  const mapping = new Mapping(meant.map(({ step }) => step.getMap()));
  const made = suggest(before, { state, mapping }, personId, Date.now());
  if (made) {
    for (const step of made.steps) tr.step(step);
    const { anchor, head } = made.selection;
    tr.setSelection(TextSelection.between(tr.doc.resolve(anchor), tr.doc.resolve(head)));
  }
  view.dispatch(tr);
  return made !== null;
}
