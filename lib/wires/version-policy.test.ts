import { expect, test } from "vitest";
import type { ReadWireItem, WireContent } from "./types.ts";
import { changesBetween, isEarlier, isOldNews, newestOfEach } from "./version-policy.ts";

const order = (version: string, updated: string | null = null) => ({ version, updated, date: null });
const item = (key: string, version: string): ReadWireItem => ({
  key,
  text: `version ${version}`,
  content: order(version) as WireContent,
});

test("compares versions as numbers, so that 10 comes after 9", () => {
  expect(isEarlier(order("9"), order("10"))).toBe(true);
  expect(isEarlier(order("10"), order("9"))).toBe(false);
});

test("compares versions that are instants", () => {
  expect(isEarlier(order("2026-03-01T09:00:00Z"), order("2026-03-01T11:00:00+01:00"))).toBe(true);
});

test("compares by date what has no version, and counts equal ones as no earlier", () => {
  expect(isEarlier(order("", "2026-03-01T09:00:00.000Z"), order("", "2026-03-01T10:00:00.000Z"))).toBe(true);
  expect(isEarlier(order(""), order(""))).toBe(false);
});

test("keeps the newest version of an item whatever the order of the files", () => {
  const read = [item("a", "3"), item("b", "1"), item("a", "2")];
  expect(newestOfEach(read).map(({ text }) => text)).toEqual(["version 3", "version 1"]);
});

test("counts an item without a date as new", () => {
  const now = new Date("2026-03-20T00:00:00Z");
  const dated = (date: string | null) => ({ ...order(""), date }) as WireContent;
  expect(isOldNews(dated(null), 14, now)).toBe(false);
  expect(isOldNews(dated("2026-03-07T00:00:00.000Z"), 14, now)).toBe(false);
  expect(isOldNews(dated("2026-03-05T00:00:00.000Z"), 14, now)).toBe(true);
});

test("shows the words that a new version adds and removes", () => {
  expect(changesBetween("Two ships sank.", "Three ships sank.")).toEqual([
    { kind: "out", text: "Two" },
    { kind: "in", text: "Three" },
    { kind: "same", text: " ships sank." },
  ]);
  expect(changesBetween("Same", "Same")).toBe(null);
});
