import { expect, test } from "vitest";
import { languageGroups, languageOptions } from "./languages.ts";

test("lists languages by name, with the variants of a language together", () => {
  const names = languageOptions.map(({ name }) => name);
  expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, "en")));
  expect(names.slice(names.indexOf("English")).slice(0, 3)).toEqual([
    "English",
    "English (Australia)",
    "English (Canada)",
  ]);
});

test("puts the paper's language first, then recently used ones, and offers each language once", () => {
  const groups = languageGroups("cy", ["fr", "cy", "pt-BR"]);
  expect(groups.map(({ label, options }) => [label, options.map(({ value }) => value).slice(0, 2)])).toEqual([
    ["This paper", ["cy"]],
    ["Recently used", ["fr", "pt-BR"]],
    ["All languages", ["af", "sq"]],
  ]);
  const all = groups.flatMap(({ options }) => options.map(({ value }) => value));
  expect(new Set(all).size).toBe(all.length);
});

test("does not offer languages that the story already has for a translation, and shows no empty group", () => {
  const groups = languageGroups("en-GB", [], new Set(["en-GB", "de"]));
  expect(groups.map(({ label }) => label)).toEqual(["All languages"]);
  expect(groups[0]?.options.some(({ value }) => value === "de")).toBe(false);
});
