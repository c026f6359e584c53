// Keys at the borders of headline, standfirst and body.
import type { Node, ResolvedPos } from "@tiptap/pm/model";
import {
  AllSelection,
  type Command,
  type EditorState,
  Selection,
  TextSelection,
  type Transaction,
} from "@tiptap/pm/state";
import { isBox, isPicture, isSeparateLine } from "#lib/document/nodes.ts";
import { neighbourZone, type Zone, zoneAt, zoneEnd, zoneRange, zoneStart } from "#lib/document/zones.ts";
import { deleteAcrossZones, emptyParagraph } from "./delete-across-zones.ts";
import { isTable } from "./table-position.ts";

/** Zones that are one line of text at the top of the document. */
const lines: readonly string[] = ["kicker", "headline", "standfirst"];
export const isLine = ($pos: ResolvedPos): boolean => $pos.depth === 1 && lines.includes($pos.parent.type.name);

const zoneOf = (state: EditorState): Zone => zoneAt(state.doc, state.selection.head);
const caret = (tr: Transaction, pos: number): Transaction =>
  tr.setSelection(TextSelection.create(tr.doc, pos)).scrollIntoView();

/** Whether a block begins with a line that joins the text around it, as a list does and a table does not. */
const holdsCaret = (node: Node): boolean => node.isTextblock || !(node.isAtom || node.type.spec.isolating);

/** Moves the caret into the first paragraph of the body. If the body begins with another block, `made` decides. */
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

/** Clears a selection that crosses zones. */
export const clearZones: Command = run(deleteAcrossZones);

/** Enter in kicker, headline or standfirst moves to the next zone; it neither splits the line nor deletes the selection. */
export const enterInTopZone: Command = run((state) => {
  const { $from, $to } = state.selection;
  return isLine($from) && $from.sameParent($to) ? toNext(state, "unless-paragraph") : null;
});

/** ArrowDown at the end of kicker, headline or standfirst. */
export const arrowDownInTopZone: Command = run((state) => {
  const { $from, empty } = state.selection;
  return empty && isLine($from) && $from.parentOffset === $from.parent.content.size
    ? toNext(state, "unless-text")
    : null;
});

/** Zones that are removed by Backspace when they are empty. */
const removable: readonly Zone[] = ["kicker", "keyPoints", "inShort"];

/** Backspace at the start of a zone moves the caret to the end of the zone before; nothing is joined. */
export const backspaceAtZoneStart: Command = run((state) => {
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
  // As elsewhere, a list or quote is lifted first, and a subheading becomes a paragraph first.
  if (zone === "body" && ($from.depth > 1 || $from.parent.type.name !== "paragraph")) return null;
  if (zone === "inShort" && $from.depth > 2) return null;
  const end = zoneEnd(state.doc, before);
  if (end === null) return null;
  const tr = state.tr;
  const first = $from.node(1);
  // An empty first paragraph is deleted if others follow, because no other key can delete it.
  if (zone === "body" && first.content.size === 0 && range.to > range.from + first.nodeSize) {
    tr.delete(range.from, range.from + first.nodeSize);
  }
  return caret(tr, end);
});

/** Delete at the end of a zone moves the caret to the start of the next zone; nothing is joined. */
export const deleteAtZoneEnd: Command = run((state) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset < $from.parent.content.size) return null;
  const zone = zoneOf(state);
  if (zoneEnd(state.doc, zone) !== $from.pos) return null;
  const next = neighbourZone(state.doc, zone, 1);
  const start = next && zoneStart(state.doc, next);
  if (start === null) return isLine($from) ? state.tr : null;
  return caret(state.tr, start);
});

/** Selects the zone; if it is selected already (or empty), the whole story. */
export const selectZone: Command = run((state) => {
  const { from, to } = state.selection;
  const zone = zoneAt(state.doc, from);
  const start = zoneStart(state.doc, zone);
  const end = zoneEnd(state.doc, zone);
  const isAll = start === null || end === null || end <= start || (from <= start && to >= end);
  return state.tr.setSelection(isAll ? new AllSelection(state.doc) : TextSelection.create(state.doc, start, end));
});

/** Enter in a line of a block, such as a caption, a credit or a title, moves to the next line or to after the block. */
export const enterInBlockLine: Command = run((state) => {
  const { $from, $to } = state.selection;
  if (!$from.sameParent($to)) return null;
  if (!isSeparateLine($from.parent) && $from.parent.type.name !== "attribution") return null;
  if (isTable($from.node(1))) return null;
  const to = (pos: number) => state.tr.setSelection(Selection.near(state.doc.resolve(pos), 1)).scrollIntoView();
  const isLast = $from.index(-1) === $from.node(-1).childCount - 1;
  if (!isLast) {
    // A role is followed by the text of the profile; its portrait has lines of its own.
    let pos = $from.after();
    for (let next = state.doc.nodeAt(pos); next && isPicture(next); next = state.doc.nodeAt(pos)) pos += next.nodeSize;
    return to(pos);
  }
  if ($from.depth > 2 && isBox($from.node(-2))) return to($from.after(-1));
  const inGallery = $from.depth > 2 && $from.node(-2).type.name === "gallery";
  if (inGallery && $from.index(-2) < $from.node(-2).childCount - 1) return to($from.after(-1));
  const depth = inGallery ? $from.depth - 2 : $from.depth - 1;
  const block = $from.before(depth);
  const after = $from.after(depth);
  if (state.doc.nodeAt(block)?.type.name === "mainFigure") return toBody(state, "unless-text");
  const next = state.doc.nodeAt(after);
  if (next?.type.name === "paragraph" && next.content.size === 0) return caret(state.tr, after + 1);
  return caret(state.tr.insert(after, emptyParagraph(state.schema)), after + 1);
});

/** Enter in key points adds one; in an empty last one it moves to the body. */
export const enterInKeyPoints: Command = run((state) => {
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
