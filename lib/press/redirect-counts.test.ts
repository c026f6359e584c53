import { expect, test } from "vitest";
import { RedirectCounts } from "./redirect-counts.ts";

test("counts redirects of at most 10,000 addresses, until the counts are taken", () => {
  const counts = new RedirectCounts();
  for (let count = 0; count < 10_010; count++) counts.count(`/${count}`);
  counts.count("/0");
  const taken = counts.take();
  expect([taken.size, taken.get("/0")]).toEqual([10_000, 2]);
  expect(counts.take().size).toBe(0);
});
