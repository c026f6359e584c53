// The keys at the borders of headline, standfirst and body.
import type { Node, ResolvedPos } from "@tiptap/pm/model";
import {
  AllSelection,
  type Command,
  type EditorState,
  Selection,
  TextSelection,
  type Transaction,
} from "@tiptap/pm/state";
import { neighbourZone, type Zone, zoneAt, zoneEnd, zoneRange, zoneStart } from "#lib/document/zones.ts";
import { deleteAcross, emptyParagraph } from "./across-zones.ts";

/** Zones that are one line of text at the top of the document. */
const lines: readonly string[] = ["kicker", "headline", "standfirst"];
export const isLine = ($pos: ResolvedPos): boolean => $pos.depth === 1 && lines.includes($pos.parent.type.name);

const zoneOf = (state: EditorState): Zone => zoneAt(state.doc, state.selection.head);
const caret = (tr: Transaction, pos: number): Transaction =>
  tr.setSelection(TextSelection.create(tr.doc, pos)).scrollIntoView();

const holdsCaret = (node: Node): boolean =>
  node.isTextblock || ["bulletList", "orderedList", "blockquote", "pullQuote"].includes(node.type.name);

/** The caret into the first paragraph of the body. Where the body begins with something else, `made` says what to do. */
function toBody(state: EditorState, made: "unless-paragraph" | "unless-text"): Transaction | null {
  const body = zoneRange(state.doc, "body");
  const first = body && state.doc.nodeAt(body.from);
  if (!body || !first) return null;
  const fits = made === "unless-paragraph" ? first.type.name === "paragraph" : holdsCaret(first);
  if (!fits) return caret(state.tr.insert(body.from, emptyParagraph(state.schema)), body.from + 1);
  const start = zoneStart(state.doc, "body");
  return start === null ? null : caret(state.tr, start);
}

function toNext(state: EditorState, made: "unless-paragraph" | "unless-text"): Transaction | null {
  const zone = zoneOf(state);
  if (zone === "standfirst") return toBody(state, made);
  const next = zone === "kicker" ? "headline" : "standfirst";
  const start = zoneStart(state.doc, next);
  return start === null ? null : caret(state.tr, start);
}

const run =
  (make: (state: EditorState) => Transaction | null): Command =>
  (state, dispatch) => {
    const tr = make(state);
    if (!tr) return false;
    dispatch?.(tr);
    return true;
  };

/** Whatever clears a selection which crosses zones. */
export const clearAcross: Command = run(deleteAcross);

/** Enter in kicker, headline or standfirst: on to the next zone, without splitting and without taking what is selected. */
export const enterLine: Command = run((state) => {
  const { $from, $to } = state.selection;
  return isLine($from) && $from.sameParent($to) ? toNext(state, "unless-paragraph") : null;
});

/** ArrowDown at the end of kicker, headline or standfirst. */
export const downLine: Command = run((state) => {
  const { $from, empty } = state.selection;
  return empty && isLine($from) && $from.parentOffset === $from.parent.content.size
    ? toNext(state, "unless-text")
    : null;
});

/** Zones that vanish when they are empty and Backspace is pressed in them. */
const removable: readonly Zone[] = ["kicker", "keyPoints", "inShort"];

/** Backspace at the start of a zone: the caret goes to the end of the zone before, nothing is joined. */
export const backAtStart: Command = run((state) => {
  const { $from, empty } = state.selection;
  if (!empty || !(state.selection instanceof TextSelection) || $from.parentOffset > 0) return null;
  const zone = zoneOf(state);
  if (zoneStart(state.doc, zone) !== $from.pos) return null;
  const range = zoneRange(state.doc, zone);
  const before = neighbourZone(state.doc, zone, -1);
  if (!range) return null;
  if (removable.includes(zone) && state.doc.textBetween(range.from, range.to) === "") {
    const tr = state.tr.delete(range.from, range.to);
    const at = before ? zoneEnd(tr.doc, before) : zoneStart(tr.doc, "headline");
    return at === null ? tr : caret(tr, at);
  }
  if (!before) return isLine($from) ? state.tr : null;
  // A list or a quote is lifted first, a subheading becomes a paragraph first, as elsewhere.
  if (zone === "body" && ($from.depth > 1 || $from.parent.type.name !== "paragraph")) return null;
  if (zone === "inShort" && $from.depth > 2) return null;
  const end = zoneEnd(state.doc, before);
  if (end === null) return null;
  const tr = state.tr;
  const first = $from.node(1);
  // An empty first paragraph goes when others follow, for there is no other way to be rid of it.
  if (zone === "body" && first.content.size === 0 && range.to > range.from + first.nodeSize) {
    tr.delete(range.from, range.from + first.nodeSize);
  }
  return caret(tr, end);
});

/** Delete at the end of a zone: the caret goes to the start of the next, nothing is joined. */
export const forwardAtEnd: Command = run((state) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset < $from.parent.content.size) return null;
  const zone = zoneOf(state);
  if (zoneEnd(state.doc, zone) !== $from.pos) return null;
  const next = neighbourZone(state.doc, zone, 1);
  const start = next && zoneStart(state.doc, next);
  if (start === null) return isLine($from) ? state.tr : null;
  return caret(state.tr, start);
});

/** Selects the zone; where that is selected already (or empty), the whole story. */
export const selectZone: Command = run((state) => {
  const { from, to } = state.selection;
  const zone = zoneAt(state.doc, from);
  const start = zoneStart(state.doc, zone);
  const end = zoneEnd(state.doc, zone);
  const isAll = start === null || end === null || end <= start || (from <= start && to >= end);
  return state.tr.setSelection(isAll ? new AllSelection(state.doc) : TextSelection.create(state.doc, start, end));
});

/** Enter in a line that belongs to a block: caption → credit → after the picture; attribution → after the quote. */
export const enterPart: Command = run((state) => {
  const { $from, $to } = state.selection;
  if (!$from.sameParent($to)) return null;
  const name = $from.parent.type.name;
  if (name === "caption") return caret(state.tr, $from.after() + 1);
  if (name !== "credit" && name !== "attribution") return null;
  const block = $from.before($from.depth - 1);
  const after = $from.after($from.depth - 1);
  if (state.doc.nodeAt(block)?.type.name === "mainFigure") return toBody(state, "unless-text");
  const next = state.doc.nodeAt(after);
  if (next?.type.name === "paragraph" && next.content.size === 0) return caret(state.tr, after + 1);
  return caret(state.tr.insert(after, emptyParagraph(state.schema)), after + 1);
});

/** Enter in key points: the next one; in an empty last one, on to the body. */
export const enterKeyPoint: Command = run((state) => {
  const { $from, $to } = state.selection;
  if ($from.parent.type.name !== "keyPoint" || !$from.sameParent($to)) return null;
  const list = $from.node(1);
  if ($from.parent.content.size === 0 && $from.index(1) === list.childCount - 1 && list.childCount > 1) {
    const tr = state.tr.delete($from.before(), $from.after());
    const start = zoneStart(tr.doc, "body");
    return start === null ? tr : caret(tr, start);
  }
  return state.tr.deleteSelection().split(state.selection.from).scrollIntoView();
});

export const near = (tr: Transaction, pos: number): Transaction =>
  tr.setSelection(Selection.near(tr.doc.resolve(Math.min(pos, tr.doc.content.size)), 1)).scrollIntoView();
