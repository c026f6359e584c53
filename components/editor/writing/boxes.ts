// Keys in a box, which has a title and blocks under it. Nothing is joined across its borders.
import { type Node, type NodeType, type Schema, Slice } from "@tiptap/pm/model";
import { type Command, type EditorState, Selection, TextSelection, type Transaction } from "@tiptap/pm/state";
import { ReplaceAroundStep } from "@tiptap/pm/transform";
import { newBlockId } from "#lib/document/ids.ts";
import { definitionOf, isBox } from "#lib/document/nodes.ts";
import { zoneAt, zoneRange } from "#lib/document/zones.ts";
import { insertBlock, nodeType } from "./block-commands.ts";
import { boxHead } from "./box-head.ts";
import { emptyParagraph } from "./delete-across-zones.ts";

const run =
  (make: (state: EditorState) => Transaction | null): Command =>
  (state, dispatch) => {
    const tr = make(state);
    if (!tr) return false;
    dispatch?.(tr.scrollIntoView());
    return true;
  };

/** A box is a block of the body, so it is at the top level. `index`: of the selection among its children, the title is 0. */
type InBox = { box: Node; start: number; end: number; index: number };
function boxAround({ selection }: EditorState): InBox | null {
  const { $from, empty } = selection;
  if (!empty || !(selection instanceof TextSelection) || $from.depth < 2 || !isBox($from.node(1))) return null;
  return { box: $from.node(1), start: $from.before(1), end: $from.after(1), index: $from.index(1) };
}

/** Inserts an empty box with the caret in its title. */
export const insertBox = (name: string): Command =>
  run((state) => {
    if (zoneAt(state.doc, state.selection.from) !== "body") return null;
    const type: NodeType = nodeType(state.schema, name);
    const title = type.contentMatch.defaultType?.create();
    return title ? insertBlock(state, type.create({ id: newBlockId() }, [title, emptyParagraph(state.schema)])) : null;
  });

/** An empty place for the portrait of a profile. */
export const emptyPortrait = (schema: Schema): Node =>
  nodeType(schema, "figure").create({ id: newBlockId(), size: "small" }, [
    nodeType(schema, "caption").create(),
    nodeType(schema, "credit").create(),
  ]);

/** Inserts an empty profile with a place for the portrait. */
export const insertProfile: Command = run((state) => {
  if (zoneAt(state.doc, state.selection.from) !== "body") return null;
  const { schema } = state;
  const lines = ["profileTitle", "profileRole"].map((name) => nodeType(schema, name).create());
  const parts = [...lines, emptyPortrait(schema), emptyParagraph(schema)];
  return insertBlock(state, nodeType(schema, "profile").create({ id: newBlockId() }, parts));
});

/**
 * Enter in a series of boxes, such as questions with their answers. In an empty last paragraph it begins the next box; in a box that
 * is all empty it ends the series with a paragraph, or in the empty one that follows.
 */
export const enterInSeries: Command = run((state) => {
  const inBox = boxAround(state);
  const { $from } = state.selection;
  if (!inBox || definitionOf(inBox.box.type.name)?.isSeries !== true || $from.parent.content.size > 0) return null;
  const { box, start, end, index } = inBox;
  const { tr } = state;
  if (index === 0 && box.textContent === "" && box.childCount === 2) {
    const next = state.doc.nodeAt(end);
    const isFree = next?.type.name === "paragraph" && next.content.size === 0;
    tr.replaceWith(start, end, isFree ? [] : emptyParagraph(state.schema));
    return tr.setSelection(TextSelection.create(tr.doc, start + 1));
  }
  if ($from.depth > 2 || index < 2 || index < box.childCount - 1) return null;
  const title = box.type.contentMatch.defaultType?.create();
  if (!title) return null;
  tr.delete($from.before(), $from.after());
  const after = tr.mapping.map(end);
  tr.insert(after, box.type.create({ id: newBlockId() }, [title, emptyParagraph(state.schema)]));
  return tr.setSelection(TextSelection.create(tr.doc, after + 2));
});

/** Removes the box and keeps its blocks; a box without blocks becomes an empty paragraph. Null if its head has text or a picture. */
function unwrap(state: EditorState, { box, start, end }: InBox): Transaction | null {
  const head = boxHead(box);
  const isEmpty = (part: Node) => part.textContent === "" && (part.attrs.picture ?? null) === null;
  if (!box.children.slice(0, head.count).every(isEmpty)) return null;
  const body = start + 1 + head.size;
  const { tr } = state;
  if (body === end - 1) tr.replaceWith(start, end, emptyParagraph(state.schema));
  else tr.step(new ReplaceAroundStep(start, end, body, end - 1, Slice.empty, 0));
  return tr.setSelection(Selection.near(tr.doc.resolve(start), 1));
}

/**
 * Backspace at the start of an empty title removes the box and keeps its blocks. At the start of the first block under the
 * head of the box, the caret moves to the end of the line before.
 */
export const backspaceInBox: Command = run((state) => {
  const inBox = boxAround(state);
  const { $from } = state.selection;
  if (!inBox || $from.parentOffset > 0) return null;
  if (inBox.index === 0) return $from.parent.content.size === 0 ? unwrap(state, inBox) : null;
  const head = boxHead(inBox.box).count;
  if (inBox.index !== head || $from.depth > 2) return null;
  const tr = state.tr;
  if ($from.parent.content.size === 0 && inBox.box.childCount > head + 1) tr.delete($from.before(), $from.after());
  return tr.setSelection(Selection.near(tr.doc.resolve($from.before()), -1));
});

/** Whether the caret is at the end of the last line of a box. */
const isAtEnd = (state: EditorState, { end }: InBox): boolean =>
  Selection.near(state.doc.resolve(end - 1), -1).from === state.selection.from;

/** Delete at the end of a box does nothing; the browser would merge the next block into it. */
export const deleteAtBoxEnd: Command = run((state) => {
  const inBox = boxAround(state);
  return inBox && isAtEnd(state, inBox) ? state.tr : null;
});

/**
 * An arrow at the end of a box that is the last block of the body adds a paragraph after it and moves there. Where a block
 * follows, the browser moves the caret. In text from right to left, the arrow that goes on is the left one.
 */
export const leaveLastBox =
  (key: "down" | "left" | "right"): Command =>
  (state, dispatch, view) => {
    const inBox = boxAround(state);
    if (!inBox || zoneRange(state.doc, "body")?.to !== inBox.end) return false;
    const { $from } = state.selection;
    const line = view?.nodeDOM($from.before());
    const onward = line && getComputedStyle(line as HTMLElement).direction === "rtl" ? "left" : "right";
    const isLastLine = Selection.near(state.doc.resolve(inBox.end - 1), -1).$from.sameParent($from);
    const leaves = key === "down" ? isLastLine && view?.endOfTextblock("down") !== false : key === onward;
    if (!leaves || (key !== "down" && !isAtEnd(state, inBox))) return false;
    const tr = state.tr.insert(inBox.end, emptyParagraph(state.schema));
    dispatch?.(tr.setSelection(TextSelection.create(tr.doc, inBox.end + 1)).scrollIntoView());
    return true;
  };
