import { expect, test } from "vitest";
import { readCursor, readTimeCursor, toPage, writeCursor, writeTimeCursor } from "./cursor.ts";
import { newId } from "./ids.ts";

test("a cursor returns the values that were written into it", () => {
  expect(readCursor(writeCursor("Ünï, &c.", ""), 2)).toEqual(["Ünï, &c.", ""]);
});

test("a cursor of another length, of other values or of no JSON is no cursor", () => {
  for (const cursor of [
    undefined,
    "",
    "1764319200000.x",
    writeCursor("one"),
    writeCursor("a", "b", "c"),
    btoa("[1,2]"),
  ])
    expect(readCursor(cursor, 2)).toBeNull();
});

test("a time cursor returns the time to the millisecond and the id", () => {
  const [at, id] = [new Date("2026-11-24T09:15:00.123Z"), newId()];
  expect(readTimeCursor(writeTimeCursor(at, id))).toEqual({ at, id });
});

test("a time cursor without a valid time or id is no cursor", () => {
  for (const cursor of [writeCursor("yesterday", newId()), writeCursor("2026-11-24T09:15:00Z", "1"), "x", undefined])
    expect(readTimeCursor(cursor)).toBeNull();
});

test("a page has a next cursor only if more rows were read than fit", () => {
  expect(toPage(["a", "b", "c"], 2, (row) => `after ${row}`)).toEqual({ rows: ["a", "b"], next: "after b" });
  expect(toPage(["a", "b"], 2, (row) => `after ${row}`)).toEqual({ rows: ["a", "b"], next: null });
});
