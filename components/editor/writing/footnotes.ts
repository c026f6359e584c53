// Footnotes: their numbers in the text, and the keys that lead from the text to a note and back.
import type { Node } from "@tiptap/pm/model";
import { type Command, type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import {
  type FootnoteReference,
  footnoteNumbers,
  footnotePositions,
  footnoteReferences,
} from "#lib/document/footnotes.ts";
import { newBlockId } from "#lib/document/ids.ts";
import { isFootnote } from "#lib/document/nodes.ts";
import { zoneRange } from "#lib/document/zones.ts";
import { nodeType } from "./block-commands.ts";

const markOf = (state: EditorState) => {
  const type = state.schema.marks.footnoteReference;
  if (!type) throw new Error("The schema has no footnotes");
  return type;
};

/** The last character before the end of a text block's content, as one person sees it: the place after which a number is shown. */
function lastCharacter(block: Node, end: number): number {
  const text = block.textBetween(0, end, "", "\n");
  const last = [...new Intl.Segmenter().segment(text.slice(-40))].at(-1)?.segment ?? "";
  return last.trim() === "" ? 0 : last.length;
}

type Place = { from: number; to: number };
/** The character that a footnote at the caret follows; at the start of a paragraph the last one of the block before. */
function placeAtCaret(state: EditorState): Place | null {
  const { $to } = state.selection;
  if (!$to.parent.isTextblock) return null;
  const place = (block: Node, start: number, end: number): Place | null => {
    const length = block.type.allowsMarkType(markOf(state)) ? lastCharacter(block, end) : 0;
    return length > 0 ? { from: start + end - length, to: start + end } : null;
  };
  if ($to.parentOffset > 0) return place($to.parent, $to.start(), $to.parentOffset);
  const before = $to.depth === 1 ? state.doc.resolve($to.before()).nodeBefore : null;
  return before?.isTextblock ? place(before, $to.before() - 1 - before.content.size, before.content.size) : null;
}

const noteAt = (doc: Node, { from, to }: Place): string | null =>
  footnoteReferences(doc).find((reference) => reference.from < to && reference.to >= to && reference.to > from)?.note ??
  null;

const intoNote = (tr: Transaction, pos: number): Transaction =>
  tr.setSelection(TextSelection.create(tr.doc, pos + 1 + (tr.doc.nodeAt(pos)?.content.size ?? 0))).scrollIntoView();

/** Where a note is put: in the order of the numbers, after all other blocks of the body. */
function placeOfNote(doc: Node, id: string): number {
  const positions = footnotePositions(doc);
  const order = [...new Set(footnoteReferences(doc).map(({ note }) => note))];
  const next = order.slice(order.indexOf(id) + 1).find((note) => positions.has(note));
  return (next ? positions.get(next) : undefined) ?? zoneRange(doc, "body")?.to ?? doc.content.size;
}

/** Adds a footnote after the character at the caret and moves into its text; where there is one already, only moves there. */
export const insertFootnote: Command = (state, dispatch) => {
  const place = placeAtCaret(state);
  if (!place) return false;
  const there = noteAt(state.doc, place);
  const known = there === null ? undefined : footnotePositions(state.doc).get(there);
  if (known !== undefined) {
    dispatch?.(intoNote(state.tr, known));
    return true;
  }
  const id = newBlockId();
  const { $to } = state.selection;
  const tr = state.tr.addMark(place.from, place.to, markOf(state).create({ note: id }));
  // The empty line on which the footnote was asked for.
  if (place.to < $to.before() && $to.parent.content.size === 0) tr.delete($to.before(), $to.after());
  const at = placeOfNote(tr.doc, id);
  tr.insert(at, nodeType(state.schema, "footnote").create({ id }));
  dispatch?.(intoNote(tr, at));
  return true;
};

const referenceTo = (doc: Node, id: unknown): FootnoteReference | undefined =>
  footnoteReferences(doc).find(({ note }) => note === id);

/** Enter in a footnote leads back to the text, behind its number. */
export const enterInFootnote: Command = (state, dispatch) => {
  const { $from, $to } = state.selection;
  if (!isFootnote($from.parent) || !$from.sameParent($to)) return false;
  const place = referenceTo(state.doc, $from.parent.attrs.id);
  if (place) dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, place.to)).scrollIntoView());
  return true;
};

/** Backspace in an empty footnote removes it and its numbers; without a number it becomes a paragraph, as other blocks do. */
export const backspaceInFootnote: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || !isFootnote($from.parent) || $from.parent.content.size > 0) return false;
  const places = footnoteReferences(state.doc).filter(({ note }) => note === $from.parent.attrs.id);
  const first = places[0];
  if (!first) return false;
  const tr = state.tr;
  for (const { from, to } of places) tr.removeMark(from, to, markOf(state));
  tr.delete($from.before(), $from.after());
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, first.to)).scrollIntoView());
  return true;
};

/** Backspace behind a number takes out the number before it takes out letters; the words of the note stay where they are. */
export const backspaceAfterNumber: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  if (!empty || !$from.parent.isTextblock) return false;
  const positions = footnotePositions(state.doc);
  if (positions.size === 0) return false;
  const place = footnoteReferences(state.doc).find(({ to, note }) => to === $from.pos && positions.has(note));
  if (!place) return false;
  const tr = state.tr.removeMark(place.from, place.to, markOf(state));
  const pos = positions.get(place.note) ?? 0;
  const note = state.doc.nodeAt(pos);
  if (note?.content.size === 0 && !referenceTo(tr.doc, place.note)) tr.delete(pos, pos + note.nodeSize);
  dispatch?.(tr);
  return true;
};

function describe(doc: Node): DecorationSet {
  const positions = footnotePositions(doc);
  if (positions.size === 0) return DecorationSet.empty;
  const references = footnoteReferences(doc);
  const numbers = footnoteNumbers(references, positions);
  const inText = references.flatMap(({ note, from, to }) => {
    const number = numbers.get(note);
    const start = Math.max(from, to - 1);
    return number === undefined ? [] : [Decoration.inline(start, to, { "data-note-number": String(number) })];
  });
  const below = [...positions].map(([id, pos]) =>
    Decoration.node(pos, pos + (doc.nodeAt(pos)?.nodeSize ?? 0), {
      "data-note-number": numbers.has(id) ? String(numbers.get(id)) : "",
    }),
  );
  return DecorationSet.create(doc, [...inText, ...below]);
}

const key = new PluginKey<DecorationSet>("footnotes");

/** Shows the numbers of footnotes, in the text and before the notes. */
export const footnoteNumbersShown = (): Plugin<DecorationSet> =>
  new Plugin<DecorationSet>({
    key,
    state: {
      init: (_config, state) => describe(state.doc),
      apply: (tr, set) => (tr.docChanged ? describe(tr.doc) : set),
    },
    props: { decorations: (state) => key.getState(state) },
  });
