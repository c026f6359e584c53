import { describe, expect, test } from "vitest";
import { bulletList, documentFromJson, paragraph, storyDocument, toJson } from "../../build.ts";
import { compareDocuments } from "../../compare.ts";
import { toFeedHtml } from "../../feed.ts";
import { guardDocument } from "../../guard.ts";
import type { NodeJson } from "../../json.ts";
import { passagesOf } from "../../passages.ts";
import { excerpt, plainText, searchParts, wordCount } from "../../text.ts";
import { timelineEvent } from "../timeline/block.ts";
import { qa } from "./block.ts";

const doc = storyDocument({
  headline: "Head",
  body: [
    timelineEvent("1997", [paragraph("The ferry stops.")]),
    qa("Why now?", [paragraph("The engine is new."), bulletList(["Two decks"])]),
  ],
});
const options = { pictureUrl: () => null, storyLink: () => null };

describe("questions with answers and events of a timeline", () => {
  test("give all their words to plain text, word count and search", () => {
    guardDocument(doc);
    expect(plainText(doc)).toBe("Head\n1997\nThe ferry stops.\nWhy now?\nThe engine is new.\nTwo decks");
    expect(wordCount(doc)).toBe(13);
    expect(searchParts(doc).body).toContain("Why now?\nThe engine is new.");
  });

  test("are bold lines with their text in feeds, and nothing while they are empty", () => {
    expect(toFeedHtml(doc, options)).toBe(
      "<p><strong>1997</strong></p><p>The ferry stops.</p><p><strong>Why now?</strong></p><p>The engine is new.</p><ul><li>Two decks</li></ul>",
    );
    expect(toFeedHtml(storyDocument({ body: [qa("", []), timelineEvent("", [])] }), options)).toBe("");
  });

  test("let readers report an error in each line", () => {
    expect(passagesOf(toJson(doc)).map(({ text }) => text)).toEqual([
      "1997",
      "The ferry stops.",
      "Why now?",
      "The engine is new.",
      "Two decks",
    ]);
  });

  test("give a question to the excerpt of a story, but no timeline", () => {
    expect(excerpt(doc, 100)).toBe("Why now? The engine is new. Two decks");
  });

  test("are compared line by line", () => {
    const json = toJson(doc);
    const question = json.content?.[3]?.content?.[0]?.content?.[0] as NodeJson;
    question.text = "Why not now?";
    const change = compareDocuments(doc, documentFromJson(json)).entries.find(({ kind }) => kind === "changed");
    expect(change).toMatchObject({ type: "qa", lines: [{ role: "qaTitle", change: "changed" }, {}, {}] });
  });

  test("hold no other blocks than paragraphs and lists", () => {
    for (const block of [qa("a", []), timelineEvent("b", [])]) {
      expect(() => storyDocument({ body: [qa("A", [block])] })).toThrow();
      expect(() => storyDocument({ inShort: [block] })).toThrow();
    }
  });
});
