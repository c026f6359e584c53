// Blocks and zones put into a story, by a paste or by an answer to a question about one.
import { Fragment, type Node, type Schema, Slice } from "@tiptap/pm/model";
import { type EditorState, Selection, type Transaction } from "@tiptap/pm/state";
import type { NodeJson } from "#lib/document/json.ts";
import { zoneOfNode, zoneRange } from "#lib/document/zones.ts";
import { deleteAcross } from "./across-zones.ts";
import { cleanSlice, pasteByZone } from "./paste.ts";

/** How many nodes are open at the end of lists, down to their last line. */
const depthOf = (node: Node | null | undefined): number =>
  node?.type.name === "paragraph"
    ? 1
    : node && /List$|^listItem$/.test(node.type.name)
      ? 1 + depthOf(node.lastChild)
      : 0;

/**
 * Blocks as a slice that joins with the paragraphs around it, as pasted paragraphs do. With `isAtEnd` a list
 * ends open, so that no empty paragraph is left behind it.
 */
export function sliceOf(schema: Schema, blocks: readonly NodeJson[], isAtEnd = false): Slice {
  const nodes = blocks.map((block) => schema.nodeFromJSON(block));
  const last = nodes.at(-1);
  const isOpenEnd = isAtEnd || last?.type.name === "paragraph";
  return new Slice(Fragment.from(nodes), nodes[0]?.type.name === "paragraph" ? 1 : 0, isOpenEnd ? depthOf(last) : 0);
}

/** Pastes a slice that has gone through `cleanSlice`, by the rules of the zone that holds the selection. */
export function putIn(state: EditorState, slice: Slice): Transaction {
  const tr = deleteAcross(state) ?? state.tr;
  const pasted = pasteByZone(tr, slice) ?? tr.replaceSelection(slice);
  return pasted.scrollIntoView().setMeta("paste", true).setMeta("uiEvent", "paste");
}

const isOfZone = (node: Node): boolean => zoneOfNode(node) !== "body";
/** Zones that keep their place also when they are copied alone. A headline alone is pasted as text. */
const boxes: readonly string[] = ["mainFigure", "keyPoints", "inShort"];

/** Whether copied nodes are parts of a story that keep their places in another. */
export function hasZones(content: Fragment): boolean {
  const zones = content.content.filter(isOfZone);
  return zones.length > 1 || zones.some((node) => boxes.includes(node.type.name));
}

/** Fills one zone, if the story has none of it or an empty one. False where it has words already. */
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
 * Puts parts of a story where they belong: what this story does not have yet goes into its zones, the rest becomes
 * blocks of the text. Null where no part belongs to a zone, or no zone is free.
 */
export function putZones(state: EditorState, content: Fragment): Transaction | null {
  if (!hasZones(content)) return null;
  const tr = deleteAcross(state) ?? (state.selection.empty ? state.tr : state.tr.deleteSelection());
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

/** Blocks into the text: at the caret where it is in the body, else at its start. */
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
