import { expect, test } from "vitest";
import { paragraph, storyDocument } from "../document/build.ts";
import { parseSpellingWords, SpellingList, spellingWordsOf } from "./spelling.ts";

const found = (text: string, words: string[]) => {
  const doc = storyDocument({ headline: "H", body: [paragraph(text)] });
  return new SpellingList(words).placesIn(doc).map(({ from, to }) => doc.textBetween(from, to));
};

test("finds the words of the list, with a capital at the beginning and in the genitive", () => {
  expect(
    found("Galley’s ouzelfish: Ouzelfish, and O’Neill’s ouzelfishes.", ["Galley", "ouzelfish", "O'Neill"]),
  ).toEqual(["Galley’s", "ouzelfish", "Ouzelfish", "O’Neill’s"]);
});

test("leaves words in small letters alone where the list has a capital", () => {
  expect(found("the galley of the Galley", ["Galley"])).toEqual(["Galley"]);
});

test("finds words with hyphens and digits as a whole", () => {
  expect(found("a post-ferry U21 team, ferry", ["post-ferry", "U21"])).toEqual(["post-ferry", "U21"]);
});

test("reads a list with one word on each line or with commas, once each", () => {
  expect(spellingWordsOf("Ouzel\nGalley, Ouzel; Łódź\n\n")).toEqual(["Galley", "Łódź", "Ouzel"]);
  expect(parseSpellingWords({ words: ["a"] })).toEqual([]);
  expect(parseSpellingWords(["a", 1])).toEqual(["a"]);
});
