import { expect, test } from "vitest";
import { afterQuietHours, attemptMs, claimMs, defaultTimes, nextHour } from "./policy.ts";

test.each([
  ["later today", 8, "Europe/London", "2026-06-01T05:00:00Z", "2026-06-01T07:00:00.000Z"],
  ["tomorrow when it has passed", 8, "Europe/London", "2026-06-01T07:00:00Z", "2026-06-02T07:00:00.000Z"],
  ["the end of the gap when clocks skip it", 1, "Europe/London", "2026-03-28T12:00:00Z", "2026-03-29T01:00:00.000Z"],
  ["the first of two when clocks repeat it", 1, "Europe/London", "2026-10-24T12:00:00Z", "2026-10-25T00:00:00.000Z"],
  ["another day than in UTC", 6, "Pacific/Auckland", "2026-06-01T12:30:00Z", "2026-06-01T18:00:00.000Z"],
])("the next time of an hour is %s", (_name, hour, zone, now, expected) => {
  expect(nextHour(hour, zone, new Date(now)).toISOString()).toBe(expected);
});

test.each([
  ["22 to 7, at night", 22, 7, "2026-06-01T23:30:00Z", "2026-06-02T07:00:00.000Z"],
  ["22 to 7, after midnight", 22, 7, "2026-06-01T03:30:00Z", "2026-06-01T07:00:00.000Z"],
  ["22 to 7, at their end", 22, 7, "2026-06-01T07:00:00Z", "2026-06-01T07:00:00.000Z"],
  ["12 to 14, at noon", 12, 14, "2026-06-01T12:00:00Z", "2026-06-01T14:00:00.000Z"],
  ["12 to 14, in the evening", 12, 14, "2026-06-01T20:00:00Z", "2026-06-01T20:00:00.000Z"],
  ["none", null, null, "2026-06-01T20:00:00Z", "2026-06-01T20:00:00.000Z"],
])("quiet hours %s: mail waits until they end", (_name, quietFrom, quietUntil, now, expected) => {
  const times = { ...defaultTimes, quietFrom, quietUntil };
  expect(afterQuietHours(times, "UTC", new Date(now)).toISOString()).toBe(expected);
});

test("a message stays claimed longer than any attempt takes, with a minute to store its result", () => {
  expect(claimMs).toBeGreaterThanOrEqual(attemptMs * 2 + 60_000);
});
