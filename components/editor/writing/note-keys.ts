// Keys in a note to editors. Its text is never joined with the text of the story, so that none of it is published by accident.
import { type Command, TextSelection } from "@tiptap/pm/state";
import { newBlockId } from "#lib/document/ids.ts";
import { isPrivate } from "#lib/document/nodes.ts";
import { zoneAt } from "#lib/document/zones.ts";
import { insertBlock, nodeType } from "./block-commands.ts";
import { emptyParagraph } from "./delete-across-zones.ts";

export const insertNoteToEditors: Command = (state, dispatch) => {
  if (zoneAt(state.doc, state.selection.from) !== "body") return false;
  const tr = insertBlock(state, nodeType(state.schema, "noteToEditors").create({ id: newBlockId() }));
  if (tr) dispatch?.(tr);
  return tr !== null;
};

/** Enter in a note moves to the paragraph after it, which is made unless an empty one is there. */
export const enterInNote: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  if (!isPrivate($from.parent) || !$from.sameParent($to)) return false;
  const after = $from.after();
  const next = state.doc.nodeAt(after);
  const tr = state.tr;
  if (next?.type.name !== "paragraph" || next.content.size > 0) tr.insert(after, emptyParagraph(state.schema));
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
  return true;
};

/**
 * Backspace at the start of the block after a note, and Delete at the end of the block before one, join nothing. An empty
 * paragraph after a note is removed.
 */
export const keepNoteApart =
  (side: "before" | "after"): Command =>
  (state, dispatch) => {
    const { $from, empty } = state.selection;
    if (!empty || $from.depth === 0 || isPrivate($from.parent)) return false;
    const isAtBorder =
      side === "before" ? $from.pos === $from.before(1) + $from.depth : $from.pos === $from.after(1) - $from.depth;
    const border = side === "before" ? $from.before(1) : $from.after(1);
    const $border = state.doc.resolve(border);
    const note = side === "before" ? $border.nodeBefore : $border.nodeAfter;
    if (!isAtBorder || !note || !isPrivate(note)) return false;
    if (
      side === "before" &&
      $from.parent.type.name === "paragraph" &&
      $from.parent.content.size === 0 &&
      $from.depth === 1
    ) {
      const tr = state.tr.delete(border, $from.after());
      dispatch?.(tr.setSelection(TextSelection.create(tr.doc, border - 1)).scrollIntoView());
    }
    return true;
  };

/** Backspace at the start of a note turns an empty one into a paragraph, and does nothing in another. */
export const backspaceInNote: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset > 0 || !isPrivate($from.parent)) return false;
  if ($from.parent.content.size > 0) return true;
  const tr = state.tr.replaceWith($from.before(), $from.after(), emptyParagraph(state.schema));
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, $from.pos)).scrollIntoView());
  return true;
};
