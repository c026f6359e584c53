import { expect, test } from "vitest";
import type { Person } from "#lib/actor.ts";
import type { Role } from "#lib/postgres/generated/enums.ts";
import { commandsFor, matches, pagesFor } from "./palette-entries.ts";

const person = (role: Role): Person => ({ kind: "person", id: role, name: role, email: "", role, sessionId: "" });
const labels = (entries: { label: string }[]) => entries.map(({ label }) => label);

test("offers a new page, and the pages of Admin, only to people who may open them", () => {
  expect(labels(commandsFor(person("REPORTER")))).toEqual(["New story"]);
  expect(labels(commandsFor(person("EDITOR")))).toEqual(["New story", "New page"]);
  expect(labels(pagesFor(person("REPORTER")))).not.toContain("People");
  expect(labels(pagesFor(person("ADMIN")))).toContain("People");
  expect(labels(pagesFor(person("CONTRIBUTOR")))).toContain("Your account");
});

test("finds a label by the beginnings of its words, in any order, without case and accents", () => {
  expect(matches("Site search", "sea si")).toBe(true);
  expect(matches("Café on the quay", "CAFE q")).toBe(true);
  expect(matches("Site search", "earch")).toBe(false);
  expect(matches("Site search", "site x")).toBe(false);
  expect(matches("Site search", "")).toBe(true);
});
