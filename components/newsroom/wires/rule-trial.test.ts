import { expect, test } from "vitest";
import type { TriedItem } from "#lib/wires/types.ts";
import { outcomeOf, summaryOf } from "./rule-trial.tsx";

const item: TriedItem = {
  ...{ id: "one", headline: "Ferry late", source: "Agency", isMet: true, isDecidedAbove: false, rules: [] },
  ...{ droppedBy: null, section: null, topics: [], people: [] },
};

test("the outcome of a trial names section, topics and people, or the rule that drops the item", () => {
  expect(outcomeOf(item)).toBe("In the list");
  expect(outcomeOf({ ...item, section: "Sport", topics: ["Ferries", "Sea"], people: ["Lena", "Omar"] })).toBe(
    "Section Sport, topic Ferries, topic Sea, for Lena and Omar",
  );
  expect(outcomeOf({ ...item, people: ["Lena"] })).toBe("For Lena");
  expect(outcomeOf({ ...item, droppedBy: "No racing" })).toBe("Dropped by “No racing”");
});

test("the summary of a trial counts the items that a rule above decides about, where there are some", () => {
  const above = { ...item, isMet: false, isDecidedAbove: true };
  expect(summaryOf([])).toBe("There are no items yet on which the rule could be tried.");
  expect(summaryOf([item])).toBe("The rule applies to the only item. All rules together drop 0.");
  expect(summaryOf([item, above, { ...above, droppedBy: "No racing" }])).toBe(
    "The rule applies to 1 of the last 3 items. A rule above it decides about 2 more. All rules together drop 1.",
  );
});
