import { expect, test } from "vitest";
import { askedDay, movedBy, spanOf, weekOf } from "./week.ts";

test("a week begins on Monday, also where it crosses a month", () => {
  expect(weekOf("2026-11-29")).toEqual(weekOf("2026-11-23"));
  expect(weekOf("2026-12-01").at(0)).toBe("2026-11-30");
});

test("the week of a clock change has an hour less", () => {
  const { from, to } = spanOf(weekOf("2026-03-29"), "Europe/London");
  expect((Date.parse(to) - Date.parse(from)) / 3_600_000).toBe(7 * 24 - 1);
});

test("an address without a day, or with nonsense, means today on the newsroom's clock", () => {
  const now = new Date("2026-11-28T23:30:00Z");
  expect(askedDay(undefined, now, "Asia/Kolkata")).toBe("2026-11-29");
  expect(askedDay("2026-13-45", now, "UTC")).toBe("2026-11-28");
  expect(askedDay("2026-12-24", now, "UTC")).toBe("2026-12-24");
});

test("a day later is the same time of the clock, also across a clock change", () => {
  expect(movedBy("2026-03-28T06:00:00.000Z", { days: 1 }, "Europe/London")).toBe("2026-03-29T05:00:00.000Z");
  expect(movedBy("2026-03-28T06:00:00.000Z", { minutes: -15 }, "Europe/London")).toBe("2026-03-28T05:45:00.000Z");
});

test("a time that the clock skips or shows twice is for a person to choose", () => {
  expect(movedBy("2026-03-28T01:30:00.000Z", { days: 1 }, "Europe/London")).toBeNull();
  expect(movedBy("2026-10-24T00:30:00.000Z", { days: 1 }, "Europe/London")).toBeNull();
});
