import { expect, test } from "vitest";
import { languageList, languageName, listLanguages } from "./language-names.ts";

test("languages are named in English, and a text that is no tag stays as it is", () => {
  expect(languageList(["en-GB", "mi", "zh-Hant"])).toBe("English (United Kingdom), Māori, Chinese (Traditional)");
  expect(languageName("english, sort of")).toBe("english, sort of");
});

test("the list of languages holds each language once, by name, and large and small ones", () => {
  const all = listLanguages();
  const codes = all.map(({ value }) => value);
  for (const code of ["en", "bn", "ha", "so", "yo", "cy", "ti"]) expect(codes).toContain(code);
  expect(codes).not.toContain("iw"); // the former code of Hebrew
  expect(new Set(all.map(({ label }) => label)).size).toBe(all.length);
  expect(all.length).toBeGreaterThan(150);
  expect(all.findIndex(({ value }) => value === "af")).toBeLessThan(all.findIndex(({ value }) => value === "zu"));
});
