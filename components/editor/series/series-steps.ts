import type { Node } from "@tiptap/pm/model";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { findBlock } from "#lib/document/field-step.ts";
import { FieldStep } from "#lib/document/steps.ts";

const partsOf = (box: Node): readonly Node[] => box.children.filter(({ type }) => type.name === "relatedStory");

/** Whether a box has parts of its own that readers do not get, because it shows a collection. */
export const hidesParts = (box: Node): boolean => box.attrs.collection !== null && partsOf(box).length > 0;

/**
 * Lets a series box show the stories of a collection in place of parts of its own, which are deleted in the same step of the undo
 * history; null for parts of its own again. @returns null where nothing changes
 */
export function bindSeries(state: EditorState, boxId: string, collection: string | null): Transaction | null {
  const pos = findBlock(state.doc, boxId);
  const box = pos === null ? null : state.doc.nodeAt(pos);
  if (pos === null || box?.type.name !== "series" || box.attrs.collection === collection) return null;
  const tr = state.tr.step(new FieldStep(boxId, "collection", box.attrs.collection, collection));
  const [first] = partsOf(box);
  if (collection !== null && first) tr.delete(pos + 1 + (box.firstChild?.nodeSize ?? 0), pos + box.nodeSize - 1);
  return tr;
}
