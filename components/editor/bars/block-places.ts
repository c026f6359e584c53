// Where the blocks of the body are on the screen.
import type { EditorView } from "@tiptap/pm/view";
import { zoneRange } from "#lib/document/zones.ts";

/** `pos`: before the block. The edges are in pixels of the window. */
export type BlockPlace = { pos: number; id: string; top: number; bottom: number; left: number };

/** The element of a block: with a suggestion around it, the outermost. */
function placeOf(view: EditorView, pos: number): BlockPlace | null {
  const node = view.state.doc.nodeAt(pos);
  const dom = view.nodeDOM(pos);
  if (!node || !(dom instanceof HTMLElement)) return null;
  const { top, bottom, left } = dom.getBoundingClientRect();
  return { pos, id: String(node.attrs.id ?? ""), top, bottom, left };
}

const bodyPositions = (view: EditorView): number[] => {
  const { doc } = view.state;
  const body = zoneRange(doc, "body");
  const positions: number[] = [];
  doc.forEach((_node, pos) => {
    if (body && pos >= body.from && pos < body.to) positions.push(pos);
  });
  return positions;
};

/** The block of the body at a height of the window, or the nearest one above it; the first one above all. */
export function blockAt(view: EditorView, y: number): BlockPlace | null {
  const positions = bodyPositions(view);
  let [low, high] = [0, positions.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    const place = placeOf(view, positions[middle] ?? 0);
    if (place && place.top <= y) low = middle;
    else high = middle - 1;
  }
  return placeOf(view, positions[low] ?? 0);
}

/** The border between two blocks that is nearest to a height, as a position, and its height. */
export function borderAt(view: EditorView, y: number): { pos: number; y: number } | null {
  const block = blockAt(view, y);
  if (!block) return null;
  const isBefore = y < (block.top + block.bottom) / 2;
  const pos = isBefore ? block.pos : block.pos + (view.state.doc.nodeAt(block.pos)?.nodeSize ?? 0);
  const neighbour = placeOf(
    view,
    isBefore ? block.pos - (view.state.doc.resolve(block.pos).nodeBefore?.nodeSize ?? 0) : pos,
  );
  const edge = isBefore ? block.top : block.bottom;
  const other = isBefore ? (neighbour?.bottom ?? edge) : (neighbour?.top ?? edge);
  return { pos, y: Math.abs(other - edge) < 80 ? (edge + other) / 2 : edge };
}
