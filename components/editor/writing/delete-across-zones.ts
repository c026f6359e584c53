// Deletes a selection that crosses zones: the content of each zone is cleared, the zones themselves remain.
import type { Node, Schema } from "@tiptap/pm/model";
import { type EditorState, Selection, type Transaction } from "@tiptap/pm/state";
import { newBlockId } from "#lib/document/ids.ts";
import { holdsCaptioned, isApart } from "#lib/document/nodes.ts";
import { crossesZones, textBounds, zonesBetween } from "#lib/document/zones.ts";
import { crossesCells, isTable } from "./table-position.ts";

export const emptyParagraph = (schema: Schema): Node => {
  const { paragraph } = schema.nodes;
  if (!paragraph) throw new Error("The schema has no paragraph");
  return paragraph.create({ id: newBlockId() });
};

/** Deletes what is selected of one block and keeps the block. */
function clearInside(tr: Transaction, block: Node, pos: number, from: number, to: number): void {
  const bounds = textBounds(tr.doc, Math.max(from, pos + 1), Math.min(to, pos + block.nodeSize - 1));
  if (!bounds || bounds.end <= bounds.start) return;
  if (!holdsCaptioned(block) && !isTable(block)) {
    tr.delete(bounds.start, bounds.end);
    return;
  }
  // Caption and credit never become one, nor do cells.
  const parts: { start: number; end: number }[] = [];
  tr.doc.nodesBetween(bounds.start, bounds.end, (node, at) => {
    if (!node.isTextblock) return true;
    const start = Math.max(bounds.start, at + 1);
    const end = Math.min(bounds.end, at + 1 + node.content.size);
    if (end > start) parts.push({ start, end });
    return false;
  });
  for (const { start, end } of parts.reverse()) tr.delete(start, end);
}

/** Deletes a range of blocks: those selected whole are removed, the others lose only the selected part. */
function clearBlocks(tr: Transaction, from: number, to: number): void {
  const blocks: { node: Node; pos: number }[] = [];
  tr.doc.forEach((node, pos) => {
    if (pos < to && pos + node.nodeSize > from) blocks.push({ node, pos });
  });
  for (const { node, pos } of blocks.reverse()) {
    if (from <= pos && to >= pos + node.nodeSize) tr.delete(pos, pos + node.nodeSize);
    else clearInside(tr, node, pos, from, to);
  }
}

/** Whether a range covers a part of a note or code and more than that. */
function crossesApart(doc: Node, from: number, to: number): boolean {
  const [$from, $to] = [doc.resolve(from), doc.resolve(to)];
  return !$from.sameParent($to) && (isApart($from.parent) || isApart($to.parent));
}

/** Clears the selection zone by zone, cell by cell and block by block where text stays apart, and puts the caret at its start; null if it is within one of them. */
export function deleteAcrossZones(state: EditorState): Transaction | null {
  const { from, to, empty } = state.selection;
  const crosses = [crossesZones, crossesCells, crossesApart].some((test) => test(state.doc, from, to));
  if (empty || !crosses) return null;
  const tr = state.tr;
  for (const part of zonesBetween(state.doc, from, to).reverse()) {
    if (part.zone === "kicker" || part.zone === "headline" || part.zone === "standfirst") {
      const bounds = textBounds(state.doc, part.from, part.to);
      if (bounds && bounds.end > bounds.start) tr.delete(bounds.start, bounds.end);
    } else if (part.zone === "body" && isWhole(state.doc, part)) {
      tr.replaceWith(part.from, part.to, emptyParagraph(state.schema));
    } else clearBlocks(tr, part.from, part.to);
  }
  const at = Math.min(tr.mapping.map(from, -1), tr.doc.content.size);
  return tr.setSelection(Selection.near(tr.doc.resolve(at), 1)).scrollIntoView();
}

/** After the cut at the borders of zones, a range that begins and ends between blocks covers a whole zone. */
const isWhole = (doc: Node, part: { from: number; to: number }): boolean =>
  doc.resolve(part.from).depth === 0 && doc.resolve(part.to).depth === 0;
