import type { Mark, Node } from "@tiptap/pm/model";
import { type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { continueEvent, ownEvent } from "../saving/undo-events.ts";
import { isSuggesting } from "../suggesting/mode.ts";
import { replacementFor } from "./query.ts";
import type { Match } from "./search.ts";

export type MatchReplacement = { text: string; isRegex: boolean };

/** How many UTF-16 units two texts share at the start, never half a character. */
function sharedStart(a: string, b: string): number {
  let length = 0;
  for (const sign of a) {
    if (!b.startsWith(sign, length)) break;
    length += sign.length;
  }
  return length;
}
function sharedEnd(a: string, b: string): number {
  let length = 0;
  for (const sign of [...a].reverse()) {
    if (!b.endsWith(sign, b.length - length)) break;
    length += sign.length;
  }
  return length;
}

/** The marks of the text at a position, which the words that replace it keep. */
const marksAt = (doc: Node, pos: number): readonly Mark[] => doc.resolve(pos).nodeAfter?.marks ?? [];

/**
 * Replaces one match. Only what differs is changed, so that formats and comments on the rest stay. Words within the match
 * that are suggested for deletion stay where they are. Returns the position after the new text.
 */
function replaceIn(tr: Transaction, { parts, groups }: Match, { text, isRegex }: MatchReplacement): number {
  const [first, ...others] = parts;
  if (!first) return 0;
  for (const { from, to } of others.toReversed()) tr.delete(from, to);
  const whole = replacementFor(groups, text, isRegex);
  const old = tr.doc.textBetween(first.from, first.to, "\n", "\n");
  const start = sharedStart(old, whole);
  const end = sharedEnd(old.slice(start), whole.slice(start));
  const [from, to] = [first.from + start, first.to - end];
  const words = whole.slice(start, whole.length - end);
  const marks = marksAt(tr.doc, from < to ? from : Math.max(first.from, from - 1));
  if (words !== "") tr.replaceWith(from, to, tr.doc.type.schema.text(words, marks));
  else if (from < to) tr.delete(from, to);
  return first.from + whole.length;
}

/** A change that replaces one match and puts the caret after it. */
export function replaceMatch(state: EditorState, match: Match, replacement: MatchReplacement): Transaction {
  const tr = ownEvent(state.tr);
  const end = replaceIn(tr, match, replacement);
  return tr.setSelection(TextSelection.create(tr.doc, end)).scrollIntoView();
}

/**
 * Replaces every match; one undo takes all of it back. In suggestion mode each place is a suggestion of its own, so that it
 * can be accepted alone. Returns how many places have changed.
 */
export function replaceAll(
  view: Pick<EditorView, "state" | "dispatch">,
  matches: readonly Match[],
  replacement: MatchReplacement,
): number {
  const backwards = matches.toReversed();
  const before = view.state.doc;
  if (!isSuggesting(view.state)) {
    const tr = ownEvent(view.state.tr);
    for (const match of backwards) replaceIn(tr, match, replacement);
    if (tr.docChanged) view.dispatch(tr);
    return view.state.doc === before ? 0 : matches.length;
  }
  let count = 0;
  for (const match of backwards) {
    const { doc } = view.state;
    const tr = ownEvent(view.state.tr);
    replaceIn(tr, match, replacement);
    if (tr.docChanged) view.dispatch(count === 0 ? tr : continueEvent(tr));
    if (view.state.doc !== doc) count++;
  }
  return count;
}

export const selectMatch = (state: EditorState, { from, to }: Match): Transaction =>
  state.tr.setSelection(TextSelection.create(state.doc, from, to)).scrollIntoView();
