// Turns a plain change of the text into a suggestion.
import type { Node } from "@tiptap/pm/model";
import { type EditorState, NodeSelection, Selection, TextSelection, type Transaction } from "@tiptap/pm/state";
import { Mapping } from "@tiptap/pm/transform";
import { proposesOnly } from "#lib/document/suggestions.ts";
import { type InsertedAt, Ops } from "./ops.ts";
import { planNode } from "./plan.ts";
import { NotSuggestible, Proposal } from "./proposal.ts";

/** The state after a change, including steps that plugins append. */
export type AppliedSuggestion = { state: EditorState; mapping: Mapping };
export function applied(before: EditorState, tr: Transaction): AppliedSuggestion {
  const { state, transactions } = before.applyTransaction(tr);
  return { state, mapping: new Mapping(transactions.flatMap((one) => one.mapping.maps)) };
}

function idsOf(doc: Node): Set<string> {
  const ids = new Set<string>();
  doc.descendants((node) => {
    if (typeof node.attrs.id === "string") ids.add(node.attrs.id);
    return !node.isTextblock;
  });
  return ids;
}

/** The schema may not allow both forms of a block side by side. */
const isImpossible = (error: unknown): boolean => error instanceof NotSuggestible || error instanceof RangeError;

function assertValid(before: Node, now: Node): void {
  if (!now.type.validContent(now.content)) throw new NotSuggestible();
  const known = new Set(before.children);
  for (const child of now.children) if (!known.has(child)) child.check();
}

/**
 * A transaction of `before` that looks like `after` and only suggests it, by this person at `now` (milliseconds): rejected it
 * gives the text of before, accepted the text of after. Null if there is none.
 */
export function suggest(
  before: EditorState,
  after: AppliedSuggestion,
  personId: string,
  now: number,
): Transaction | null {
  const [was, is] = [before.doc, after.state.doc];
  if (!was.sameMarkup(is)) return null; // fields are not part of the text
  const tr = before.tr;
  const ops = new Ops();
  const walk = { proposal: new Proposal(personId, now), mapping: after.mapping, ops, taken: idsOf(was) };
  try {
    planNode(walk, was, -1, is, -1, false);
    const landed = ops.apply(tr);
    assertValid(was, tr.doc);
    if (!proposesOnly(was, tr.doc, personId)) return null;
    return tr.setSelection(selectionIn(tr, before, after, landed));
  } catch (error) {
    if (isImpossible(error)) return null;
    throw error;
  }
}

/**
 * Maps a position of the plain change into the suggested one. Beside struck-out words it depends on the key: before them for
 * Backspace, after them for Delete.
 */
function placeIn(
  tr: Transaction,
  before: EditorState,
  after: AppliedSuggestion,
  landed: readonly InsertedAt[],
  pos: number,
): number {
  const inside = landed.find(({ from, size }) => pos > from && pos < from + size);
  if (inside) return Math.min(inside.at + pos - inside.from, tr.doc.content.size);
  const back = after.mapping.invert();
  const [start, end] = [back.map(pos, -1), back.map(pos, 1)];
  const isForward = before.selection.empty && before.selection.head <= start && start < end;
  return tr.mapping.map(start === end || isForward ? end : start, start === end || isForward ? 1 : -1);
}

function selectionIn(
  tr: Transaction,
  before: EditorState,
  after: AppliedSuggestion,
  landed: readonly InsertedAt[],
): Selection {
  const { selection } = after.state;
  const place = (pos: number) => tr.doc.resolve(placeIn(tr, before, after, landed, pos));
  if (selection instanceof NodeSelection) {
    const $pos = place(selection.from);
    if ($pos.nodeAfter?.isBlock && NodeSelection.isSelectable($pos.nodeAfter))
      return NodeSelection.create(tr.doc, $pos.pos);
    return Selection.near($pos);
  }
  if (selection.empty) return TextSelection.between(place(selection.head), place(selection.head));
  return TextSelection.between(place(selection.anchor), place(selection.head));
}
