// Moving, copying and deleting whole blocks, by keys, by the menu of a block, and by dragging. A move is a deletion and an
// insertion of the same blocks in one transaction, wherever it comes from: comments, block ids, rebasing and the history of
// a story recognise it in that form.
import { Fragment, type Node } from "@tiptap/pm/model";
import {
  type Command,
  type EditorState,
  NodeSelection,
  type Selection,
  TextSelection,
  type Transaction,
} from "@tiptap/pm/state";
import { isBox } from "#lib/document/nodes.ts";
import { zoneRange } from "#lib/document/zones.ts";

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

/** The part of a parent in which its blocks can change places: all of it but a title or an attribution. */
function movable(doc: Node, pos: number): BlockRange | null {
  const $pos = doc.resolve(pos);
  if ($pos.depth === 0) return zoneRange(doc, "body");
  const { parent } = $pos;
  const size = (node: Node | null) => node?.nodeSize ?? 0;
  return {
    from: $pos.start() + (isBox(parent) ? size(parent.firstChild) : 0),
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
  return tr;
}

/** Moves the blocks at the selection past their neighbour. At the first and the last place the key does nothing. */
export const moveBlocks =
  (by: 1 | -1): Command =>
  (state, dispatch) => {
    const range = blocksToMove(state);
    if (!range) return false;
    const neighbour = by === 1 ? state.doc.resolve(range.to).nodeAfter : state.doc.resolve(range.from).nodeBefore;
    const target = by === 1 ? range.to + (neighbour?.nodeSize ?? 0) : range.from - (neighbour?.nodeSize ?? 0);
    const tr = neighbour && moveBlocksTo(state, range, target);
    if (tr) dispatch?.(tr.scrollIntoView());
    return true;
  };

/** Inserts a copy of the blocks at the selection after them, and selects the same place in the copy. */
export const duplicateBlocks: Command = (state, dispatch) => {
  const range = blocksToMove(state);
  if (!range) return false;
  const tr = state.tr.insert(range.to, state.doc.slice(range.from, range.to).content);
  const copied = movedSelection(tr, state.selection, range, range.to - range.from);
  if (copied) tr.setSelection(copied);
  dispatch?.(tr.scrollIntoView());
  return true;
};

/** Deletes the blocks of the body at the selection; the body keeps an empty paragraph. */
export const deleteBlocks: Command = (state, dispatch) => {
  const range = bodyBlocks(state);
  const body = zoneRange(state.doc, "body");
  if (!range || !body) return false;
  const isAll = range.from === body.from && range.to === body.to;
  const tr = state.tr;
  if (isAll) tr.replaceWith(range.from, range.to, Fragment.from(state.schema.nodes.paragraph?.create() ?? null));
  else tr.delete(range.from, range.to);
  tr.setSelection(TextSelection.near(tr.doc.resolve(Math.min(range.from + 1, tr.doc.content.size))));
  dispatch?.(tr.scrollIntoView());
  return true;
};
