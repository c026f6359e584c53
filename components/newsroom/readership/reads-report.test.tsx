import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { ReadsOfStory } from "#lib/readership/data.ts";
import { timesOf } from "#lib/times.ts";
import { barsOf, ReadsReport } from "./reads-report.tsx";

const report: ReadsOfStory = {
  id: "1",
  headline: "Ferry",
  totals: { day: 5, week: 1_205, month: 1_205 },
  hours: [
    { at: "2026-11-29T22:00:00.000Z", reads: 1 },
    { at: "2026-11-29T23:00:00.000Z", reads: 4 },
  ],
  days: [
    { day: "2026-11-29", reads: 1_200 },
    { day: "2026-11-30", reads: 5 },
  ],
  changes: [
    { kind: "PUBLISHED", at: "2026-11-29T22:30:00.000Z" },
    { kind: "CORRECTED", at: "2026-11-29T23:00:00.000Z" },
  ],
};
// Midnight there is 23:00 in UTC.
const times = timesOf("Europe/Berlin", "en-GB");

test("a change for readers is shown at its hour, and on its day of the newsroom's calendar", () => {
  const { hours, days } = barsOf(report, times);
  expect(hours.map(({ changes }) => changes)).toEqual([["published 23:30"], ["corrected 00:00"]]);
  expect(days.map(({ label, changes }) => [label, ...changes])).toEqual([
    ["29 Nov", "published 23:30"],
    ["30 Nov", "corrected 00:00"],
  ]);
});

test("each bar has its numbers in words, and its height in proportion to the highest one", () => {
  const html = renderToStaticMarkup(<ReadsReport report={report} times={times} />);
  expect(html).toContain("29 Nov, 23:00: 1 read, published 23:30");
  expect(html).toContain("29 Nov: 1,200 reads, published 23:30");
  expect(html).toContain("block-size:25%");
  expect(html).toContain("<dd>1,205</dd>");
});
