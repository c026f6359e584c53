import { expect, test } from "vitest";
import { selectionOf } from "./selection-words.ts";

test("says which stories a partner gets", () => {
  const all = { section: null, topic: null, words: "", language: "" };
  expect(selectionOf(all)).toBe("All stories");
  expect(selectionOf({ section: "City", topic: "Harbour", words: "ferry -cruise", language: "en" })).toBe(
    "City · topic Harbour · words: ferry -cruise · en",
  );
});
