import { expect, test } from "vitest";
import type { ManagedRule, RuleWeek } from "#lib/house-style/types.ts";
import { lastWeekSentence, weekSentence } from "./acceptance-note.tsx";

const none: RuleWeek = { accepted: 0, ignored: 0, left: 0 };
const ignored: RuleWeek = { ...none, ignored: 2 };
const accepted: RuleWeek = { ...none, accepted: 1, left: 3 };

const rule = (pattern: string, thisWeek: RuleWeek, lastWeek = none, replacement = "use"): ManagedRule => ({
  id: pattern,
  pattern,
  replacement,
  isRegex: false,
  matchCase: false,
  reason: "Shorter.",
  severity: "WARN",
  sections: [],
  finds: [],
  leaves: [],
  isOn: true,
  thisWeek,
  lastWeek,
});

test("names the rules that nobody accepted this week and counts those that were found", () => {
  const rules = [rule("utilise", ignored), rule("whilst", accepted), rule("per cent", { ...none, left: 1 })];
  expect(weekSentence([...rules, rule("not found", none)])).toBe(
    "This week, nobody accepted 2 of the 3 rules found in stories: “utilise”, “per cent”.",
  );
});

test("names at most five rules", () => {
  const rules = ["a", "b", "c", "d", "e", "f", "g"].map((pattern) => rule(pattern, ignored));
  expect(weekSentence(rules)).toContain("“a”, “b”, “c”, “d”, “e” and 2 more.");
});

test("leaves out rules that propose nothing, because nobody can accept them", () => {
  expect(weekSentence([rule("very", ignored, ignored, "")])).toBe(
    "No rule with a proposal has been found in a story this week.",
  );
  expect(lastWeekSentence([rule("very", ignored, ignored, "")])).toBeNull();
});

test("says that every rule was accepted", () => {
  expect(weekSentence([rule("a", accepted)])).toBe("The one rule that was found in stories this week was accepted.");
  expect(weekSentence([rule("a", accepted), rule("b", accepted)])).toBe(
    "Each of the 2 rules that were found in stories this week was accepted at least once.",
  );
});

test("gives the count of last week", () => {
  expect(lastWeekSentence([rule("a", none, ignored), rule("b", none, accepted)])).toBe("Last week it was 1 of 2.");
});
