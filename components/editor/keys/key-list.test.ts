import { expect, test } from "vitest";
import { findKeys } from "../finding/highlights.ts";
import { suggestingKeys } from "../suggesting/use-suggestion-keys.ts";
import { storyKeys } from "../writing/story-keys.ts";
import { keyList } from "./key-list.ts";

/** "Mod-Shift-x" and "Shift-Mod-z" in the notation of the list. */
const inList = (name: string): string => {
  const parts = name.split("-");
  const key = parts.pop() ?? "";
  const modifiers = ["Mod", "Alt", "Shift"].filter((modifier) => parts.includes(modifier));
  const arrows: Record<string, string> = { ArrowUp: "↑", ArrowDown: "↓" };
  return [...modifiers, arrows[key] ?? (key.length === 1 ? key.toUpperCase() : key)].join(" ");
};
/** Keys that do in the editor what they do in every text field, and underlining, which stories do not have. */
const usual = /(?:^|-)(?:Enter|Backspace|Delete)$|^Arrow|^Mod-u$/;
const listed = keyList.flatMap(({ lines }) => lines.flatMap(({ keys }) => keys));

test("lists every key of the editor", () => {
  const own = [...Object.keys(storyKeys).filter((name) => !usual.test(name)), ...findKeys, "Mod-k", "Shift-Enter"];
  expect(own.map(inList).filter((keys) => !listed.includes(keys))).toEqual([]);
  expect(listed).toContain(suggestingKeys);
});

test("lists no key twice", () => {
  expect(new Set(listed).size).toBe(listed.length);
});
