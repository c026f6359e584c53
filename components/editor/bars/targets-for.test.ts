import { expect, test } from "vitest";
import type { LinkTarget } from "#lib/stories/link-search-data.ts";
import { targetsFor } from "./targets-for.ts";

const target = (kind: LinkTarget["kind"], name: string): LinkTarget => ({ kind, id: name, name, path: `/${name}` });
const search = (found: readonly LinkTarget[] | null, isCurrent = true) => ({ found, failed: false, isCurrent });
const names = (found: readonly LinkTarget[]) => found.map(({ name }) => name);

test("shows at most six stories and three pages of each other kind, in the order of the groups", () => {
  const many = (kind: LinkTarget["kind"]) => Array.from({ length: 9 }, (_, i) => target(kind, `${kind} ${i}`));
  const shown = targetsFor(search([...many("author"), ...many("story"), ...many("section")]), "x");
  expect(shown.map(({ kind }) => kind)).toEqual([
    ...Array(6).fill("story"),
    ...Array(3).fill("section"),
    ...Array(3).fill("author"),
  ]);
});

test("shows stories that one word finds in their text, and for several words only pages with them in the name", () => {
  const found = [target("story", "The old ferry sails"), target("story", "Harbour")];
  expect(names(targetsFor(search(found), "ferry"))).toEqual(["The old ferry sails", "Harbour"]);
  expect(names(targetsFor(search(found), "ferry OLD"))).toEqual(["The old ferry sails"]);
  expect(targetsFor(search(found), "ferry has sunk")).toEqual([]);
});

test("shows of earlier results only those with the typed words in the name until the search has answered", () => {
  expect(names(targetsFor(search([target("topic", "Ferries"), target("story", "Harbour")], false), "fer"))).toEqual([
    "Ferries",
  ]);
});

test("shows nothing before the first answer and after a failed search", () => {
  expect(targetsFor(search(null), "ferry")).toEqual([]);
  expect(targetsFor({ ...search([target("topic", "Ferries")]), failed: true }, "ferry")).toEqual([]);
});
