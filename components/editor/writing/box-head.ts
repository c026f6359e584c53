import type { Node } from "@tiptap/pm/model";
import { isBox, isPicture, isSeparateLine } from "#lib/document/nodes.ts";

/** The lines and pictures with which a box begins, before the blocks in it: how many there are, and their size. */
export function boxHead(box: Node): { count: number; size: number } {
  if (!isBox(box)) return { count: 0, size: 0 };
  let [count, size] = [0, 0];
  for (const node of box.children) {
    if (!isSeparateLine(node) && !isPicture(node)) break;
    count += 1;
    size += node.nodeSize;
  }
  return { count, size };
}
