import { expect, test } from "vitest";
import { applyEdit } from "#lib/fronts/edit-policy.ts";
import { containerSchema, type FrontLayout } from "#lib/fronts/layout-schema.ts";
import { stepOf } from "./steps.ts";

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const box = (number: number, arrangement: string, cards: number[]) =>
  containerSchema.parse({ id: uuid(number), arrangement, cards: cards.map((card) => ({ story: uuid(card) })) });
const layout: FrontLayout = {
  containers: [box(101, "lead", [1, 2]), box(102, "most-read", []), box(103, "row", [3])],
};
const after = (story: number, by: -1 | 1): number[][] | null => {
  const step = stepOf(layout, uuid(story), by);
  if (!step) return null;
  const next = applyEdit(layout, { kind: "place", story: uuid(story), ...step });
  if (typeof next === "string") throw new Error(next);
  return next.containers.map(({ cards }) => cards.map((card) => Number(card.story.slice(-3))));
};

test("a card steps within its container, then into the next one that takes cards", () => {
  expect(after(1, 1)).toEqual([[2, 1], [], [3]]);
  expect(after(2, -1)).toEqual([[2, 1], [], [3]]);
  expect(after(2, 1)).toEqual([[1], [], [2, 3]]);
  expect(after(3, -1)).toEqual([[1, 2, 3], [], []]);
});

test("the first and the last card of a front step no further", () => {
  expect(after(1, -1)).toBeNull();
  expect(after(3, 1)).toBeNull();
});
