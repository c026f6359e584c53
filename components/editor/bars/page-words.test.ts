import { expect, test } from "vitest";
import type { WholePage } from "#lib/document/whole-page.ts";
import { describePage } from "./page-words.ts";

const page: WholePage = {
  headline: "Night ferry to return",
  standfirst: "",
  caption: "A ferry · Ben",
  keyPoints: ["March", "Two crowns"],
  counts: { paragraphs: 12, subheadings: 1, lists: 1, captions: 0 },
  inShort: [],
  leftOut: [],
  parts: [],
};

test("lists where each part of a pasted page goes, without parts that the page lacks", () => {
  expect(describePage(page, ["body"])).toEqual({
    rows: [
      ["Headline", "Night ferry to return"],
      ["Caption of the main picture", "A ferry · Ben"],
      ["Key points", "March · Two crowns"],
      ["Text", "12 paragraphs, 1 subheading, 1 list"],
    ],
    note: null,
  });
});
test("marks parts of a pasted page that the story already has", () => {
  expect(describePage(page, ["headline", "standfirst", "keyPoints"]).note).toBe(
    "The story already has a headline and key points. What the page has of these goes into the text.",
  );
});
