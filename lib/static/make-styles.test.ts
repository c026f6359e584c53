import { expect, test } from "vitest";
import { makeStyle } from "./make-styles.ts";
import { sheetNames } from "./styles.ts";

const built = (name: string): string => makeStyle(`components/site/styles/${name}.css`, true);

test("the style sheet of every page has at most 24 KB", () => {
  const size = Buffer.byteLength(built("site"));
  expect(size).toBeGreaterThan(10_000);
  expect(size).toBeLessThanOrEqual(24_000);
});

test("a built sheet holds all that it imports, in forms that the oldest browsers know", () => {
  const css = built("site") + built("story");
  expect(css).toContain("Newsreader");
  expect(css).toContain(".colophon");
  expect(css).toContain(".standfirst");
  expect(css).not.toMatch(/@import|light-dark\(/);
});

test("rules for stories, search and What changed are not on every page", () => {
  const selectors = [
    ".body",
    "blockquote:before",
    ".story-card",
    "table{",
    ".find.big",
    ".filters",
    ".notes",
    "ins{",
    "del{",
  ];
  const others = sheetNames.filter((name) => name !== "site").map(built);
  expect(selectors.filter((selector) => built("site").includes(selector))).toEqual([]);
  expect(selectors.filter((selector) => !others.some((sheet) => sheet.includes(selector)))).toEqual([]);
});
