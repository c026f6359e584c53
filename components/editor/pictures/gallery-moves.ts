// The order of the pictures in a gallery, and what is removed with its last one.
import type { Node, ResolvedPos } from "@tiptap/pm/model";
import { type Command, type EditorState, NodeSelection, TextSelection, type Transaction } from "@tiptap/pm/state";

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
  const target = by === 1 ? pos + neighbour.nodeSize : pos - neighbour.nodeSize;
  const { selection } = state;
  const isInside = selection.from >= pos && selection.to <= pos + figure.nodeSize;
  const tr = state.tr.delete(pos, pos + figure.nodeSize).insert(target, figure);
  const shift = target - pos;
  if (isInside && selection instanceof NodeSelection) tr.setSelection(NodeSelection.create(tr.doc, target));
  else if (isInside) tr.setSelection(TextSelection.create(tr.doc, selection.anchor + shift, selection.head + shift));
  return { tr: tr.scrollIntoView(), pos: target };
}

function figureAround({ selection }: EditorState): number | null {
  const { $from }: { $from: ResolvedPos } = selection;
  if (selection instanceof NodeSelection && isGallery($from.parent)) return selection.from;
  for (let depth = $from.depth; depth > 1; depth--) if (isGallery($from.node(depth - 1))) return $from.before(depth);
  return null;
}

/** Moves the picture at the caret one place forward or back in its gallery. */
export const moveInGallery =
  (by: 1 | -1): Command =>
  (state, dispatch) => {
    const pos = figureAround(state);
    if (pos === null) return false;
    const moved = moveFigure(state, pos, by);
    if (moved) dispatch?.(moved.tr);
    return true;
  };
