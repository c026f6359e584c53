import { expect, test } from "vitest";
import { timesOf } from "#lib/times.ts";
import { relativeTime } from "./when.tsx";

const times = timesOf("UTC", "en-GB");
const now = new Date("2026-11-29T16:00:00Z");
const since = (at: string, isAgo?: boolean) => relativeTime(new Date(at), now, times, isAgo);

test("a time is short in a table, and cannot be taken for a duration in running text", () => {
  const ats = ["2026-11-29T15:59:30Z", "2026-11-29T15:42:00Z", "2026-11-29T13:00:00Z", "2026-11-26T16:00:00Z"];
  expect(ats.map((at) => since(at))).toEqual(["now", "18 min", "3 h", "3 days"]);
  expect(ats.map((at) => since(at, true))).toEqual(["now", "18 min ago", "3 h ago", "3 days ago"]);
  expect([since("2026-11-28T09:00:00Z", true), since("2026-11-29T16:20:00Z", true)]).toEqual([
    "yesterday",
    "in 20 min",
  ]);
});
