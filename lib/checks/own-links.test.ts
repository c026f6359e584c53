import { expect, test } from "vitest";
import { bold, link, paragraph, storyDocument } from "../document/build.ts";
import type { MarkJson, NodeJson } from "../document/json.ts";
import { deadLinks, ownTargetsOf } from "./own-links.ts";

const pier = "0190a6c0-0000-7000-8000-000000000001";
const bound = (words: NodeJson[], story: string): NodeJson[] =>
  words.map((run) => ({
    ...run,
    marks: (run.marks ?? []).map(
      (mark): MarkJson => (mark.type === "link" ? { ...mark, attrs: { ...mark.attrs, story } } : mark),
    ),
  }));
const doc = storyDocument({
  headline: "Ferry",
  body: [
    paragraph([
      "The ",
      ...bound(link(["old ", ...bold("pier")], "/city/pier"), pier),
      " and ",
      ...link("quay", "/quay"),
    ]),
    paragraph(["See ", ...link("elsewhere", "https://example.org/"), " and ", ...link("the quay", "/quay")]),
  ],
});

test("collects stories by id and other own pages by path, once each", () => {
  expect(ownTargetsOf(doc)).toEqual({ stories: [pier], paths: ["/quay"] });
});

test("asks about every link to a dead target, with its words and its block", () => {
  const found = deadLinks(doc, { stories: [pier], paths: ["/quay"] });
  expect(found.map(({ code, words }) => [code, words])).toEqual([
    ["LINK_DEAD", "old pier"],
    ["LINK_DEAD", "quay"],
    ["LINK_DEAD", "the quay"],
  ]);
  expect(found.every(({ block }) => typeof block === "string")).toBe(true);
});

test("judges a link to a story by the story, whatever its address", () => {
  expect(deadLinks(doc, { stories: [], paths: ["/city/pier"] })).toEqual([]);
});
