import type { Node } from "@tiptap/pm/model";
import { describe, expect, test } from "vitest";
import { paragraph, storyDocument } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { rejectAll } from "#lib/document/suggestions.ts";
import { newId } from "#lib/ids.ts";
import { Newsroom, Reporter } from "../testing/newsroom.ts";
import { suggesterIn } from "../testing/suggester.ts";
import {
  fillPlace,
  insertPictures,
  insertPlaces,
  removePlace,
  replacePicture,
  setMainPicture,
} from "./insert-picture.ts";
import type { Uploaded } from "./upload.ts";
import { UploadQueue } from "./upload-queue.ts";

const ids = ["figure-1", "figure-2", "figure-3", "figure-4"];
const pictures = new Map<string, Uploaded>(
  ids.map((id) => [
    id,
    { id: newId(), alt: id, caption: `Caption of ${id}`, credit: "", width: 1, height: 1, color: "", src: "" },
  ]),
);
const pictureOf = (id: string): Uploaded => pictures.get(id) as Uploaded;

const open = (...body: string[]) =>
  new Newsroom(storyDocument({ headline: "Head", body: body.map((text) => paragraph(text)) }));
/** Text of paragraphs, and figures as "figure-1", or "…" while they wait for their picture. */
const body = (doc: Node): string[] =>
  doc.children
    .filter(({ type }) => type.name === "figure" || type.name === "paragraph")
    .map((node) =>
      node.type.name === "figure" ? (node.attrs.picture ? String(node.attrs.alt) : "…") : node.textContent,
    );
const place = (anna: Reporter, after: string) => {
  anna.caretAt(after, "after");
  anna.dispatch(insertPlaces(anna.state, anna.state.selection.$from.after(1), ids));
};
const fill = (anna: Reporter, id: string) => {
  const tr = fillPlace(anna.state, id, pictureOf(id));
  if (tr) anna.dispatch(tr);
};
const fail = (anna: Reporter, id: string) => {
  const tr = removePlace(anna.state, id);
  if (tr) anna.dispatch(tr);
};

describe("pictures that are added together", () => {
  test.each([[[0, 1, 2, 3]], [[3, 2, 1, 0]], [[2, 0, 3, 1]]])(
    "keeps pictures in the chosen order when uploads end in the order %j",
    (order) => {
      const anna = new Reporter(open("One", "Two"));
      place(anna, "One");
      expect(body(anna.state.doc)).toEqual(["One", "…", "…", "…", "…", "Two"]);
      for (const index of order) fill(anna, ids[index] ?? "");
      expect(body(anna.state.doc)).toEqual(["One", ...ids, "Two"]);
      expect(anna.state.doc.textContent).toContain("Caption of figure-2");
      guardDocument(anna.state.doc);
    },
  );

  test("keeps the order of pictures when one upload fails", () => {
    const anna = new Reporter(open("One", "Two"));
    place(anna, "One");
    fill(anna, "figure-4");
    fail(anna, "figure-2");
    fill(anna, "figure-3");
    fill(anna, "figure-1");
    expect(body(anna.state.doc)).toEqual(["One", "figure-1", "figure-3", "figure-4", "Two"]);
  });

  test("replaces an empty paragraph with pictures and leaves one after them", () => {
    const anna = new Reporter(open(""));
    anna.into("paragraph");
    anna.dispatch(insertPlaces(anna.state, anna.state.selection.$from.after(1), ids.slice(0, 2)));
    fill(anna, "figure-2");
    fill(anna, "figure-1");
    expect(body(anna.state.doc)).toEqual(["figure-1", "figure-2", ""]);
    for (const id of ["figure-1", "figure-2"]) fail(anna, id);
    expect(body(anna.state.doc)).toEqual(["figure-1", "figure-2", ""]);
  });

  test("keeps pictures in position while a colleague writes around them", async () => {
    const newsroom = open("One", "Two");
    const [anna, ben] = [new Reporter(newsroom), new Reporter(newsroom)];
    place(anna, "One");
    await anna.loop.flush();
    newsroom.tell();
    ben.caretAt("One", "before");
    ben.type("Above ");
    const second = ben.state.doc.children.slice(0, 4).reduce((size, node) => size + node.nodeSize, 0);
    ben.dispatch(
      ben.state.tr.insert(second, ben.state.schema.node("paragraph", null, ben.state.schema.text("Between"))),
    );
    fill(anna, "figure-3");
    fill(anna, "figure-1");
    for (let round = 0; round < 4; round++) {
      for (const one of [anna, ben]) await one.loop.flush();
      newsroom.tell();
    }
    fill(anna, "figure-2");
    fill(anna, "figure-4");
    for (let round = 0; round < 4; round++) {
      for (const one of [anna, ben]) await one.loop.flush();
      newsroom.tell();
    }
    for (const doc of [anna.state.doc, ben.state.doc, newsroom.doc])
      expect(body(doc)).toEqual(["Above One", "figure-1", "Between", "figure-2", "figure-3", "figure-4", "Two"]);
  });

  test("removes pictures that were added together with one undo, before and after their upload", () => {
    const anna = new Reporter(open("One", "Two"));
    place(anna, "One");
    fill(anna, "figure-1");
    anna.press("Mod-z");
    expect(body(anna.state.doc)).toEqual(["One", "Two"]);
    fill(anna, "figure-2");
    fail(anna, "figure-3");
    expect(body(anna.state.doc)).toEqual(["One", "Two"]);
    place(anna, "One");
    for (const id of ids) fill(anna, id);
    anna.press("Mod-z");
    expect(body(anna.state.doc)).toEqual(["One", "Two"]);
    anna.press("Mod-y");
    expect(body(anna.state.doc)).toEqual(["One", ...ids, "Two"]);
  });

  test("keeps a caption that was written before its picture arrived", () => {
    const anna = new Reporter(open("One", "Two"));
    place(anna, "One");
    anna.into("caption");
    anna.type("Mine");
    fill(anna, "figure-1");
    expect(anna.lines.filter((line) => line.startsWith("caption: "))[0]).toBe("caption: Mine");
  });

  test("keeps a figure with a caption when its upload fails", () => {
    const anna = new Reporter(open("One", "Two"));
    place(anna, "One");
    anna.into("caption");
    anna.type("Mine");
    for (const id of ids) fail(anna, id);
    expect(body(anna.state.doc)).toEqual(["One", "…", "Two"]);
  });
});

describe("pictures of somebody who may only suggest", () => {
  test("adds suggested pictures to the suggestion, even if they arrive after it was saved", async () => {
    const newsroom = open("One", "Two");
    const before = newsroom.doc;
    const anna = suggesterIn(newsroom, newId());
    place(anna, "One");
    await anna.loop.flush();
    fill(anna, "figure-2");
    fail(anna, "figure-3");
    fill(anna, "figure-1");
    await anna.loop.flush();
    expect(anna.loop.state.kind).toBe("saved");
    expect(body(newsroom.doc).filter((line) => line !== "…")).toEqual(["One", "figure-1", "figure-2", "Two"]);
    expect(rejectAll(newsroom.doc).eq(before)).toBe(true);
  });
});

describe("the queue of uploads", () => {
  test("runs several uploads at a time, so that a hanging one blocks no other", async () => {
    const queue = new UploadQueue(2);
    const ended: number[] = [];
    let release = () => {};
    queue.add(() => new Promise<void>((resolve) => (release = resolve)).then(() => void ended.push(0)));
    for (const index of [1, 2, 3]) queue.add(async () => void ended.push(index));
    expect(queue.size).toBe(4);
    await new Promise((resolve) => setTimeout(resolve));
    expect(ended).toEqual([1, 2, 3]);
    release();
    await new Promise((resolve) => setTimeout(resolve));
    expect(ended).toEqual([1, 2, 3, 0]);
    expect(queue.size).toBe(0);
  });
});

describe("pictures of the library", () => {
  const chosen: Uploaded = {
    id: newId(),
    alt: "A ferry in fog",
    caption: "The ferry",
    credit: "Jo Abernethy",
    width: 1200,
    height: 800,
    color: "",
    src: "",
  };
  const figureIn = (doc: Node, name: string) => doc.children.find(({ type }) => type.name === name);

  test("bring their alt text, caption and credit along, and nothing of the headline", () => {
    const anna = new Reporter(open("One", "Two"));
    anna.caretAt("One", "after");
    anna.dispatch(insertPictures(anna.state, anna.state.selection.$from.after(1), [chosen, { ...chosen, alt: "" }]));
    guardDocument(anna.state.doc);
    const [first, second] = anna.state.doc.children.filter(({ type }) => type.name === "figure");
    expect(first?.attrs).toMatchObject({ picture: chosen.id, alt: "A ferry in fog", crop: null, decorative: false });
    expect(first?.children.map(({ textContent }) => textContent)).toEqual(["The ferry", "Jo Abernethy"]);
    expect(second?.attrs.alt).toBe("");
  });

  test("replace another picture with its description, but keep a caption for which they have none", () => {
    const anna = new Reporter(open("One"));
    anna.dispatch(setMainPicture(anna.state, chosen));
    const main = figureIn(anna.state.doc, "mainFigure");
    const other = { ...chosen, id: newId(), alt: "A bridge", caption: "" };
    const tr = replacePicture(anna.state, String(main?.attrs.id), other);
    if (tr) anna.dispatch(tr);
    const now = figureIn(anna.state.doc, "mainFigure");
    expect(now?.attrs).toMatchObject({ picture: other.id, alt: "A bridge" });
    expect(now?.children.map(({ textContent }) => textContent)).toEqual(["The ferry", "Jo Abernethy"]);
  });

  test("are shown whole where the picture before was cropped", () => {
    const room = new Newsroom(
      storyDocument({
        headline: "Head",
        mainFigure: { picture: chosen.id, crop: "0x0x300x200" },
        body: [paragraph("One")],
      }),
    );
    const anna = new Reporter(room);
    anna.dispatch(setMainPicture(anna.state, { ...chosen, id: newId() }));
    expect(figureIn(anna.state.doc, "mainFigure")?.attrs.crop).toBeNull();
    guardDocument(anna.state.doc);
  });

  test("change nothing in a figure that somebody has deleted", () => {
    const anna = new Reporter(open("One"));
    expect(replacePicture(anna.state, "no-such-figure", chosen)).toBeNull();
  });
});
