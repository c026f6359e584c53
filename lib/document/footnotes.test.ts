import { describe, expect, test } from "vitest";
import { questionsAbout } from "../checks/questions.ts";
import { footnote } from "./blocks/footnote/block.ts";
import { bold, bulletList, link, paragraph, storyDocument, withFootnote } from "./build.ts";
import { toFeedHtml } from "./feed.ts";
import { numberFootnotes } from "./footnotes.ts";
import type { NodeJson } from "./json.ts";
import { plainText } from "./text.ts";

const [one, two, three] = ["note-one-1", "note-two-2", "note-three"] as const;
const story = () =>
  storyDocument({
    headline: "h",
    body: [
      paragraph(["The pier", ...withFootnote(".", two), " Later"]),
      bulletList([["Again", ...withFootnote([...bold("th"), "ere"], two)]]),
      footnote("First written", one),
      paragraph([
        "Fares",
        ...withFootnote(link("rose", "https://example.org/"), one),
        " and ",
        ...withFootnote("x", three),
      ]),
      footnote("Second <written>", two),
      footnote("Unused", "note-four-4"),
      footnote(" ", three),
    ],
  });
const feed = (document: NodeJson) =>
  toFeedHtml(document, { pictureUrl: () => null, storyLink: () => null, base: "https://example.org/a" });

describe("numbers of footnotes", () => {
  test("follow the text, whatever the order of the notes, and leave out empty notes and those without a place", () => {
    const { notes, document } = numberFootnotes(story().toJSON());
    expect(notes.map(({ number, node, placeCount }) => [number, node.content?.[0]?.text, placeCount])).toEqual([
      [1, "Second <written>", 2],
      [2, "First written", 1],
    ]);
    expect(document.content?.map(({ type }) => type)).not.toContain("footnote");
  });

  test("change nothing in a document without footnotes", () => {
    const document = storyDocument({ body: [paragraph("a")] }).toJSON();
    expect(numberFootnotes(document)).toEqual({ document, notes: [] });
    expect(numberFootnotes(document).document).toBe(document);
  });

  test("are in feeds, with the notes as a list at the end", () => {
    expect(feed(story().toJSON())).toBe(
      "<p>The pier.<sup>1</sup> Later</p><ul><li>Again<strong>th</strong>ere<sup>1</sup></li></ul>" +
        '<p>Fares<a href="https://example.org/">rose</a><sup>2</sup> and x</p>' +
        "<hr><ol><li>Second &lt;written&gt;</li><li>First written</li></ol>",
    );
  });

  test("survive hostile attributes", () => {
    const hostile = { type: "footnoteReference", attrs: { number: "<b>", place: {}, note: ["x"] } };
    const document = {
      type: "doc",
      content: [{ type: "paragraph", content: [{ type: "text", text: "a", marks: [hostile] }] }],
    };
    expect(feed(document)).toBe("<p>a</p>");
  });
});

test("words of footnotes are found by search and counted", () => {
  expect(plainText(story())).toContain("First written");
});

test("a footnote that nothing refers to is asked about before publishing", () => {
  const asked = (doc = story()) => questionsAbout(doc, "STORY").filter(({ code }) => code === "FOOTNOTE_UNUSED");
  expect(asked()).toEqual([{ code: "FOOTNOTE_UNUSED", block: "note-four-4" }]);
  expect(asked(storyDocument({ body: [paragraph(withFootnote("a", one)), footnote("b", one)] }))).toEqual([]);
});
