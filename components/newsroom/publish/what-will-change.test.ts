import { expect, test } from "vitest";
import type { Effect } from "#lib/stories/publishing/effects-data.ts";
import { addressAfter, summaryOf } from "./what-will-change.tsx";

const effect = (kind: Effect["kind"]): Effect => ({ url: "/a", name: "", kind, isNew: false, when: "now" });

test.each([
  [[], "Nothing changes for readers."],
  [[effect("page")], "1 page changes."],
  [[effect("page"), effect("page"), effect("map")], "2 pages and 1 site map change."],
  [[effect("page"), effect("feed"), effect("feed"), effect("map")], "1 page, 2 feeds and 1 site map change."],
])("the summary counts pages, feeds and site maps (%#)", (list, words) => {
  expect(summaryOf({ list, isWholeSite: false })).toBe(words);
});

test("the summary says so when every page changes", () => {
  expect(summaryOf({ list: [effect("page")], isWholeSite: true })).toContain("Every page changes");
});

test("the page after a correction is asked for with its kind, note and chosen changes", () => {
  const intent = { verb: "correct", storyId: "one", version: 3, kind: "CLARIFICATION", changes: ["a", "b"] } as const;
  expect(addressAfter({ ...intent, changes: [...intent.changes] }, "It is & was")).toBe(
    "/desk/preview/one/outgoing?kind=CLARIFICATION&note=It+is+%26+was&changes=a*b",
  );
});

test("there is no page after a take-down", () => {
  expect(addressAfter({ verb: "takeDown", storyId: "one" })).toBeNull();
});
