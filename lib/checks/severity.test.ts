import { expect, test } from "vitest";
import { judged } from "./severity.ts";

test("gives the reason of a rule of the house style with each of its findings", () => {
  const found = { code: "HOUSE_STYLE", words: "5 pounds", style: "r1" } as const;
  const by = { settings: { paper: {}, sections: {} }, section: null, ignored: [] };
  const rules = [{ id: "r1", severity: "BLOCK" as const, reason: "Sums have a sign." }];
  expect(judged([found], { ...by, rules })).toEqual([{ ...found, severity: "BLOCK", reason: "Sums have a sign." }]);
  expect(judged([found], { ...by, rules: [] })).toEqual([{ ...found, severity: "WARN" }]);
});
