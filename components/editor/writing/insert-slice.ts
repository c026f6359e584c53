// Inserts blocks and zones into a story, after a paste or the answer to a question about one.
import { Fragment, type Node, type Schema, Slice } from "@tiptap/pm/model";
import { type EditorState, Selection, type Transaction } from "@tiptap/pm/state";
import type { NodeJson } from "#lib/document/json.ts";
import { zoneOfNode, zoneRange } from "#lib/document/zones.ts";
import { deleteAcrossZones } from "./delete-across-zones.ts";
import { cleanSlice, pasteByZone } from "./paste.ts";

/** How many nodes are open at the end of lists, down to their last line. */
const depthOf = (node: Node | null | undefined): number =>
  node?.type.name === "paragraph"
    ? 1
    : node && /List$|^listItem$/.test(node.type.name)
      ? 1 + depthOf(node.lastChild)
      : 0;

/**
 * Returns blocks as a slice that joins with the paragraphs around it, as pasted paragraphs do. With `isAtEnd` a list
 * ends open, so that no empty paragraph is left behind it.
 */
export function sliceOf(schema: Schema, blocks: readonly NodeJson[], isAtEnd = false): Slice {
  const nodes = blocks.map((block) => schema.nodeFromJSON(block));
  const last = nodes.at(-1);
  const isOpenEnd = isAtEnd || last?.type.name === "paragraph";
  return new Slice(Fragment.from(nodes), nodes[0]?.type.name === "paragraph" ? 1 : 0, isOpenEnd ? depthOf(last) : 0);
}

/** Inserts a slice that has passed `cleanSlice`, by the rules of the zone at the selection. */
export function insertSlice(state: EditorState, slice: Slice): Transaction {
  const tr = deleteAcrossZones(state) ?? state.tr;
  const pasted = pasteByZone(tr, slice) ?? tr.replaceSelection(slice);
  return pasted.scrollIntoView().setMeta("paste", true).setMeta("uiEvent", "paste");
}

const isOfZone = (node: Node): boolean => zoneOfNode(node) !== "body";
/** Zones that keep their role even if copied alone. A headline copied alone is pasted as text. */
const boxes: readonly string[] = ["mainFigure", "keyPoints", "inShort"];

/** Whether copied nodes are zones of a story that keep their role in another story. */
export function hasZones(content: Fragment): boolean {
  const zones = content.content.filter(isOfZone);
  return zones.length > 1 || zones.some((node) => boxes.includes(node.type.name));
}

/** Fills a zone that is missing or empty. Returns false if it holds words. */
function fillZone(tr: Transaction, node: Node): boolean {
  const zone = zoneOfNode(node);
  const range = zoneRange(tr.doc, zone);
  if (range) {
    const now = tr.doc.nodeAt(range.from);
    const isEmpty = now !== null && now.textContent === "" && (zone !== "mainFigure" || now.attrs.picture === null);
    if (!isEmpty) return false;
    if (now.isTextblock) tr.insert(range.from + 1, node.content);
    else tr.replaceWith(range.from, range.to, node);
    return true;
  }
  const body = zoneRange(tr.doc, "body");
  if (!body) return false;
  const standfirst = zoneRange(tr.doc, "standfirst");
  const pos = { kicker: 0, mainFigure: standfirst?.to, inShort: body.to }[zone as string] ?? body.from;
  tr.insert(pos, node);
  return true;
}

/**
 * Inserts copied zones of a story: zones that are missing or empty here are filled, the others become blocks of the
 * body. Null if no node is a zone, or no zone is free.
 */
export function insertZones(state: EditorState, content: Fragment): Transaction | null {
  if (!hasZones(content)) return null;
  const tr = deleteAcrossZones(state) ?? (state.selection.empty ? state.tr : state.tr.deleteSelection());
  const rest: Node[] = [];
  let filled = 0;
  for (const node of content.content) {
    const isWhole = isOfZone(node) && node.type.validContent(node.content);
    if (isWhole && fillZone(tr, node)) filled++;
    else rest.push(node);
  }
  if (filled === 0) return null;
  if (rest.length > 0) putBlocks(tr, cleanSlice(new Slice(Fragment.from(rest), 0, 0), state.schema));
  return tr.scrollIntoView().setMeta("paste", true).setMeta("uiEvent", "paste");
}

/** Inserts blocks at the caret if it is in the body, else at the start of the body. */
function putBlocks(tr: Transaction, slice: Slice): void {
  const body = zoneRange(tr.doc, "body");
  if (!body) return;
  const { from } = tr.selection;
  if (from < body.from || from > body.to) tr.setSelection(Selection.near(tr.doc.resolve(body.from), 1));
  const { $from } = tr.selection;
  const block = $from.depth > 0 ? $from.node(1) : null;
  const isEmpty = block?.type.name === "paragraph" && block.content.size === 0;
  if (isEmpty) tr.replaceWith($from.before(1), $from.after(1), slice.content);
  else if (block && $from.parentOffset === 0) tr.insert($from.before(1), slice.content);
  else tr.replaceSelection(slice);
}
