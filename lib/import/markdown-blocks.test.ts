import { expect, test } from "vitest";
import { storyDocument } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { documentSchema } from "#lib/document/schema.ts";
import { blocksOfMarkdown } from "./markdown-blocks.ts";

const read = (text: string): string[] => {
  const { blocks } = blocksOfMarkdown(text);
  guardDocument(storyDocument({ headline: "h", body: blocks }));
  return blocks.map((block) => documentSchema.nodeFromJSON(block).toString());
};

test("reads headings, marks, lists, quotes, code and tables", () => {
  expect(read("# One\n\n## Two\n\n**b** *i* `c` ~~s~~")).toEqual([
    'subheading("One")',
    'subheading("Two")',
    'paragraph(bold("b"), " ", italic("i"), " ", code("c"), " ", strike("s"))',
  ]);
  expect(read("3. a\n   - x\n4. b")).toEqual([
    'orderedList(listItem(paragraph("a"), bulletList(listItem(paragraph("x")))), listItem(paragraph("b")))',
  ]);
  expect(read("> Said\n\n---\n\n| a | b |\n|---|---|\n| 1 | 2 |")).toEqual([
    'blockquote(paragraph("Said"))',
    "divider",
    'table(tableCaption, tableRow(tableCell("a"), tableCell("b")), tableRow(tableCell("1"), tableCell("2")))',
  ]);
});
test("keeps links, but only the text of links within the page", () => {
  expect(read("[a](https://example.org) [b](#c) <https://example.org/d>")).toEqual([
    'paragraph(link("a"), " b ", link("https://example.org/d"))',
  ]);
});
test("joins the lines of a paragraph", () => {
  expect(read("one\ntwo  \nthree")).toEqual(['paragraph("one two", hardBreak, "three")']);
});
test("lists the pictures that it cannot show, and keeps their descriptions", () => {
  const { blocks, pictures } = blocksOfMarkdown("Before\n\n![A tram](https://example.org/t.jpg)\n\nAfter");
  expect(pictures).toEqual(["https://example.org/t.jpg"]);
  expect(blocks.map(({ content }) => content?.[0]?.text)).toEqual(["Before", "A tram", "After"]);
});

test.each([
  ["quotes", `${">".repeat(180_000)} a`],
  ["lists", `${"- ".repeat(90_000)}a`],
  ["numbers", `${"1. ".repeat(60_000)}a`],
  ["links", `${"[".repeat(60_000)}a${"](b)".repeat(60_000)}`],
  ["emphasis", `${"*".repeat(90_000)}a${"*".repeat(90_000)}`],
])("makes no blocks of %s that are nested extremely deep", (_name, text) => {
  expect(blocksOfMarkdown(text).blocks).toEqual([]);
});

test("reads a divider of many dashes", () => {
  expect(read(`One\n\n${"-".repeat(60)}\n\nTwo`)).toEqual(['paragraph("One")', "divider", 'paragraph("Two")']);
});
