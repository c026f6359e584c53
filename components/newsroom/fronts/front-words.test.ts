import { expect, test } from "vitest";
import type { ContainerChange } from "#lib/fronts/edit-policy.ts";
import type { Trace } from "#lib/fronts/trail-policy.ts";
import { explainFront, inWords, nameOfContainer, placeTargets, wordsOfChange, wordsOfTrace } from "./front-words.ts";

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

test("containers of the same name are listed with their positions on the front", () => {
  const row = (id: string, title: string) => ({ id, title, arrangement: "row" as const });
  const containers = [row("a", ""), { ...row("b", ""), arrangement: "most-read" as const }, row("c", ""), row("d", "")];
  expect(placeTargets(containers, new Map([["d", "Sport"]]))).toEqual([
    { id: "a", name: "Row of four (position 1)" },
    { id: "c", name: "Row of four (position 3)" },
    { id: "d", name: "Sport" },
  ]);
});

test("a refused launch says that the draft was changed meanwhile", () => {
  expect(explainFront({ ok: false, code: "CHANGED_MEANWHILE" })).toContain("check it, then try again");
  expect(explainFront({ ok: false, code: "WRONG_STATE", detail: { why: "FULL" } })).toContain("full");
});

test("a sentence says who moved which card from where to where", () => {
  const names = { headline: () => "Ferry", subject: (id: string) => (id === "s" ? "City" : "") };
  const lead = (index: number) => ({ container: "l", title: "", arrangement: "lead" as const, index });
  const city = (index: number | null) => ({ container: "s", title: "", arrangement: "river" as const, index });
  const said = (given: Partial<Trace>) =>
    wordsOfTrace({ kind: "placed", story: "f", from: null, to: null, by: "Ana", at: "", ...given }, names);
  expect(said({ from: lead(0), to: lead(1) })).toBe("Ana moved “Ferry” from Lead to 2nd");
  expect(said({ from: lead(0), to: city(0) })).toBe("Ana moved “Ferry” from Lead to City");
  expect(said({ from: city(2), to: city(0) })).toBe("Ana moved “Ferry” from place 3 to place 1 in City");
  expect(said({ to: city(0) })).toBe("Ana placed “Ferry” in City");
  expect(said({ kind: "removed", from: city(0) })).toBe("Ana removed “Ferry” from City");
  expect(said({ kind: "edited", from: city(0), to: city(0) })).toBe("Ana edited the card of “Ferry”");
  expect(said({ story: null, to: city(null) })).toBe("Ana added City");
  expect(said({ story: null, kind: "edited", to: city(null) })).toBe("Ana changed the settings of City");
});

test("names are joined as in a sentence", () => {
  expect([["Ana"], ["Ana", "Ben"], ["Ana", "Ben", "Cleo"]].map(inWords)).toEqual([
    "Ana",
    "Ana and Ben",
    "Ana, Ben and Cleo",
  ]);
});
