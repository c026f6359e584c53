import type { Node } from "@tiptap/pm/model";
import { type Mapping, ReplaceStep, type Step } from "@tiptap/pm/transform";

/** Whether two neighbouring steps move blocks: the second inserts what the first deleted. `before`: the document before the first. */
export function movesBlocks(deletion: Step | undefined, insertion: Step, before: Node | undefined): boolean {
  if (!before || !(deletion instanceof ReplaceStep) || !(insertion instanceof ReplaceStep)) return false;
  if (deletion.slice.size > 0 || deletion.from === deletion.to || insertion.from !== insertion.to) return false;
  const { content, openStart, openEnd } = insertion.slice;
  if (openStart + openEnd > 0 || !content.firstChild?.isBlock) return false;
  const deleted = before.slice(deletion.from, deletion.to);
  return deleted.openStart + deleted.openEnd === 0 && deleted.content.eq(content);
}

/**
 * Positions inside moved blocks are mapped to where the blocks are now, instead of being deleted: what somebody writes into a
 * block, and their caret, move with it.
 */
export const followMove = (mapping: Mapping, deletion: number, insertion: number): void =>
  mapping.setMirror(deletion, insertion);
