import { Fragment, type Node, type Schema } from "@tiptap/pm/model";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { newBlockId } from "#lib/document/ids.ts";
import { FieldStep } from "#lib/document/steps.ts";
import { zoneRange } from "#lib/document/zones.ts";
import { emptyParagraph } from "../writing/across-zones.ts";
import { nodeType } from "../writing/block-commands.ts";
import type { Uploaded } from "./upload.ts";

const lineOf = (schema: Schema, name: "caption" | "credit", text: string): Node =>
  nodeType(schema, name).create(null, text === "" ? null : schema.text(text));

const figureOf = (schema: Schema, name: "figure" | "mainFigure", picture: Uploaded): Node =>
  nodeType(schema, name).create({ id: newBlockId(), picture: picture.id, alt: picture.alt }, [
    lineOf(schema, "caption", picture.caption),
    lineOf(schema, "credit", picture.credit),
  ]);

/** A figure between two blocks of the body; instead of an empty paragraph that stands there, when others remain. */
export function insertFigure(state: EditorState, pos: number, picture: Uploaded): Transaction {
  const tr = state.tr;
  const figure = figureOf(state.schema, "figure", picture);
  const before = state.doc.resolve(pos).nodeBefore;
  const after = state.doc.resolve(pos).nodeAfter;
  const isEmpty = before?.type.name === "paragraph" && before.content.size === 0;
  const from = isEmpty ? pos - before.nodeSize : pos;
  const goesOn = after?.isTextblock === true && after.type.isInGroup("block");
  return tr.replaceWith(from, pos, goesOn ? figure : Fragment.from([figure, emptyParagraph(state.schema)]));
}

/** The picture above the text. One that is there already is exchanged; its words stay where the new file brings none. */
export function setMainPicture(state: EditorState, picture: Uploaded): Transaction {
  const tr = state.tr;
  const there = zoneRange(state.doc, "mainFigure");
  const figure = there && state.doc.nodeAt(there.from);
  if (!there || !figure) {
    const standfirst = zoneRange(state.doc, "standfirst");
    return tr.insert(standfirst?.to ?? 0, figureOf(state.schema, "mainFigure", picture));
  }
  const id: string = figure.attrs.id;
  const caption = figure.child(0);
  const credit = figure.child(1);
  const creditAt = there.from + 1 + caption.nodeSize + 1;
  if (picture.credit !== "") tr.insertText(picture.credit, creditAt, creditAt + credit.content.size);
  if (picture.caption !== "") tr.insertText(picture.caption, there.from + 2, there.from + 2 + caption.content.size);
  tr.step(new FieldStep(id, "picture", figure.attrs.picture, picture.id));
  if (figure.attrs.alt !== picture.alt) tr.step(new FieldStep(id, "alt", figure.attrs.alt, picture.alt));
  return tr;
}
