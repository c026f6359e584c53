import { expect, test } from "vitest";
import { termOf } from "./schema.ts";

test.each([
  ["Election", "election"],
  ["  ELECTION\u00a0 Results ", "election results"],
  ['"Élection" 2026!', "election 2026"],
  ["東京都", "東京都"],
  ["?!", ""],
])("compares the query %j as %j", (query, term) => {
  expect(termOf(query)).toBe(term);
});
