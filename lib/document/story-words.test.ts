import { expect, test } from "vitest";
import { languageInItself, storyWords } from "./story-words.ts";

test("a region changes nothing, a language without words of ours says so", () => {
  expect(storyWords("pt-BR")).toMatchObject({ language: "pt-BR", words: { inShort: "Em resumo" } });
  expect(storyWords("UR").words.keyPoints).toBe("اہم نکات");
  expect(storyWords("fi")).toMatchObject({ language: "en", words: { inShort: "In short" } });
  expect(storyWords("constructor").language).toBe("en");
});

test("a language is called what those who speak it call it", () => {
  expect(["es", "ar", "he", "ur", "de-AT", "fr"].map(languageInItself)).toEqual([
    "Español",
    "العربية",
    "עברית",
    "اردو",
    "Österreichisches Deutsch",
    "Français",
  ]);
});
