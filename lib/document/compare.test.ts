import type { Node } from "@tiptap/pm/model";
import { describe, expect, test } from "vitest";
import { factBox } from "./blocks/fact-box/block.ts";
import { series } from "./blocks/series/block.ts";
import {
  bold,
  bulletList,
  documentFromJson,
  figure,
  link,
  listItem,
  orderedList,
  paragraph,
  quote,
  relatedStory,
  type StoryParts,
  storyDocument,
  subheading,
  table,
} from "./build.ts";
import { type BlockChange, compareDocuments, type Entry, isChangedToo } from "./compare.ts";
import type { Piece } from "./compare-text.ts";
import type { NodeJson } from "./json.ts";

const picture = "0199aaaa-0000-7000-8000-000000000001";
const other = "0199aaaa-0000-7000-8000-000000000002";
const rewritten = (block: NodeJson, inline: Parameters<typeof paragraph>[0]): NodeJson => {
  const { content } = paragraph(inline);
  return { type: block.type, ...(block.attrs ? { attrs: block.attrs } : {}), ...(content ? { content } : {}) };
};
const story = (body: NodeJson[], parts: StoryParts = {}): Node =>
  storyDocument({ headline: "Night ferry", standfirst: "It is back.", ...parts, body });
const blocks = (entries: readonly Entry[]): BlockChange[] =>
  entries.flatMap((one) => (one.kind === "fold" ? [] : [one]));
/** "[-gone-]{+come+}~formatted~" */
const inWords = (pieces: readonly Piece[]): string =>
  pieces
    .map(({ kind, text }) => ({ same: text, in: `{+${text}+}`, out: `[-${text}-]`, format: `~${text}~` })[kind])
    .join("");
const summaries = (entries: readonly Entry[]): string[] =>
  entries.map((one) =>
    one.kind === "fold"
      ? `${one.blocks.length} unchanged`
      : `${one.kind}: ${one.lines.map(({ pieces }) => inWords(pieces)).join(" / ")}`,
  );

describe("folding of unchanged blocks", () => {
  test("a comparison shows only the changed paragraph of a long story and counts the folded rest", () => {
    const body = Array.from({ length: 20 }, (_, n) => paragraph(`Paragraph ${n} of the story.`));
    const before = story(body);
    const after = story(
      body.map((block, n) => (n === 12 ? rewritten(block, "Paragraph twelve of the story.") : block)),
    );
    const { entries, words, changes } = compareDocuments(before, after);
    expect(summaries(entries)).toEqual([
      "14 unchanged",
      "changed: Paragraph [-12-]{+twelve+} of the story.",
      "7 unchanged",
    ]);
    expect([words, changes]).toEqual([{ added: 1, takenOut: 1 }, 1]);
  });

  test("a story compared with itself is one fold without a change", () => {
    const doc = story([paragraph("One."), bulletList(["a", "b"])]);
    expect(compareDocuments(doc, documentFromJson(doc.toJSON()))).toMatchObject({
      changes: 0,
      fields: [],
      entries: [{ kind: "fold" }],
    });
  });
});

describe("headline, standfirst, picture and byline in a comparison", () => {
  test("a comparison lists changes of headline, standfirst, fields and names beside the text", () => {
    const body = [paragraph("Text.")];
    const before = story(body, { fields: { authors: [picture], place: "Ropewalk", topics: [picture, other] } });
    const after = story(body, {
      headline: "Night ferry returns",
      standfirst: "It is back for a year.",
      fields: { authors: [other], topics: [other, picture], seoTitle: "Ferry" },
    });
    const { entries, fields } = compareDocuments(before, after);
    expect(summaries(entries)).toEqual([
      "changed: Night ferry{+ returns+}",
      "changed: It is back{+ for a year+}.",
      "1 unchanged",
    ]);
    expect(fields).toEqual([
      { field: "place", before: "Ropewalk", after: "" },
      { field: "seoTitle", before: "", after: "Ferry" },
      { field: "topics", added: [], takenOut: [], order: true },
      { field: "authors", added: [other], takenOut: [picture], order: false },
    ]);
  });

  test("a replaced main picture, its caption and its alt text are one changed block", () => {
    const body = [paragraph("Text.")];
    const main = { picture, alt: "A boat", caption: "The boat at dusk", credit: "Abena" };
    const { entries } = compareDocuments(
      story(body, { mainFigure: main }),
      story(body, { mainFigure: { ...main, picture: other, alt: "A ferry", caption: "The ferry at dusk" } }),
    );
    const [block] = blocks(entries);
    expect(block).toMatchObject({ kind: "changed", zone: "mainFigure" });
    expect(block?.attributes).toEqual([
      { name: "picture", before: picture, after: other },
      { name: "alt", before: "A boat", after: "A ferry" },
    ]);
    expect(block?.lines.map(({ role, pieces }) => `${role}: ${inWords(pieces)}`)).toEqual([
      "caption: The [-boat-]{+ferry+} at dusk",
      "credit: Abena",
    ]);
  });
});

describe("blocks and formatting in a comparison", () => {
  test("a change of formatting alone is listed as one, with the former formatting", () => {
    const block = paragraph(["The boat ", ...bold("sails"), " at nine."]);
    const after = rewritten(block, ["The boat sails at ", ...link("nine", "https://example.org/"), "."]);
    const [change] = blocks(compareDocuments(story([block]), story([after])).entries);
    expect(inWords(change?.lines[0]?.pieces ?? [])).toBe("The boat ~sails~ at ~nine~.");
    const formats = change?.lines[0]?.pieces.filter(({ kind }) => kind === "format");
    expect(formats?.map(({ marks, was }) => [marks, was].map((set) => set?.map(({ type }) => type.name)))).toEqual([
      [[], ["bold"]],
      [["link"], []],
    ]);
  });

  test("a moved block has its old and new position, and its changed words if any", () => {
    const body = ["One.", "Two.", "Three.", "Four."].map((text) => paragraph(text));
    const [one, two, three, four] = body as [NodeJson, NodeJson, NodeJson, NodeJson];
    const after = story([four, one, rewritten(three, "Three and more."), two]);
    const changed = blocks(compareDocuments(story(body), after).entries);
    expect(changed.map(({ kind, from, to }) => ({ kind, from, to }))).toContainEqual({ kind: "moved", from: 4, to: 1 });
    const moved = changed.filter(({ kind }) => kind === "moved");
    expect(moved).toHaveLength(2);
    const text = compareDocuments(story([one, two, three]), story([rewritten(three, "Three and more."), one, two]));
    const [both] = blocks(text.entries);
    expect(both && isChangedToo(both) && inWords(both.lines[0]?.pieces ?? [])).toBe("Three{+ and more+}.");
  });

  test("added and removed blocks, pictures among them, are listed where they are or were", () => {
    const [a, b, c] = [paragraph("Alpha."), paragraph("Beta."), paragraph("Gamma.")];
    const figured = figure({ picture, caption: "A gauge" });
    const { entries } = compareDocuments(story([a, b, c]), story([a, figured, c]));
    expect(summaries(entries)).toEqual(["3 unchanged", "takenOut: [-Beta.-]", "added: {+A gauge+} / ", "1 unchanged"]);
  });

  test("a paragraph that was cut and pasted with a new id is not a change", () => {
    const { entries } = compareDocuments(story([paragraph("Cut and pasted.")]), story([paragraph("Cut and pasted.")]));
    expect(summaries(entries)).toEqual(["3 unchanged"]);
  });

  test("list items and paragraphs of quotes are compared line by line", () => {
    const list = bulletList(["first", "second", "third"]);
    const [first, second, third] = list.content as [NodeJson, NodeJson, NodeJson];
    const renamed = { ...second, content: [rewritten((second.content ?? [])[0] as NodeJson, "second one")] };
    const cited = quote(["We sail."], "The mate");
    const after = { ...list, content: [first, renamed, third, ...(bulletList(["fourth"]).content ?? [])] };
    const [change] = blocks(compareDocuments(story([list, cited]), story([after, cited])).entries);
    expect(change?.lines.map(({ change: what, item, depth, pieces }) => [what, item, depth, inWords(pieces)])).toEqual([
      ["same", "bulletList", 1, "first"],
      ["changed", "bulletList", 1, "second{+ one+}"],
      ["same", "bulletList", 1, "third"],
      ["added", "bulletList", 1, "{+fourth+}"],
    ]);
  });

  test("table cells are compared row by row, and a new column does not change the cells after it", () => {
    const fares = table({
      caption: "Fares",
      rows: [
        ["Quay", "3"],
        ["Isle", "4"],
      ],
    });
    const [caption, first, second] = fares.content ?? [];
    const added = table({ rows: [["new"]] }).content?.[1]?.content?.[0] as NodeJson;
    const wider = {
      ...fares,
      content: [caption, { ...first, content: [added, ...(first?.content ?? [])] }, second] as NodeJson[],
    };
    const [change] = blocks(compareDocuments(story([fares]), story([wider])).entries);
    expect(change?.lines.map(({ role, item, change: kind }) => [role, item, kind])).toEqual([
      ["tableCaption", "", "same"],
      ["tableCell", "tableRow", "added"],
      ["tableCell", "", "same"],
      ["tableCell", "", "same"],
      ["tableCell", "tableRow", "same"],
      ["tableCell", "", "same"],
    ]);
  });

  test("a paragraph that became a subheading is listed as a change of kind with the same words", () => {
    const block = paragraph("Who pays");
    const after = { ...subheading("Who pays"), attrs: { id: block.attrs?.id, level: 2 } };
    const [change] = blocks(compareDocuments(story([block]), story([after])).entries);
    expect(change?.attributes).toEqual([{ name: "type", before: "paragraph", after: "subheading" }]);
    expect(inWords(change?.lines[0]?.pieces ?? [])).toBe("Who pays");
  });

  test("another first number of a list inside a list is a change", () => {
    const block = bulletList([listItem("Fares", orderedList(["Adults"], 1))]);
    const after = JSON.parse(JSON.stringify(block).replace('"start":1', '"start":3')) as typeof block;
    const [change] = blocks(compareDocuments(story([block]), story([after])).entries);
    expect(change?.kind).toBe("changed");
    expect(change?.lines.flatMap(({ attributes }) => attributes)).toEqual([{ name: "start", before: 1, after: 3 }]);
  });

  test("another kind of numbers in a list inside a list is a change", () => {
    const block = bulletList([listItem("Fares", orderedList(["Adults"]))]);
    const after = JSON.parse(JSON.stringify(block).replace('"decimal"', '"lowerAlpha"')) as typeof block;
    const [change] = blocks(compareDocuments(story([block]), story([after])).entries);
    expect(change?.lines.flatMap(({ attributes }) => attributes)).toEqual([
      { name: "numbering", before: "decimal", after: "lowerAlpha" },
    ]);
  });

  test("a list in a box that is split into two is a change", () => {
    const list = bulletList(["Adults", "Children"]);
    const [first, second] = list.content ?? [];
    const parts = [first, second].map((item) => ({ ...bulletList([]), content: item ? [item] : [] }));
    const box = factBox("Fares", [list]);
    const after = { ...box, content: [...(box.content ?? []).slice(0, 1), ...parts] };
    const [change] = blocks(compareDocuments(story([box]), story([after])).entries);
    expect(change?.lines.flatMap(({ attributes }) => attributes)).toEqual([
      { name: "newList", before: false, after: true },
    ]);
  });

  test("another story in a series box is a change of the box", () => {
    const box = series("The strike", [picture]);
    const after = { ...box, content: [...(box.content ?? []), relatedStory(other)] };
    const [change] = blocks(compareDocuments(story([box]), story([after])).entries);
    expect(change).toMatchObject({
      kind: "changed",
      attributes: [{ name: "stories", before: picture, after: `${picture} ${other}` }],
    });
  });

  test("a comparison never splits a word in any script, and a number with a comma is one word", () => {
    const block = paragraph("It cost 1,200 pounds, l’été 👩‍🚀 прошлый год.");
    const after = rewritten(block, "It cost 1,300 pounds, l’hiver 👩‍🚒 прошлая зима.");
    const [change] = blocks(compareDocuments(story([block]), story([after])).entries);
    expect(inWords(change?.lines[0]?.pieces ?? [])).toContain("[-1,200-]{+1,300+} pounds, ");
    for (const { kind, text } of change?.lines[0]?.pieces ?? [])
      if (kind !== "same") expect(text.isWellFormed()).toBe(true);
  });
});

test("a fully rewritten story is compared word by word only within a time limit", () => {
  const letters = (seed: number) =>
    Array.from({ length: 400 }, (_, i) => "abcdefgh"[(i * i * seed + i * 7 + seed) % 8]).join(" ");
  const before = Array.from({ length: 40 }, (_, i) => paragraph(letters(i + 3)));
  const after = before.map((block, i) => rewritten(block, letters(i * 5 + 2)));
  const found = blocks(compareDocuments(story(before), story(after)).entries);
  const pieces = found.map(({ lines }) => lines[0]?.pieces.length ?? 0);
  expect(pieces).toHaveLength(40);
  expect(pieces[0]).toBeGreaterThan(20);
  // Beyond the budget a paragraph is one removed and one added piece.
  expect(Math.max(...pieces.slice(-5))).toBeLessThanOrEqual(4);
});
