// Moving, copying and deleting whole blocks, by keys, by the menu of a block, and by dragging. A move is a deletion and an
// insertion of the same blocks in one transaction, wherever it comes from: comments, block ids, rebasing and the history of
// a story recognise it in that form.
import type { Node } from "@tiptap/pm/model";
import {
  type Command,
  type EditorState,
  NodeSelection,
  Selection,
  TextSelection,
  type Transaction,
} from "@tiptap/pm/state";
import { isBox } from "#lib/document/nodes.ts";
import { zoneRange } from "#lib/document/zones.ts";
import { boxHead } from "./box-head.ts";
import { emptyParagraph } from "./delete-across-zones.ts";

/** Neighbouring blocks of one parent, from the position before the first to the one after the last. */
export type BlockRange = { from: number; to: number };

const ordered: readonly string[] = [
  "bulletList",
  "orderedList",
  "keyPoints",
  "inShort",
  "blockquote",
  "pullQuote",
  "gallery",
];
/** Whether the order of the blocks inside a node can be changed. Rows of a table move with their table. */
const isOrdered = (node: Node): boolean => ordered.includes(node.type.name) || isBox(node);

/** The part of a parent in which its blocks can change places: all of it but the head of a box and an attribution. */
function movable(doc: Node, pos: number): BlockRange | null {
  const $pos = doc.resolve(pos);
  if ($pos.depth === 0) return zoneRange(doc, "body");
  const { parent } = $pos;
  const size = (node: Node | null) => node?.nodeSize ?? 0;
  return {
    from: $pos.start() + boxHead(parent).size,
    to: $pos.end() - (parent.lastChild?.type.name === "attribution" ? size(parent.lastChild) : 0),
  };
}

/** The blocks at the selection in the parent at this depth; null where the parent has no order of blocks. */
function rangeAt(doc: Node, { $from, $to }: Selection, depth: number): BlockRange | null {
  if (depth > 0 && !isOrdered($from.node(depth))) return null;
  const range = {
    from: $from.posAtIndex($from.index(depth), depth),
    to: $to.posAtIndex(Math.max($to.indexAfter(depth), $from.index(depth) + 1), depth),
  };
  const around = movable(doc, range.from);
  return around && range.from >= around.from && range.to <= around.to ? range : null;
}

/**
 * The blocks that a key moves: items of a list, pictures of a gallery, paragraphs of a box or quote, or blocks of the body.
 * If they are all that there is in their parent, the parent itself.
 */
export function blocksToMove({ doc, selection }: EditorState): BlockRange | null {
  const { $from, $to } = selection;
  for (let depth = $from.sharedDepth($to.pos); depth >= 0; depth--) {
    const range = rangeAt(doc, selection, depth);
    const around = range && movable(doc, range.from);
    if (range && around && (depth === 0 || range.from > around.from || range.to < around.to)) return range;
  }
  return null;
}

/** The blocks of the body at the selection. */
export const bodyBlocks = ({ doc, selection }: EditorState): BlockRange | null => rangeAt(doc, selection, 0);

/** The selection after its blocks have been moved by so many positions; null if it is not inside them. */
function movedSelection(
  tr: Transaction,
  selection: Selection,
  { from, to }: BlockRange,
  shift: number,
): Selection | null {
  if (selection.from < from || selection.to > to) return null;
  if (selection instanceof NodeSelection) return NodeSelection.create(tr.doc, selection.from + shift);
  return TextSelection.between(tr.doc.resolve(selection.anchor + shift), tr.doc.resolve(selection.head + shift));
}

/** Moves blocks to another place in the same parent, with the selection; null if they would stay where they are. */
export function moveBlocksTo(state: EditorState, range: BlockRange, target: number): Transaction | null {
  const { doc, selection } = state;
  const { from, to } = range;
  const around = movable(doc, from);
  if (!around || target < around.from || target > around.to || (target >= from && target <= to)) return null;
  if (doc.resolve(target).parent !== doc.resolve(from).parent) return null;
  const blocks = doc.slice(from, to).content;
  const tr = state.tr.delete(from, to);
  const start = tr.mapping.map(target);
  tr.insert(start, blocks);
  const moved = movedSelection(tr, selection, range, start - from);
  if (moved) tr.setSelection(moved);
  return tr.setMeta(movedTo, start);
}

const movedTo = "blocksMovedTo";
/** Where a transaction of this tab moved blocks to: their place among the blocks of their parent, counted from 1; null for others. */
export function placeAfterMove(tr: Transaction): { place: number; count: number } | null {
  const start: number | undefined = tr.getMeta(movedTo);
  const around = start === undefined ? null : movable(tr.doc, start);
  if (start === undefined || !around) return null;
  const index = (pos: number) => tr.doc.resolve(pos).index();
  return { place: index(start) - index(around.from) + 1, count: index(around.to) - index(around.from) };
}

/** Moves blocks past their neighbour; null at the first and the last place. */
export function moveBlocksBy(state: EditorState, range: BlockRange, by: 1 | -1): Transaction | null {
  const { nodeAfter } = state.doc.resolve(range.to);
  const { nodeBefore } = state.doc.resolve(range.from);
  const target = by === 1 ? range.to + (nodeAfter?.nodeSize ?? 0) : range.from - (nodeBefore?.nodeSize ?? 0);
  return moveBlocksTo(state, range, target)?.scrollIntoView() ?? null;
}

/** Inserts a copy after the blocks. A selection inside them goes to the same place in the copy. */
export function duplicateRange(state: EditorState, range: BlockRange): Transaction {
  const tr = state.tr.insert(range.to, state.doc.slice(range.from, range.to).content);
  const copied = movedSelection(tr, state.selection, range, range.to - range.from);
  if (copied) tr.setSelection(copied);
  return tr.scrollIntoView();
}

/** Deletes blocks of the body, which keeps an empty paragraph. The caret goes to what follows. */
export function deleteRange(state: EditorState, { from, to }: BlockRange): Transaction {
  const body = zoneRange(state.doc, "body");
  const tr = state.tr;
  if (body?.from === from && body.to === to) tr.replaceWith(from, to, emptyParagraph(state.schema));
  else tr.delete(from, to);
  return tr
    .setSelection(Selection.near(tr.doc.resolve(from), from < (body?.to ?? 0) - (to - from) ? 1 : -1))
    .scrollIntoView();
}

const onBlocks =
  (make: (state: EditorState, range: BlockRange) => Transaction | null): Command =>
  (state, dispatch) => {
    const range = blocksToMove(state);
    const tr = range && make(state, range);
    if (tr) dispatch?.(tr);
    return range !== null;
  };
/** Moves the blocks at the selection past their neighbour. At the first and the last place the key does nothing. */
export const moveBlocks = (by: 1 | -1): Command => onBlocks((state, range) => moveBlocksBy(state, range, by));
export const duplicateBlocks: Command = onBlocks(duplicateRange);

/** Puts the caret into an empty paragraph after a block of the body: the block itself if it is one, else a new one. */
export function lineAfter(state: EditorState, pos: number): Transaction {
  const block = state.doc.nodeAt(pos);
  const tr = state.tr;
  const isLine = block?.type.name === "paragraph" && block.content.size === 0;
  const at = isLine ? pos : pos + (block?.nodeSize ?? 0);
  if (!isLine) tr.insert(at, emptyParagraph(state.schema));
  return tr.setSelection(TextSelection.create(tr.doc, at + 1)).scrollIntoView();
}
