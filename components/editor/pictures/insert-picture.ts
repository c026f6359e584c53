import { Fragment, type Node, type Schema } from "@tiptap/pm/model";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import type { GalleryLayout } from "#lib/document/attributes.ts";
import { findBlock } from "#lib/document/field-step.ts";
import { newBlockId } from "#lib/document/ids.ts";
import { isPicture as isPictureNode } from "#lib/document/nodes.ts";
import { FieldStep } from "#lib/document/steps.ts";
import { zoneRange } from "#lib/document/zones.ts";
import { leaveAsItIs } from "../saving/collab.ts";
import { nodeType } from "../writing/block-commands.ts";
import { emptyParagraph } from "../writing/delete-across-zones.ts";
import { rangeToRemove } from "./gallery-moves.ts";
import type { Uploaded } from "./upload.ts";

const lineOf = (schema: Schema, name: "caption" | "credit", text: string): Node =>
  nodeType(schema, name).create(null, text === "" ? null : schema.text(text));

type Content = Pick<Uploaded, "alt" | "caption" | "credit"> & { id: string | null };

const figureOf = (
  schema: Schema,
  name: "figure" | "mainFigure",
  picture: Content,
  blockId: string = newBlockId(),
): Node =>
  nodeType(schema, name).create({ id: blockId, picture: picture.id, alt: picture.alt }, [
    lineOf(schema, "caption", picture.caption),
    lineOf(schema, "credit", picture.credit),
  ]);

/** Figures that uploads fill later. */
const emptyFigures = (schema: Schema, ids: readonly string[]): Node[] =>
  ids.map((id) => figureOf(schema, "figure", { id: null, alt: "", caption: "", credit: "" }, id));

/**
 * Inserts figures without a picture, one per id and in this order. The uploads fill them later, so that the order of choice is kept
 * whichever upload ends first.
 */
export const insertPlaces = (
  state: EditorState,
  pos: number,
  ids: readonly string[],
  layout: GalleryLayout | null = null,
): Transaction => insertFigures(state, pos, emptyFigures(state.schema, ids), layout);

/** Inserts pictures of the library, with the description that they have there: from now on the story has its own. */
export const insertPictures = (
  state: EditorState,
  pos: number,
  pictures: readonly Uploaded[],
  layout: GalleryLayout | null = null,
): Transaction =>
  insertFigures(
    state,
    pos,
    pictures.map((picture) => figureOf(state.schema, "figure", picture)),
    layout,
  );

/**
 * Inserts figures between two blocks of the body. They replace an empty paragraph before `pos`.
 * With a layout they form a gallery; inside of a gallery they are added to it.
 */
function insertFigures(state: EditorState, pos: number, places: Node[], layout: GalleryLayout | null): Transaction {
  const tr = state.tr;
  if (state.doc.resolve(pos).parent.type.name === "gallery") return tr.insert(pos, places);
  const figures = layout ? [nodeType(state.schema, "gallery").create({ id: newBlockId(), layout }, places)] : places;
  const before = state.doc.resolve(pos).nodeBefore;
  const after = state.doc.resolve(pos).nodeAfter;
  const isEmpty = before?.type.name === "paragraph" && before.content.size === 0;
  const from = isEmpty ? pos - before.nodeSize : pos;
  const goesOn = after?.isTextblock === true && after.type.isInGroup("block");
  return tr.replaceWith(from, pos, Fragment.from(goesOn ? figures : [...figures, emptyParagraph(state.schema)]));
}

function findFigure(doc: Node, blockId: string): { figure: Node; pos: number } | null {
  const pos = findBlock(doc, blockId);
  const figure = pos === null ? null : doc.nodeAt(pos);
  return pos !== null && figure?.type.name === "figure" ? { figure, pos } : null;
}

/** The end of the content of a gallery; null if it was deleted. */
export function endOfGallery(doc: Node, galleryId: string): number | null {
  const pos = findBlock(doc, galleryId);
  const found = pos === null ? null : doc.nodeAt(pos);
  return pos !== null && found?.type.name === "gallery" ? pos + found.nodeSize - 1 : null;
}

export const hasPlace = (state: EditorState, blockId: string): boolean => findFigure(state.doc, blockId) !== null;

/** No undo event of its own: it belongs to the event that inserted the figure. */
const asItArrives = (tr: Transaction): Transaction => leaveAsItIs(tr).setMeta("addToHistory", false);

/** Puts an uploaded picture into its figure; null if the figure was deleted, by undo or by hand. */
export function fillPlace(state: EditorState, blockId: string, picture: Uploaded): Transaction | null {
  const found = findFigure(state.doc, blockId);
  if (!found || found.figure.attrs.picture !== null) return null;
  const { figure, pos } = found;
  const tr = asItArrives(state.tr);
  const [caption, credit] = [figure.child(0), figure.child(1)];
  // Captions and credits that were written meanwhile are kept.
  if (picture.credit !== "" && credit.content.size === 0) tr.insertText(picture.credit, pos + 1 + caption.nodeSize + 1);
  if (picture.caption !== "" && caption.content.size === 0) tr.insertText(picture.caption, pos + 2);
  tr.step(new FieldStep(blockId, "picture", null, picture.id));
  if (picture.alt !== "" && figure.attrs.alt === "") tr.step(new FieldStep(blockId, "alt", "", picture.alt));
  return tr;
}

/** Removes a figure whose upload failed; null if it was deleted, or if it has a caption and therefore stays. */
export function removePlace(state: EditorState, blockId: string): Transaction | null {
  const found = findFigure(state.doc, blockId);
  if (!found || found.figure.attrs.picture !== null || found.figure.textContent !== "") return null;
  const { from, to } = rangeToRemove(state.doc, found.pos);
  return asItArrives(state.tr).delete(from, to);
}

/** Sets the picture above the text. It keeps the previous picture's texts where the new one has none. */
export function setMainPicture(state: EditorState, picture: Uploaded): Transaction {
  const there = zoneRange(state.doc, "mainFigure");
  const figure = there && state.doc.nodeAt(there.from);
  if (there && figure) return replaceAt(state, there.from, figure, picture);
  const standfirst = zoneRange(state.doc, "standfirst");
  return state.tr.insert(standfirst?.to ?? 0, figureOf(state.schema, "mainFigure", picture));
}

/** Puts another picture into a figure or the main picture, as `setMainPicture`; null if the figure was deleted. */
export function replacePicture(state: EditorState, blockId: string, picture: Uploaded): Transaction | null {
  const pos = findBlock(state.doc, blockId);
  const figure = pos === null ? null : state.doc.nodeAt(pos);
  return pos !== null && figure && isPictureNode(figure) ? replaceAt(state, pos, figure, picture) : null;
}

function replaceAt(state: EditorState, pos: number, figure: Node, picture: Uploaded): Transaction {
  const tr = state.tr;
  const id: string = figure.attrs.id;
  const caption = figure.child(0);
  const credit = figure.child(1);
  const creditAt = pos + 1 + caption.nodeSize + 1;
  if (picture.credit !== "") tr.insertText(picture.credit, creditAt, creditAt + credit.content.size);
  if (picture.caption !== "") tr.insertText(picture.caption, pos + 2, pos + 2 + caption.content.size);
  // The frame of the previous picture would cut this one anywhere.
  if (figure.attrs.crop !== null) tr.step(new FieldStep(id, "crop", figure.attrs.crop, null));
  tr.step(new FieldStep(id, "picture", figure.attrs.picture, picture.id));
  if (figure.attrs.alt !== picture.alt) tr.step(new FieldStep(id, "alt", figure.attrs.alt, picture.alt));
  return tr;
}
