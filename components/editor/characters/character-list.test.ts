import { expect, test } from "vitest";
import { findCharacters } from "./character-list.ts";

const signs = (query: string): string[] => findCharacters(query).map(({ sign }) => sign);

test("finds a character by any words of its name", () => {
  expect(signs("dash em")).toEqual(["—"]);
  expect(signs("EURO")).toEqual(["€"]);
  expect(signs("non-breaking space")).toEqual(["\u00a0", "\u202f"]);
});

test("has letters in both cases", () => {
  expect(signs("s caron")).toEqual(["š", "Š"]);
  expect(signs("eszett")).toEqual(["ß"]);
});

test("finds a character by other words than its name, and does not show them", () => {
  expect(findCharacters("eszett").map(({ name }) => name)).toEqual(["sharp s"]);
  expect(findCharacters("U+20AC").map(({ name }) => name)).toEqual(["euro sign"]);
});

test("finds a character by itself and by its code", () => {
  expect(signs("ø")).toEqual(["ø"]);
  expect(signs("U+2013")).toEqual(["–"]);
  expect(signs("u+1f6a2")).toEqual(["🚢"]);
});

test("offers no character that a story cannot hold or that turns its direction around", () => {
  for (const code of ["U+0007", "U+D800", "U+FFFF", "U+202E", "U+110000"]) expect(signs(code)).toEqual([]);
});

test("lists every character once, and shows those that cannot be seen by a name", () => {
  const all = findCharacters("");
  expect(new Set(all.map(({ sign }) => sign)).size).toBe(all.length);
  expect(all.filter(({ shown }) => shown.trim() === "")).toEqual([]);
});
