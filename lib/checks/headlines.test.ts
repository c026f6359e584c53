import { expect, test } from "vitest";
import { link, paragraph, storyDocument } from "../document/build.ts";
import type { NodeJson } from "../document/json.ts";
import { headlineMentions, headlineStarts } from "./headlines.ts";

const ferry = { id: "0190a6c0-0000-7000-8000-000000000001", headline: "Night ferry returns to the “Ouzel”" };
const budget = { id: "0190a6c0-0000-7000-8000-000000000002", headline: "Budget 2026" };
const found = (text: string | NodeJson[], stories = [ferry, budget]) =>
  headlineMentions(storyDocument({ headline: ferry.headline, body: [paragraph(text)] }), stories).map(
    ({ code, words }) => `${code} ${words}`,
  );

test("asks about a headline of an own story that the text names without a link", () => {
  const named = ["MENTION_UNLINKED Night ferry returns to the “Ouzel”"];
  expect(found("In “Night ferry returns to the “Ouzel”” we said so.")).toEqual(named);
  expect(found("Night ferry returns to the “Ouzel”: read all of it.")).toEqual(named);
  expect(found('See Night ferry returns to the "Ouzel".')).toEqual([
    'MENTION_UNLINKED Night ferry returns to the "Ouzel"',
  ]);
});

test("leaves other words, parts of a headline and headlines of one or two words alone", () => {
  for (const text of [
    "The night ferry returns to the “Ouzel”.",
    "Night ferry returns to the harbour.",
    "Midnight ferry returns to the “Ouzel”",
    "The Budget 2026 was late.",
  ])
    expect(found(text), text).toEqual([]);
  expect(found("Ferry returns at last", [{ ...ferry, headline: "Ferry returns at las" }])).toEqual([]);
});

test("leaves a headline alone whose sentence has a link, or whose story the text links to", () => {
  const named = "Night ferry returns to the “Ouzel”";
  expect(found([`${named} is `, ...link("here", "/city/ferry"), "."].map(asText))).toEqual([]);
  const bound = link("the ferry", "/city/ferry").map((run) => ({
    ...run,
    marks: (run.marks ?? []).map((mark) => ({ ...mark, attrs: { ...mark.attrs, story: ferry.id } })),
  }));
  expect(found(["See ", ...bound, `. ${named}. The end.`].map(asText))).toEqual([]);
});
const asText = (part: string | NodeJson): NodeJson => (typeof part === "string" ? { type: "text", text: part } : part);

test("collects the beginnings of all headlines that a text could name, once each, but not those of its own headline", () => {
  const doc = storyDocument({
    headline: "Another headline here",
    body: [paragraph("Ferry sails again. Ferry sails again and again.")],
  });
  const starts = headlineStarts(doc);
  expect(starts).toContain("Ferry sails ");
  expect(starts).toContain("sails again.");
  expect(starts.filter((start) => start === "Ferry sails ")).toHaveLength(1);
  expect(starts.join()).not.toContain("Another");
});
