import { expect, test } from "vitest";
import { armAt, countedArm, settlingMs, sliceEnd, sliceMs, winnerOf } from "./headline-policy.ts";

const slices = (name: string, count: number) =>
  Array.from({ length: count }, (_, slice) => armAt(name, slice * sliceMs));

test("each headline is shown in one of every two slices, in an order that differs between tests", () => {
  const arms = slices("a", 200);
  for (let pair = 0; pair < 100; pair++) expect(new Set(arms.slice(pair * 2, pair * 2 + 2)).size).toBe(2);
  const swapped = arms.filter((arm, slice) => slice % 2 === 0 && arm === "second").length;
  expect(swapped).toBeGreaterThan(30);
  expect(swapped).toBeLessThan(70);
  expect(slices("b", 200)).not.toEqual(arms);
});

test("the headline stays for a whole slice, and its first minute is not counted", () => {
  const start = 100 * sliceMs;
  expect(armAt("a", start + sliceMs - 1)).toBe(armAt("a", start));
  expect(sliceEnd(start)).toBe(start + sliceMs);
  expect(sliceEnd(start - 1)).toBe(start);
  expect(countedArm("a", start + settlingMs - 1)).toBeNull();
  expect(countedArm("a", start + settlingMs)).toBe(armAt("a", start));
});

test.each([
  ["a clear difference", [1_000, 50, 1_000, 90], "second"],
  ["the other way round", [1_000, 90, 1_000, 50], "first"],
  ["a difference that may be chance", [1_000, 50, 1_000, 55], null],
  ["too few views", [100, 1, 100, 60], null],
  ["no clicks at all", [1_000, 0, 1_000, 0], null],
] as const)("judges %s", (_what, [firstViews, firstClicks, secondViews, secondClicks], winner) => {
  expect(winnerOf({ firstViews, firstClicks, secondViews, secondClicks })).toBe(winner);
});
