import { expect, test } from "vitest";
import type { TriedItem } from "#lib/wires/types.ts";
import { outcomeOf } from "./rule-trial.tsx";

const item: TriedItem = {
  ...{ id: "one", headline: "Ferry late", source: "Agency", isMet: true, rules: [] },
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
