import type { Node } from "@tiptap/pm/model";
import { describe, expect, test } from "vitest";
import { code, figure, paragraph, quote, relatedStory, storyDocument, subheading, table } from "../document/build.ts";
import { lineOf, positionOf, textblocksOf } from "./line.ts";
import { questionsAbout } from "./questions.ts";

const [a, b] = [1, 2].map((n) => `0190a6c0-0000-7000-8000-00000000000${n}`) as [string, string];
const inserted = { type: "insertion", attrs: { id: "s1" } };
const ready = () =>
  storyDocument({
    fields: { section: a, authors: [b], topics: [b] },
    headline: "H",
    standfirst: "S",
    mainFigure: { picture: a, alt: "x", credit: "Jo" },
    body: [paragraph("Text")],
  });

describe("questions about a story", () => {
  test("a complete story raises no question", () => {
    expect(questionsAbout(ready(), "STORY")).toEqual([]);
  });

  test("a headline of more than 60 characters is asked about, with its length", () => {
    const asked = (headline: string) =>
      questionsAbout(storyDocument({ headline, body: [paragraph("Text.")] }), "PAGE").filter(
        ({ code }) => code === "LONG_HEADLINE",
      );
    expect(asked("é".repeat(60))).toEqual([]);
    expect(asked("é".repeat(61))).toEqual([{ code: "LONG_HEADLINE", count: 61 }]);
  });

  test("straight quotes are counted in all text but code and addresses, by the language of the story", () => {
    const quoted = paragraph(`"Yes", it's 6'2" at https://a.b/it's`);
    const doc = (language: string, ...body: Parameters<typeof paragraph>[0][]) =>
      storyDocument({ headline: `"No"`, body: [quoted, ...body.map(paragraph)], fields: { language } });
    const asked = (story: Node) => questionsAbout(story, "PAGE").filter(({ count }) => count !== undefined);
    expect(asked(doc("en"))).toEqual([{ code: "STRAIGHT_QUOTES", count: 5 }]);
    expect(asked(doc("en", "and -- so..."))).toEqual([{ code: "TYPEWRITER_SIGNS", count: 7 }]);
    expect(asked(doc("ja"))).toEqual([]);
    const late = paragraph("it's");
    const page = storyDocument({ headline: "H", body: [paragraph(code(`"x"`)), late] });
    expect(asked(page)).toEqual([{ code: "STRAIGHT_QUOTES", count: 1, block: late.attrs?.id }]);
  });

  test("what an editor would ask names the block", () => {
    const picture = figure({ picture: a });
    const empty = figure({ picture: null });
    const late = paragraph("Cost: TK euros");
    const deep = subheading("x", 3);
    const unnamed = table({ rows: [["TK", "1"]] });
    const card = { ...relatedStory(a), attrs: { id: "cardcard", story: null } };
    const doc = storyDocument({
      headline: "TKTK",
      body: [
        paragraph("TKO and STK are words"),
        picture,
        empty,
        late,
        deep,
        unnamed,
        table({ caption: "Fares", rows: [["x", "1"]] }),
        card,
        { ...paragraph("x"), marks: [inserted] },
      ],
    });
    expect(questionsAbout(doc, "STORY")).toEqual([
      { code: "NO_STANDFIRST" },
      { code: "NO_AUTHOR" },
      { code: "NO_TOPIC" },
      { code: "NO_MAIN_PICTURE" },
      { code: "TK" },
      { code: "ALT_MISSING", block: picture.attrs?.id },
      { code: "CREDIT_MISSING", block: picture.attrs?.id },
      { code: "PICTURE_MISSING", block: empty.attrs?.id },
      { code: "TK", block: late.attrs?.id },
      { code: "LEVEL_SKIPPED", block: deep.attrs?.id },
      { code: "TABLE_UNNAMED", block: unnamed.attrs?.id },
      { code: "TK", block: unnamed.content?.[1]?.content?.[0]?.attrs?.id },
      { code: "STORY_MISSING", block: "cardcard" },
      { code: "OPEN_SUGGESTIONS" },
    ]);
  });

  test("alt texts that describe nothing are asked about", () => {
    const asked = (alt: string) =>
      questionsAbout(
        storyDocument({
          headline: "Trams return to the harbour",
          body: [paragraph("Text"), figure({ picture: a, alt, credit: "Jo" })],
        }),
        "PAGE",
      ).map(({ code }) => code);
    for (const alt of [
      "image",
      "A photo",
      "Picture 3",
      "IMG_2041",
      "DSC00012.JPG",
      "harbour view.jpg",
      "Bild",
      "12345",
    ])
      expect(asked(alt), alt).toEqual(["ALT_VAGUE"]);
    expect(asked("Trams return to the harbour.")).toEqual(["ALT_IS_HEADLINE"]);
    for (const alt of [
      "A photographer on a tram",
      "Image of the saint above the altar",
      "Tram 12 at the harbour",
      "The picture.jpg museum",
    ])
      expect(asked(alt), alt).toEqual([]);
  });

  test("a quotation without a source is asked about, a pull quote of the story is not", () => {
    const nameless = quote(["We shall see."]);
    const { pullQuote } = { pullQuote: { ...quote(["We shall see."]), type: "pullQuote" } };
    const page = storyDocument({
      headline: "H",
      body: [paragraph("T"), nameless, quote(["Yes."], "Anna Berg"), pullQuote],
    });
    expect(questionsAbout(page, "PAGE")).toEqual([{ code: "QUOTE_UNATTRIBUTED", block: nameless.attrs?.id }]);
  });

  test("texts that are cut off elsewhere are measured, and stories want a topic", () => {
    const asked = (given: Parameters<typeof storyDocument>[0]) =>
      questionsAbout(storyDocument({ headline: "H", body: [paragraph("T")], ...given }), "PAGE");
    expect(asked({ standfirst: "y".repeat(251) })).toEqual([{ code: "LONG_STANDFIRST", count: 251 }]);
    expect(asked({ fields: { seoTitle: "x".repeat(61), seoDescription: "x".repeat(161) } })).toEqual([
      { code: "LONG_SEO_TITLE", count: 61 },
      { code: "LONG_SEO_DESCRIPTION", count: 161 },
    ]);
    expect(questionsAbout(storyDocument({ headline: "H" }), "STORY").map(({ code }) => code)).toContain("NO_TOPIC");
  });

  test("questions about lines name the block and the words, and leave out what is only proposed", () => {
    const body = paragraph(["see the the ", { type: "text", text: "the the", marks: [inserted] }, "dock"]);
    expect(questionsAbout(storyDocument({ headline: "XXX wins", body: [body] }), "PAGE")).toEqual([
      { code: "OPEN_SUGGESTIONS" },
      { code: "PLACEHOLDER", words: "XXX" },
      { code: "DOUBLE_WORD", block: body.attrs?.id, words: "the the", replacement: "the" },
    ]);
  });
});

test("an offset in the text of a line leads to its place in the block", () => {
  const doc = storyDocument({
    headline: "H",
    body: [paragraph(["one ", { type: "text", text: "NEW ", marks: [inserted] }, { type: "hardBreak" }, "two"])],
  });
  const found = textblocksOf(doc).find(({ node }) => node.type.name === "paragraph");
  if (!found) throw new Error("no paragraph");
  const { text } = lineOf(found.node, "en");
  expect(text).toBe("one \ntwo");
  expect(positionOf(found.node, text.indexOf("two"))).toBe("one NEW ".length + 1);
  expect(positionOf(found.node, text.length)).toBe(found.node.content.size);
});
