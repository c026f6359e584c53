import { expect, test } from "vitest";
import { languageInItself, storyWords } from "./story-words.ts";

test("ignores the region of a language and reports a language without a translation", () => {
  expect(storyWords("pt-BR")).toMatchObject({ language: "pt-BR", words: { inShort: "Em resumo" } });
  expect(storyWords("UR").words.keyPoints).toBe("اہم نکات");
  expect(storyWords("fi")).toMatchObject({ language: "en", words: { inShort: "In short" } });
  expect(storyWords("constructor").language).toBe("en");
});

test("names each language in that language", () => {
  expect(["es", "ar", "he", "ur", "de-AT", "fr"].map(languageInItself)).toEqual([
    "Español",
    "العربية",
    "עברית",
    "اردو",
    "Österreichisches Deutsch",
    "Français",
  ]);
});
