import { expect, test } from "vitest";
import { timesOf } from "#lib/times.ts";
import { lateWords, shortTime, stopReason } from "./act-words.ts";

test("a time of the coming days is a weekday, a later one has its date", () => {
  const times = { ...timesOf("Europe/London", "en-GB"), zone: "Europe/London" };
  const now = new Date("2026-11-26T12:00:00Z");
  expect(shortTime(times, new Date("2026-11-28T06:00:00Z"), now)).toBe("Sat 06:00");
  expect(shortTime(times, new Date("2026-12-05T06:00:00Z"), now)).toBe("Sat 5 Dec, 06:00");
  expect(shortTime(times, new Date("2027-01-09T06:00:00Z"), now)).toBe("Sat 9 January 2027, 06:00");
});

test("lateness is shown from a minute on", () => {
  expect([59, 60, 3_599, 7_200, 259_200].map(lateWords)).toEqual([
    null,
    "1 min late",
    "59 min late",
    "2 h late",
    "3 days late",
  ]);
});

test("a stopped act names what was missing", () => {
  expect(stopReason("NOT_READY", { missing: ["SECTION"] })).toBe("Still to do: choose a section.");
});
