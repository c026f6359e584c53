// Accepts or rejects suggestions with an ordinary change of the text.
import type { Mark, Node } from "@tiptap/pm/model";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import type { Transform } from "@tiptap/pm/transform";
import { stepsTo } from "#lib/document/restore.ts";
import { acceptAll, type Concerned, everySuggestion, isSuggestion, rejectAll } from "#lib/document/suggestions.ts";
import { leaveAsItIs } from "../saving/collab.ts";

export type Verdict = "accept" | "reject";

/** Removes marks and rejected text only: the words that stay are not replaced, so that comments on them keep their position. */
function settlePart(tr: Transform, doc: Node, drops: string, concerns: Concerned): void {
  const isMeant = (mark: Mark) => isSuggestion(mark) && concerns(mark);
  const found: { node: Node; pos: number }[] = [];
  doc.descendants((node, pos) => {
    const meant = node.marks.filter(isMeant);
    if (meant.length > 0) found.push({ node, pos });
    return !meant.some((mark) => mark.type.name === drops);
  });
  for (const { node, pos } of found.reverse()) {
    const meant = node.marks.filter(isMeant);
    if (meant.some((mark) => mark.type.name === drops)) tr.delete(pos, pos + node.nodeSize);
    else
      for (const mark of meant)
        if (node.isInline) tr.removeMark(pos, pos + node.nodeSize, mark);
        else tr.removeNodeMark(pos, mark);
  }
}

/** The change that settles the suggestions that `concerns` selects; null if there are none. */
export function settle(
  state: EditorState,
  verdict: Verdict,
  concerns: Concerned = everySuggestion,
): Transaction | null {
  const wanted = (verdict === "accept" ? acceptAll : rejectAll)(state.doc, concerns);
  if (wanted === state.doc) return null;
  const tr = state.tr;
  try {
    settlePart(tr, state.doc, verdict === "accept" ? "deletion" : "insertion", concerns);
    if (tr.doc.eq(wanted)) return leaveAsItIs(tr);
  } catch {
    // Blocks that depend on each other are settled by comparison, below.
  }
  const whole = state.tr;
  for (const step of stepsTo(state.doc, wanted)) whole.step(step);
  return leaveAsItIs(whole);
}
