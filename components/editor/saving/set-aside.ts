// Removes refused changes from the text, so that what was written after them can be saved.
import { type EditorState, TextSelection } from "@tiptap/pm/state";
import { type CollabState, collabKey, collabOf, type Unconfirmed } from "./collab.ts";
import { inverse } from "./mark-sets.ts";
import type { Received } from "./receive.ts";

/**
 * Inverts the first `count` of our unconfirmed steps and applies the others again. Steps that depended on them are in `lost`
 * together with them. The transform has the form of a rebase, as in `receive`.
 */
export function setAside(state: EditorState, count: number): Omit<Received, "leftover"> {
  const { version, unconfirmed, written } = collabOf(state);
  const all = unconfirmed.length;
  const tr = state.tr.setMeta("addToHistory", false);
  for (const { inverted } of unconfirmed.toReversed()) tr.step(inverted);
  const lost: Unconfirmed[] = [...unconfirmed.slice(0, count)];
  const redone: Unconfirmed[] = [];
  unconfirmed.slice(count).forEach((mine, i) => {
    const at = count + i;
    const step = mine.step.map(tr.mapping.slice(all - at));
    const before = tr.doc;
    if (!step || !fits(() => !tr.maybeStep(step).failed)) {
      lost.push(mine);
      return;
    }
    // Rebasing and the history rely on it, as in prosemirror-collab.
    tr.mapping.setMirror(all - at - 1, tr.steps.length - 1);
    redone.push({ ...mine, step, inverted: inverse(step, before) });
  });
  tr.setMeta(collabKey, { version, unconfirmed: redone, written } satisfies CollabState);
  tr.setMeta("rebased", all);
  const { selection } = state;
  const at = (pos: number) => tr.doc.resolve(tr.mapping.map(pos, -1));
  if (selection instanceof TextSelection)
    tr.setSelection(TextSelection.between(at(selection.anchor), at(selection.head), -1));
  return { tr, lost };
}

/** A step may point past the end of a text in which much is missing. */
function fits(work: () => boolean): boolean {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
