// The order of the pictures in a gallery, and what is removed with its last one.
import type { Node } from "@tiptap/pm/model";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { moveBlocksTo } from "../writing/block-moves.ts";

const isGallery = (node: Node): boolean => node.type.name === "gallery";

/** The range that is removed with the figure at `pos`: the whole gallery if it holds no other picture. */
export function rangeToRemove(doc: Node, pos: number): { from: number; to: number } {
  const $pos = doc.resolve(pos);
  if (isGallery($pos.parent) && $pos.parent.childCount === 1) return { from: $pos.before(), to: $pos.after() };
  return { from: pos, to: pos + ($pos.nodeAfter?.nodeSize ?? 0) };
}

/** Moves the figure at `pos` one place forward or back in its gallery, with the caret; null at the ends and outside of galleries. */
export function moveFigure(state: EditorState, pos: number, by: 1 | -1): { tr: Transaction; pos: number } | null {
  const $pos = state.doc.resolve(pos);
  const figure = $pos.nodeAfter;
  const neighbour = $pos.parent.maybeChild($pos.index() + by);
  if (!figure || !isGallery($pos.parent) || !neighbour) return null;
  const range = { from: pos, to: pos + figure.nodeSize };
  const tr = moveBlocksTo(state, range, by === 1 ? range.to + neighbour.nodeSize : pos - neighbour.nodeSize);
  return tr && { tr: tr.scrollIntoView(), pos: by === 1 ? pos + neighbour.nodeSize : pos - neighbour.nodeSize };
}
