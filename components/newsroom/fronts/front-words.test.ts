import { expect, test } from "vitest";
import type { ContainerChange } from "#lib/fronts/edit-policy.ts";
import { explainFront, nameOfContainer, wordsOfChange } from "./front-words.ts";

const change = (given: Partial<ContainerChange>): ContainerChange => ({
  id: "x",
  title: "Top",
  arrangement: "lead",
  change: "changed",
  added: [],
  removed: [],
  reordered: false,
  restyled: [],
  settings: false,
  ...given,
});

test("a changed container is described by what came, went and looks different", () => {
  expect(wordsOfChange(change({ added: ["a", "b"], removed: ["c"], reordered: true }))).toBe(
    "2 stories added, 1 story removed, order changed",
  );
  expect(wordsOfChange(change({ restyled: ["a"], settings: true }))).toBe("1 card edited, settings changed");
  expect(wordsOfChange(change({ change: "added", added: ["a"] }))).toBe("new, with 1 story");
});

test("a container is called by its title, else by its subject, else by its arrangement", () => {
  expect(nameOfContainer({ title: "The strike", arrangement: "topic" }, "Strikes")).toBe("The strike");
  expect(nameOfContainer({ title: "", arrangement: "topic" }, "Strikes")).toBe("Strikes");
  expect(nameOfContainer({ title: "", arrangement: "topic" })).toBe("Topic");
});

test("a refused launch says that the draft was changed meanwhile", () => {
  expect(explainFront({ ok: false, code: "CHANGED_MEANWHILE" })).toContain("check it, then try again");
  expect(explainFront({ ok: false, code: "WRONG_STATE", detail: { why: "FULL" } })).toContain("full");
});
