// Keys in notes to editors and in code. Their text is never joined with other text: a note would be published by accident, code
// would lose its lines.
import { type Command, TextSelection } from "@tiptap/pm/state";
import { newBlockId } from "#lib/document/ids.ts";
import { isApart, isCode, isPrivate } from "#lib/document/nodes.ts";
import { zoneAt } from "#lib/document/zones.ts";
import { insertBlock, nodeType } from "./block-commands.ts";
import { emptyParagraph } from "./delete-across-zones.ts";

const insert =
  (name: "noteToEditors" | "codeBlock"): Command =>
  (state, dispatch) => {
    if (zoneAt(state.doc, state.selection.from) !== "body") return false;
    const tr = insertBlock(state, nodeType(state.schema, name).create({ id: newBlockId() }));
    if (tr) dispatch?.(tr);
    return tr !== null;
  };
export const insertNoteToEditors = insert("noteToEditors");
export const insertCode = insert("codeBlock");

/** Enter in an empty last line of code moves to the paragraph after it, which is made unless an empty one is there. */
export const leaveCode: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const { parent } = $from;
  const isAtEnd = $from.parentOffset === parent.content.size;
  if (!empty || !isCode(parent) || !isAtEnd || !parent.textContent.endsWith("\n")) return false;
  const tr = state.tr.delete($from.pos - 1, $from.pos);
  const after = tr.mapping.map($from.after());
  const next = tr.doc.nodeAt(after);
  if (next?.type.name !== "paragraph" || next.content.size > 0) tr.insert(after, emptyParagraph(state.schema));
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView());
  return true;
};

/** Delete at the end of code joins nothing. */
export const deleteAtCodeEnd: Command = ({ selection: { $from, empty } }) =>
  empty && isCode($from.parent) && $from.parentOffset === $from.parent.content.size;

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
 * Backspace at the start of the block after a note or code, and Delete at the end of the block before one, join nothing. An
 * empty paragraph after it is removed.
 */
export const keepApart =
  (side: "before" | "after"): Command =>
  (state, dispatch) => {
    const { $from, empty } = state.selection;
    if (!empty || $from.depth === 0 || isApart($from.parent)) return false;
    const isAtBorder =
      side === "before" ? $from.pos === $from.before(1) + $from.depth : $from.pos === $from.after(1) - $from.depth;
    const border = side === "before" ? $from.before(1) : $from.after(1);
    const $border = state.doc.resolve(border);
    const note = side === "before" ? $border.nodeBefore : $border.nodeAfter;
    if (!isAtBorder || !note || !isApart(note)) return false;
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

/** Backspace at the start of a note or code turns an empty one into a paragraph, and does nothing in another. */
export const backspaceInApart: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || $from.parentOffset > 0 || !isApart($from.parent)) return false;
  if ($from.parent.content.size > 0) return true;
  const tr = state.tr.replaceWith($from.before(), $from.after(), emptyParagraph(state.schema));
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, $from.pos)).scrollIntoView());
  return true;
};
