import { Fragment, type Node } from "@tiptap/pm/model";
import { AllSelection } from "@tiptap/pm/state";
import { describe, expect, test } from "vitest";
import {
  bulletList,
  figure,
  paragraph,
  type StoryParts,
  storyDocument,
  subheading,
  table,
} from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { blocksOfText } from "#lib/document/plain-blocks.ts";
import { documentSchema } from "#lib/document/schema.ts";
import { readPage } from "#lib/document/whole-page.ts";
import { blocksOfMarkdown } from "#lib/import/markdown-blocks.ts";
import { Desk, pastedBlocks, textParagraph } from "../testing/desk.ts";
import { autoLinks } from "./auto-links.ts";
import { insertZones } from "./insert-slice.ts";
import { allowsBlocksAt, insertPage, pasteBlocks, pasteTable } from "./text-paste.ts";

const write = (parts: StoryParts): Desk => new Desk(storyDocument(parts), 0, [autoLinks()]);
const plain = (text: string) => pastedBlocks(...text.split(/\n+/).map(textParagraph));
const shape = (desk: Desk): string[] => {
  guardDocument(desk.state.doc);
  return desk.state.doc.children.slice(2).map((node) => `${node.type.name}: ${node.textContent}`);
};

describe("plain text with structure", () => {
  const markdown = "# Trams\n\nThey **run** at [night](https://example.org/n).\n\n- one\n- two";
  test("pastes plain text as the blocks it describes, and one undo restores the plain text", () => {
    const desk = write({ headline: "h", body: [paragraph("Before"), paragraph()] });
    desk.select(desk.find("Before") + 8);
    pasteBlocks(desk, plain(markdown), blocksOfMarkdown(markdown).blocks);
    expect(shape(desk)).toEqual([
      "paragraph: Before",
      "subheading: Trams",
      "paragraph: They run at night.",
      "bulletList: onetwo",
    ]);
    desk.press("Mod-z");
    expect(shape(desk)).toEqual(["paragraph: Before", ...markdown.split(/\n+/).map((line) => `paragraph: ${line}`)]);
    desk.press("Mod-z");
    expect(shape(desk)).toEqual(["paragraph: Before", "paragraph: "]);
  });
  test("puts the caret after the pasted text", () => {
    const desk = write({ headline: "h", body: [paragraph("ab")] });
    desk.caretAt("a", "after");
    pasteBlocks(desk, plain("x\n• y"), blocksOfText("x\n• y"));
    desk.type("!");
    expect(shape(desk)).toEqual(["paragraph: ax", "bulletList: y", "paragraph: !b"]);
  });
  test("leaves no empty paragraph after a list that is pasted at the end of a line", () => {
    const desk = write({ headline: "h", body: [paragraph("a"), paragraph("z")] });
    desk.caretAt("a", "after");
    pasteBlocks(desk, plain("• x\n• y"), blocksOfText("• x\n• y"));
    desk.type("!");
    expect(shape(desk)).toEqual(["paragraph: a", "bulletList: xy!", "paragraph: z"]);
  });
  test("puts the first pasted line into an empty headline", () => {
    const desk = write({});
    desk.into("headline");
    pasteBlocks(desk, plain(markdown), blocksOfMarkdown(markdown).blocks);
    expect(desk.lines[0]).toBe("headline: Trams");
    expect(shape(desk)).toEqual(["paragraph: They run at night.", "bulletList: onetwo"]);
  });
  test("links the addresses of a paste in the same change", () => {
    const desk = write({ headline: "h", body: [paragraph()] });
    desk.into("paragraph");
    pasteBlocks(desk, plain("• example.org"), blocksOfText("• example.org"));
    expect(desk.state.doc.child(2).toString()).toContain('link("example.org")');
    desk.press("Mod-z");
    expect(shape(desk)).toEqual(["paragraph: • example.org"]);
    expect(desk.state.doc.child(2).toString()).not.toContain("link");
  });
  test("reads structure only where blocks are allowed", () => {
    const desk = write({
      headline: "h",
      body: [paragraph("p"), figure({ picture: null, caption: "c" }), table({ rows: [["t"]] })],
    });
    const reads = (words: string, text: string) => {
      desk.caretAt(words, "after");
      return allowsBlocksAt(desk.state, text);
    };
    expect(reads("p", "• a")).toBe(true);
    expect(reads("h", "• a\n• b")).toBe(true);
    expect([reads("h", "• a"), reads("c", "• a\n• b"), reads("t", "• a\n• b")]).toEqual([false, false, false]);
  });
});

describe("pasting a whole page", () => {
  const long =
    "The harbour board decided on Tuesday, after a debate of four hours, that the night ferry is to return in spring.";
  const text = [
    "Skip to content",
    "Menu",
    "Search",
    "Night ferry to return",
    "It comes back after two years without it.",
    "By Ada Moss",
    "Photo: Ben Okafor",
    long,
    long,
    long,
    "Share",
  ].join("\n");
  const page = readPage(text);
  test("fills the zones of an empty story from a pasted page", () => {
    const desk = write({});
    desk.into("headline");
    if (page) insertPage(desk, page);
    guardDocument(desk.state.doc);
    expect(desk.lines).toEqual([
      "headline: Night ferry to return",
      "standfirst: It comes back after two years without it.",
      "caption: ",
      "credit: Ben Okafor",
      `paragraph: ${long}`,
      `paragraph: ${long}`,
      `paragraph: ${long}`,
    ]);
  });
  test("replaces no text of a story, and inserts page parts without a free zone into the body", () => {
    const desk = write({ headline: "Mine", body: [paragraph("Words")] });
    desk.caretAt("Words", "after");
    if (page) insertPage(desk, page);
    guardDocument(desk.state.doc);
    expect(desk.lines.slice(0, 2)).toEqual(["headline: Mine", "standfirst: It comes back after two years without it."]);
    expect(desk.lines).toContain("paragraph: Words");
    expect(desk.lines).toContain("subheading: Night ferry to return");
  });
});

describe("copying parts of a story to another", () => {
  const parts: StoryParts = {
    kicker: "Harbour",
    headline: "Head",
    standfirst: "Deck",
    mainFigure: { picture: "0190a6c0-0000-7000-8000-000000000001", alt: "A ferry", caption: "Seen" },
    keyPoints: ["a", "b"],
    body: [
      subheading("Sub", 3),
      figure({ picture: "0190a6c0-0000-7000-8000-000000000002", size: "wide", alt: "A pier" }),
      table({ rows: [["x"], ["y"]], headRow: true }),
    ],
    inShort: [bulletList(["end"])],
  };
  const copied = storyDocument(parts);
  /** Drops the ids, which are new in each story. */
  const bare = (node: Node): unknown =>
    JSON.parse(JSON.stringify(node.toJSON()), (key, value) => (key === "id" ? undefined : value));
  test("keeps zones and the fields of blocks in an empty story", () => {
    const desk = write({});
    desk.into("headline");
    const tr = insertZones(desk.state, copied.content);
    if (tr) desk.dispatch(tr);
    guardDocument(desk.state.doc);
    expect(desk.state.doc.children.map(bare)).toEqual(copied.children.map(bare));
  });
  test("replaces the whole story if all of it is selected", () => {
    const desk = write({ headline: "Old", standfirst: "Old", body: [paragraph("Old")] });
    desk.dispatch(desk.state.tr.setSelection(new AllSelection(desk.state.doc)));
    const tr = insertZones(desk.state, copied.content);
    if (tr) desk.dispatch(tr);
    guardDocument(desk.state.doc);
    expect(desk.state.doc.children.map(bare)).toEqual(copied.children.map(bare));
  });
  test("turns copied zones into blocks where the story already has text in them", () => {
    const desk = write({ headline: "Mine", standfirst: "Mine too", keyPoints: ["mine"], body: [paragraph("Words")] });
    desk.caretAt("Words", "after");
    const tr = insertZones(desk.state, copied.content);
    if (tr) desk.dispatch(tr);
    guardDocument(desk.state.doc);
    expect(desk.lines.slice(0, 3)).toEqual(["kicker: Harbour", "headline: Mine", "standfirst: Mine too"]);
    expect(desk.lines).toContain("subheading: Head");
    expect(desk.lines).toContain("paragraph: Deck");
    expect(desk.lines).toContain("keyPoint: mine");
  });
  test("pastes a headline that is copied alone as text", () => {
    const desk = write({ body: [paragraph("Words")] });
    const headline = documentSchema.node("headline", null, documentSchema.text("Head"));
    expect(insertZones(desk.state, Fragment.from(headline))).toBeNull();
  });
});

describe("tables as text", () => {
  const csv = "Pier,Fare\nQuay,3\nIsle,4";
  const grid = (desk: Desk): string[][] =>
    desk.state.doc.children
      .filter(({ type }) => type.name === "table")
      .flatMap((found) => found.children.slice(1).map((row) => row.children.map(({ textContent }) => textContent)));

  test("CSV becomes a table with a head, and one undo brings the text back", () => {
    const desk = write({ headline: "h", body: [paragraph("Before"), paragraph()] });
    desk.select(desk.find("Before") + 8);
    expect(pasteTable(desk, plain(csv), csv)).toBe(true);
    guardDocument(desk.state.doc);
    expect(grid(desk)).toEqual([
      ["Pier", "Fare"],
      ["Quay", "3"],
      ["Isle", "4"],
    ]);
    expect(desk.state.doc.child(3).attrs.headRow).toBe(true);
    desk.press("Mod-z");
    expect(shape(desk)).toEqual(["paragraph: Before", ...csv.split("\n").map((line) => `paragraph: ${line}`)]);
  });

  test("text with tabs fills the cells from the caret on, and adds rows", () => {
    const desk = write({ headline: "h", body: [table({ rows: [["a", "b"]] })] });
    desk.caretAt("b", "after");
    expect(pasteTable(desk, plain("3\n4"), "3\tx\n4\ty")).toBe(true);
    guardDocument(desk.state.doc);
    expect(grid(desk)).toEqual([
      ["a", "3", "x"],
      ["", "4", "y"],
    ]);
  });

  test("one row of values is a table in cells only, and lists and headlines take text", () => {
    const desk = write({ headline: "h", body: [paragraph("One"), bulletList(["Two"])] });
    desk.caretAt("One", "after");
    expect(pasteTable(desk, plain("a b"), "a\tb")).toBe(false);
    for (const words of ["Two", "h"]) {
      desk.caretAt(words, "after");
      expect(pasteTable(desk, plain(csv), csv)).toBe(false);
    }
  });
});
