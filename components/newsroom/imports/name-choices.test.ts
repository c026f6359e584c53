import { expect, test } from "vitest";
import { mappingOf } from "./name-choices.ts";

test("maps only names that were changed, keeps earlier choices, and leaves out names with a dash", () => {
  const found = ["Sports", "Old", "Same", "Kept"].map((name) => ({
    name,
    count: 1,
    to: name === "Kept" ? "Earlier" : null,
    same: null,
    alike: [],
  }));
  const none = { found: [], here: [] };
  expect(
    mappingOf(
      { sections: { found, here: [] }, topics: none, authors: none },
      { sections: { Sports: " Sport ", Old: "–", Same: "Same" }, topics: {}, authors: {} },
    ),
  ).toEqual({ sections: { Sports: "Sport", Old: "", Kept: "Earlier" }, topics: {}, authors: {} });
});
