import { expect, test } from "vitest";
import { blockGroups, findBlocks } from "./blocks.ts";

const names = (query: string): string[] => findBlocks(query).map(({ name }) => name);

test("lists every block once, group by group, the most frequent first", () => {
  const all = names("");
  expect(new Set(all).size).toBe(all.length);
  expect(blockGroups.flatMap(({ choices }) => choices.map(({ name }) => name))).toEqual(all);
  expect(all.slice(0, 3)).toEqual(["Text", "Subheading", "Small subheading"]);
  expect(blockGroups.every(({ choices }) => choices.length > 0)).toBe(true);
});

test("puts names that begin with the query first, then other words, then parts of words", () => {
  expect(names("quote").slice(0, 2)).toEqual(["Quote", "Pull quote"]);
  expect(names("pic")[0]).toBe("Picture");
  expect(names("link")[0]).toBe("Related story");
  expect(names("key")).toEqual(["Key points"]);
  expect(names("char")[0]).toBe("Special character");
});

test("finds nothing for words that no block has", () => {
  expect(names("zebra")).toEqual([]);
});
