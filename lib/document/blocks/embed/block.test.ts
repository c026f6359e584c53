import { describe, expect, test } from "vitest";
import { questionsAbout } from "../../../checks/questions.ts";
import { paragraph, storyDocument, toJson } from "../../build.ts";
import { compareDocuments } from "../../compare.ts";
import { toFeedHtml } from "../../feed.ts";
import { passagesOf } from "../../passages.ts";
import { projectLive } from "../../project-live.ts";
import { shownChange } from "../../shown-change.ts";
import { plainText, searchParts, wordCount } from "../../text.ts";
import { embed } from "./block.ts";

const film = embed({ embed: "youtube:abc_DEF-123", title: "The <ferry> leaves", credit: "Ada Roe" });
const doc = storyDocument({ headline: "Head", body: [film, paragraph("It sails at noon.")] });
const withId = (stored: string) =>
  storyDocument({ body: [{ ...embed({ embed: stored }), attrs: { id: "abcdefghijkl", embed: stored } }] });

describe("an embed", () => {
  test("gives title and credit to plain text and search as captions, which are no words of the story", () => {
    expect(plainText(doc)).toBe("Head\nThe <ferry> leaves\nAda Roe\nIt sails at noon.");
    expect(searchParts(doc)).toMatchObject({ body: "It sails at noon.", captions: "The <ferry> leaves Ada Roe" });
    expect(wordCount(doc)).toBe(5);
    expect(passagesOf(toJson(doc)).map(({ text }) => text)).toEqual([
      "The <ferry> leaves Ada Roe",
      "It sails at noon.",
    ]);
  });

  test("is a link with the provider's name in feeds, and nothing without an address", () => {
    const options = { pictureUrl: () => null, storyLink: () => null };
    expect(toFeedHtml(doc, options)).toBe(
      '<p>YouTube: <a href="https://www.youtube.com/watch?v=abc_DEF-123">The &lt;ferry&gt; leaves</a> <small>Ada Roe</small></p><p>It sails at noon.</p>',
    );
    expect(toFeedHtml(storyDocument({ body: [embed({ embed: "link:https://a.example/?b&c" })] }), options)).toBe(
      '<p>a.example: <a href="https://a.example/?b&amp;c">https://a.example/?b&amp;c</a></p>',
    );
    expect(toFeedHtml(storyDocument({ body: [embed({ embed: null, title: "x" })] }), options)).toBe("");
    const hostile = { type: "doc", content: [{ ...film, attrs: { embed: 'link:javascript:alert("x")' } }] };
    expect(toFeedHtml(hostile, options)).toBe("");
  });

  test("cannot hold an address that is not in the form of its provider", () => {
    for (const stored of ["youtube:short", "link:javascript:alert(1)", "https://www.youtube.com/watch?v=abc_DEF-123"])
      expect(() => storyDocument({ body: [embed({ embed: stored })] })).toThrow();
  });

  test("is asked about before publishing while it has no address", () => {
    const codes = (stored: string | null) =>
      questionsAbout(storyDocument({ body: [embed({ embed: stored })] }), "PAGE").map(({ code }) => code);
    expect(codes(null)).toContain("EMBED_MISSING");
    expect(codes("x:12")).not.toContain("EMBED_MISSING");
  });

  test("is no file and no picture of the story", () => {
    expect(projectLive(doc)).toMatchObject({ media: [], pictures: [], cardPicture: null });
  });

  test("is compared by its address, for the newsroom and for readers", () => {
    const [before, after] = [withId("youtube:abc_DEF-123"), withId("vimeo:12")];
    const change = compareDocuments(before, after).entries.find(({ kind }) => kind === "changed");
    expect(change).toMatchObject({
      kind: "changed",
      attributes: [{ name: "embed", before: "youtube:abc_DEF-123", after: "vimeo:12" }],
    });
    expect(shownChange(before, after, { hasReplaced: true }).blocks).toMatchObject([
      { type: "embed", kind: "changed", hasOtherPicture: true },
    ]);
  });
});
