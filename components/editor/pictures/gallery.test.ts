import type { Node } from "@tiptap/pm/model";
import { NodeSelection } from "@tiptap/pm/state";
import { describe, expect, test } from "vitest";
import { gallery } from "#lib/document/blocks/gallery/block.ts";
import { paragraph, type StoryParts, storyDocument } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { newId } from "#lib/ids.ts";
import { Desk } from "../testing/desk.ts";
import { rangeToRemove } from "./gallery-moves.ts";
import { endOfGallery, fillPlace, insertPlaces, removePlace } from "./insert-picture.ts";
import { blockPlace } from "./upload-places.ts";

const write = (...body: NonNullable<StoryParts["body"]>): Desk => new Desk(storyDocument({ body }));
/** Captions of the pictures in the first gallery; "…" where a picture is missing. */
function captions(desk: Desk): string[] {
  guardDocument(desk.state.doc);
  const found = desk.state.doc.children.find(({ type }) => type.name === "gallery");
  return found?.children.map((figure) => (figure.attrs.picture ? String(figure.firstChild?.textContent) : "…")) ?? [];
}
const three = () =>
  gallery({ pictures: ["One", "Two", "Three"].map((caption) => ({ picture: newId(), caption, alt: caption })) });
const positionOf = (doc: Node, type: string): number => {
  let found = -1;
  doc.descendants((node, pos) => {
    if (found < 0 && node.type.name === type) found = pos;
  });
  return found;
};

describe("a gallery in the editor", () => {
  test("is inserted with a place for each file, in their order, and the uploads fill it", () => {
    const desk = write(paragraph("Text"));
    const at = desk.state.doc.content.size;
    desk.dispatch(insertPlaces(desk.state, at, ["figure-1", "figure-2"], "row"));
    expect(captions(desk)).toEqual(["…", "…"]);
    const picture = { id: newId(), alt: "", caption: "Second", credit: "", width: 1, height: 1, color: "", src: "" };
    const tr = fillPlace(desk.state, "figure-2", picture);
    if (tr) desk.dispatch(tr);
    expect(captions(desk)).toEqual(["…", "Second"]);
    expect(desk.state.doc.child(3).attrs.layout).toBe("row");
    expect(desk.state.doc.lastChild?.type.name).toBe("paragraph");
  });

  test("is removed with its last place when that upload fails", () => {
    const desk = write(paragraph("Text"));
    desk.dispatch(insertPlaces(desk.state, desk.state.doc.content.size, ["figure-1", "figure-2"], "grid"));
    for (const id of ["figure-1", "figure-2"]) {
      const tr = removePlace(desk.state, id);
      if (tr) desk.dispatch(tr);
    }
    expect(positionOf(desk.state.doc, "gallery")).toBe(-1);
    guardDocument(desk.state.doc);
  });

  test("takes more pictures at its end, and dropped ones behind the picture under the pointer", () => {
    const desk = write(three(), paragraph("After"));
    const id = String(desk.state.doc.child(2).attrs.id);
    desk.dispatch(insertPlaces(desk.state, endOfGallery(desk.state.doc, id) ?? -1, ["figure-1"]));
    expect(captions(desk)).toEqual(["One", "Two", "Three", "…"]);
    desk.caretAt("One", "after");
    const body = { from: 0, to: desk.state.doc.content.size };
    desk.dispatch(insertPlaces(desk.state, blockPlace(desk.state.doc, desk.state.selection.from, body), ["figure-2"]));
    expect(captions(desk)).toEqual(["One", "…", "Two", "Three", "…"]);
  });

  test("puts the picture at the caret one place back or forward, and the caret goes along", () => {
    const desk = write(three());
    desk.caretAt("Two", "after");
    desk.press("Alt-Shift-ArrowUp");
    expect(captions(desk)).toEqual(["Two", "One", "Three"]);
    desk.type("!");
    expect(captions(desk)).toEqual(["Two!", "One", "Three"]);
    desk.press("Alt-Shift-ArrowUp");
    for (let i = 0; i < 3; i++) desk.press("Alt-Shift-ArrowDown");
    expect(captions(desk)).toEqual(["One", "Three", "Two!"]);
    expect(new Set(desk.state.doc.child(2).children.map(({ attrs }) => attrs.id)).size).toBe(3);
  });

  test("keeps the selection of a picture that is moved", () => {
    const desk = write(three());
    desk.dispatch(
      desk.state.tr.setSelection(NodeSelection.create(desk.state.doc, positionOf(desk.state.doc, "figure"))),
    );
    desk.press("Alt-Shift-ArrowDown");
    expect(captions(desk)).toEqual(["Two", "One", "Three"]);
    const { selection } = desk.state;
    expect(selection instanceof NodeSelection && selection.node.firstChild?.textContent).toBe("One");
  });

  test("leads Enter from picture to picture, and from the last credit to the text after it", () => {
    const desk = write(three());
    desk.caretAt("One", "after");
    desk.press("Enter");
    desk.type("Ada");
    desk.press("Enter");
    desk.type("2. ");
    expect(captions(desk)).toEqual(["One", "2. Two", "Three"]);
    desk.caretAt("Three", "after");
    desk.press("Enter");
    desk.press("Enter");
    desk.type("Goes on");
    expect(desk.lines.at(-1)).toBe("paragraph: Goes on");
    guardDocument(desk.state.doc);
  });

  test("is removed as a whole with its only picture", () => {
    const desk = write(gallery({ pictures: [{ picture: null }] }), paragraph("After"));
    const { from, to } = rangeToRemove(desk.state.doc, positionOf(desk.state.doc, "figure"));
    desk.dispatch(desk.state.tr.delete(from, to));
    expect(positionOf(desk.state.doc, "gallery")).toBe(-1);
    expect(desk.lines.at(-1)).toBe("paragraph: After");
  });
});
