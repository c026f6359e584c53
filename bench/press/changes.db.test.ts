import { expect, test } from "vitest";
import { runChanges } from "./changes.ts";

test("after each of 60 random changes every page is right on the next request and a minute later", async () => {
  const report = await runChanges({ changes: 60, seed: 7, reads: 6 });
  expect(report.wrong).toEqual([]);
  expect(report.wrongLater).toEqual([]);
  expect(report.hits, "pages were kept meanwhile").toBeGreaterThan(report.reads / 20);
}, 600_000);
