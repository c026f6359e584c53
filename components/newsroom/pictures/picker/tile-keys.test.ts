import { expect, test } from "vitest";
import { tileAt } from "./tile-keys.ts";

/** Rows of three tiles; the last row has two. */
const tiles = Array.from({ length: 8 }, (_, index) => ({
  left: (index % 3) * 100,
  top: Math.floor(index / 3) * 80,
  width: 90,
}));

test("left and right move through the pictures in order, and stop at the ends", () => {
  expect(["ArrowLeft", "ArrowRight"].map((key) => tileAt(key, 3, tiles))).toEqual([2, 4]);
  expect([tileAt("ArrowLeft", 0, tiles), tileAt("ArrowRight", 7, tiles)]).toEqual([null, null]);
});

test("up and down move to the nearest picture of the next row", () => {
  expect([tileAt("ArrowDown", 1, tiles), tileAt("ArrowUp", 4, tiles)]).toEqual([4, 1]);
  expect(tileAt("ArrowDown", 5, tiles)).toBe(7);
  expect([tileAt("ArrowUp", 1, tiles), tileAt("ArrowDown", 7, tiles)]).toEqual([null, null]);
});

test("Home and End move to the first and the last picture, and letters move nothing", () => {
  expect([tileAt("Home", 4, tiles), tileAt("End", 4, tiles), tileAt("a", 4, tiles)]).toEqual([0, 7, null]);
});
