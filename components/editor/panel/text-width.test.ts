import { expect, test } from "vitest";
import { roomFor } from "./text-width.ts";

/** Ten pixels a character. */
const wide = (text: string) => text.length * 10;

test("a title is measured in pixels of the font of a results page", () => {
  const asked: string[] = [];
  const measure = (text: string, font: string) => {
    asked.push(font);
    return wide(text);
  };
  expect(roomFor("title", "x".repeat(30), measure)).toEqual({ words: "300 of about 580 pixels.", isCut: false });
  expect(asked).toEqual(["20px Arial, sans-serif"]);
});

test.each([
  ["title", 58, false],
  ["title", 59, true],
  ["description", 92, false],
  ["description", 93, true],
] as const)("a %s of %i wide characters is cut: %s", (part, length, isCut) => {
  expect(roomFor(part, "x".repeat(length), wide).isCut).toBe(isCut);
});

test("without a canvas characters are counted", () => {
  expect(roomFor("title", "x".repeat(61), () => null)).toEqual({
    words: "61 of about 60 characters: search engines will cut it.",
    isCut: true,
  });
});
