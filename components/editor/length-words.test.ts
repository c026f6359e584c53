import { expect, test } from "vitest";
import { budgetWords, countWordsOf, lengthWords } from "./length-words.ts";

test("gives the length of the story, and of the selection beside it", () => {
  expect([lengthWords(1, null), lengthWords(1240, null), lengthWords(1240, 12)]).toEqual([
    "1 word",
    "1,240 words",
    "12 of 1,240 words",
  ]);
});

test("marks a story as over only when it is longer than asked for", () => {
  expect(budgetWords(840, 800)).toEqual({ text: "40 over", isOver: true });
  expect(budgetWords(800, 800)).toEqual({ text: "0 left", isOver: false });
  expect(budgetWords(840, null)).toBeNull();
});

test("lists characters and reading time", () => {
  expect(countWordsOf({ words: 2, characters: 1, charactersWithoutSpaces: 1, minutes: 1 })).toEqual([
    "2 words",
    "1 character with spaces",
    "1 character without spaces",
    "1 min read",
  ]);
});
