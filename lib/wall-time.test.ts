import { expect, test } from "vitest";
import { meaningOf, wallTime } from "./wall-time.ts";

test.each([
  ["Europe/Berlin", "2026-11-24T09:15", "2026-11-24T08:15:00.000Z"],
  ["Europe/Berlin", "2026-07-01T09:15", "2026-07-01T07:15:00.000Z"],
  ["America/New_York", "2026-11-24T09:15", "2026-11-24T14:15:00.000Z"],
  ["Asia/Kathmandu", "2026-10-25T02:30", "2026-10-24T20:45:00.000Z"],
  ["Australia/Lord_Howe", "2026-06-01T12:00", "2026-06-01T01:30:00.000Z"],
  ["UTC", "2026-03-29T02:30", "2026-03-29T02:30:00.000Z"],
])("in %s the clock shows %s once", (zone, wall, instant) => {
  expect(meaningOf(wall, zone)).toEqual({ kind: "once", instant });
  expect(wallTime(instant, zone)).toBe(wall);
});

test.each([
  ["Europe/Berlin", "2026-10-25T02:00", "2026-10-25T00:00:00.000Z", "2026-10-25T01:00:00.000Z"],
  ["Europe/Berlin", "2026-10-25T02:59", "2026-10-25T00:59:00.000Z", "2026-10-25T01:59:00.000Z"],
  ["America/New_York", "2026-11-01T01:30", "2026-11-01T05:30:00.000Z", "2026-11-01T06:30:00.000Z"],
  ["Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45:00.000Z", "2026-04-04T15:15:00.000Z"],
  ["America/Havana", "2026-11-01T00:30", "2026-11-01T04:30:00.000Z", "2026-11-01T05:30:00.000Z"],
])("in %s the clock shows %s twice, and both instants are named in order", (zone, wall, first, second) => {
  expect(meaningOf(wall, zone)).toEqual({ kind: "twice", first, second });
});

test.each([
  ["Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30", "2026-03-29T03:30"],
  ["America/New_York", "2026-03-08T02:00", "2026-03-08T01:00", "2026-03-08T03:00"],
  ["Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-04T01:45", "2026-10-04T02:45"],
  ["Asia/Beirut", "2026-03-29T00:10", "2026-03-28T23:10", "2026-03-29T01:10"],
  ["Asia/Kathmandu", "1986-01-01T00:05", "1985-12-31T23:50", "1986-01-01T00:20"],
  ["Pacific/Apia", "2011-12-30T12:00", "2011-12-29T12:00", "2011-12-31T12:00"],
])("in %s the clock never shows %s, and a time on either side is named", (zone, wall, before, after) => {
  const meaning = meaningOf(wall, zone);
  if (meaning.kind !== "skipped") throw new Error(`${wall} is not skipped but ${meaning.kind}`);
  expect(wallTime(meaning.before, zone)).toBe(before);
  expect(wallTime(meaning.after, zone)).toBe(after);
});

test.each([
  ["Europe/Berlin", "2026-10-25T01:59"],
  ["Europe/Berlin", "2026-10-25T03:00"],
  ["Europe/Berlin", "2026-03-29T01:59"],
  ["Europe/Berlin", "2026-03-29T03:00"],
  ["America/New_York", "2026-11-01T00:59"],
  ["America/New_York", "2026-11-01T02:00"],
  ["Australia/Lord_Howe", "2026-04-05T01:29"],
  ["Australia/Lord_Howe", "2026-04-05T02:00"],
  ["Australia/Lord_Howe", "2026-10-04T01:59"],
  ["Australia/Lord_Howe", "2026-10-04T02:30"],
])("in %s the minute %s beside a change of the clock is shown once", (zone, wall) => {
  expect(meaningOf(wall, zone).kind).toBe("once");
});

test("the instant of every minute around a change of the clock is found again from what the clock shows", () => {
  for (const zone of ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"])
    for (let at = Date.UTC(2026, 9, 3, 12); at < Date.UTC(2026, 10, 2); at += 29 * 60_000) {
      const instant = new Date(at).toISOString();
      expect(Object.values(meaningOf(wallTime(instant, zone), zone)), `${instant} in ${zone}`).toContain(instant);
    }
});

test.each(["", "2026-11-24", "2026-02-30T10:00", "2026-11-24T25:00", "soon"])("%j is no date and time", (wall) => {
  expect(meaningOf(wall, "Europe/Berlin")).toEqual({ kind: "invalid" });
});
