import { toggleMark } from "@tiptap/pm/commands";
import type { MarkType, Schema } from "@tiptap/pm/model";
import { type Command, type EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";

export type MarkName = "bold" | "italic" | "strike" | "code" | "subscript" | "superscript";

const markType = (schema: Schema, name: string): MarkType => {
  const type = schema.marks[name];
  if (!type) throw new Error(`The schema has no mark ${name}`);
  return type;
};

export const toggle =
  (name: MarkName): Command =>
  (state, dispatch) =>
    toggleMark(markType(state.schema, name))(state, dispatch);

export function isMarked(state: EditorState, name: string): boolean {
  const type = markType(state.schema, name);
  const { from, to, empty, $from } = state.selection;
  if (empty) return type.isInSet(state.storedMarks ?? $from.marks()) !== undefined;
  return state.doc.rangeHasMark(from, to, type);
}

/** Whether the mark is allowed at the selection. */
export const takesMark = (state: EditorState, name: string): boolean =>
  state.selection instanceof TextSelection &&
  state.selection.$from.parent.type.allowsMarkType(markType(state.schema, name));

/** `story`: the id of the story that it leads to. */
export type LinkRange = { from: number; to: number; href: string; story: string | null };

/** The whole link at the caret or over the selection; null if there is none. */
export function linkAt(state: EditorState): LinkRange | null {
  const type = markType(state.schema, "link");
  const { $from, from, to, empty } = state.selection;
  let found: LinkRange | null = null;
  if ($from.depth === 0) return null;
  const start = $from.start();
  $from.parent.forEach((node, offset) => {
    const mark = type.isInSet(node.marks);
    const at = start + offset;
    if (!mark) return;
    const previous = found;
    if (previous && previous.to === at && previous.href === mark.attrs.href && previous.story === mark.attrs.story) {
      previous.to = at + node.nodeSize;
      return;
    }
    const touches = empty ? at <= from && from <= at + node.nodeSize : at < to && at + node.nodeSize > from;
    if (touches && !previous) {
      const { href, story } = mark.attrs;
      found = { from: at, to: at + node.nodeSize, href: String(href), story };
    }
  });
  return found;
}

/**
 * Sets a link on a range. An empty range gets `words` as its text, or the address if there are none.
 * @param story the id of the story that the link follows when its address changes
 */
export function setLink(
  state: EditorState,
  range: { from: number; to: number },
  href: string,
  words = href.replace(/^(https?:\/\/|mailto:|tel:)/, ""),
  story: string | null = null,
): Transaction {
  const mark = markType(state.schema, "link").create({ href, story });
  const tr = state.tr;
  if (range.to > range.from) return tr.removeMark(range.from, range.to, mark.type).addMark(range.from, range.to, mark);
  return tr.insert(range.from, state.schema.text(words, [...(state.selection.$from.marks() ?? []), mark]));
}

/** Replaces text before the caret, such as "@ferry", by the words of a page with a link to it. */
export function replaceByLink(
  state: EditorState,
  range: { from: number; to: number },
  href: string,
  words: string,
  story: string | null,
): Transaction {
  return setLink(state, { from: range.to, to: range.to }, href, words, story).delete(range.from, range.to);
}
export const removeLink = (state: EditorState, range: { from: number; to: number }): Transaction =>
  state.tr.removeMark(range.from, range.to, markType(state.schema, "link"));
