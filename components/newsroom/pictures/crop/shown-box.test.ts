import { expect, test } from "vitest";
import type { PictureFacts } from "#lib/pictures/types.ts";
import { shownBox } from "./shown-box.ts";

const facts: PictureFacts = { key: "", width: 1000, height: 2000, color: "#000000", renditions: [] };

test("a card shows the width of a tall picture and its focal point, in steps of a fifth", () => {
  const box = shownBox({ ...facts, focal: { x: 0.5, y: 0.9 } }, "card");
  expect(box.width).toBe(1000);
  expect(box.top + box.height).toBeCloseTo(2000);
});

test("without a focal point a card keeps more of the top than of the bottom", () => {
  const box = shownBox(facts, "card");
  expect(box.top).toBeLessThan(2000 - box.top - box.height);
});

test("the lead story cuts a little more off a crop that was set by hand for cards", () => {
  const crops = { "3:2": { x: 0, y: 0.5, width: 0.6, height: 0.2 } };
  expect(shownBox({ ...facts, crops }, "card")).toEqual({ left: 0, top: 1000, width: 600, height: 400 });
  const lead = shownBox({ ...facts, crops }, "lead");
  expect([lead.width, lead.height]).toEqual([600, 375]);
  expect(lead.top).toBeCloseTo(1008.75);
});

test("a link preview is cut out of the crop of the figure", () => {
  expect(shownBox(facts, "link", "100x200x764x600")).toMatchObject({ left: 100, width: 764, height: 400 });
});
