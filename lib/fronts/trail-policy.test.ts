import { expect, test } from "vitest";
import { applyEdit } from "./edit-policy.ts";
import { containerSchema, type FrontEdit, type FrontLayout } from "./layout-schema.ts";
import { followEdit, openTraces, type Trace } from "./trail-policy.ts";

const uuid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
const [ferry, lock, crane] = [uuid(1), uuid(2), uuid(3)];
const box = (id: number, arrangement: "lead" | "row", stories: string[]) =>
  containerSchema.parse({ id: uuid(id), arrangement, cards: stories.map((story) => ({ story })) });
const live: FrontLayout = { containers: [box(10, "lead", [ferry, lock]), box(11, "row", [crane])] };

/** The draft and its trail after these edits, each by somebody. */
function edited(edits: [by: string, edit: FrontEdit][]): { draft: FrontLayout; open: Trace[] } {
  let draft = live;
  let trail: Trace[] = [];
  for (const [by, edit] of edits) {
    const after = applyEdit(draft, edit);
    if (typeof after === "string") throw new Error(after);
    trail = followEdit(trail, edit, { before: draft, after, by, at: "2026-11-29T06:00:00.000Z" });
    draft = after;
  }
  return { draft, open: openTraces(trail, live, draft) };
}
const place = (story: string, container: number, before: string | null = null): FrontEdit => ({
  kind: "place",
  story,
  container: uuid(container),
  before,
});

test("a moved card names who moved it, from where and to where", () => {
  const { open } = edited([["Ana", place(ferry, 10)]]);
  expect(open).toMatchObject([
    { kind: "placed", by: "Ana", story: ferry, from: { index: 0, arrangement: "lead" }, to: { index: 1 } },
  ]);
});

test("the last person who moved a card is named, and beside them who edited it", () => {
  const { open } = edited([
    ["Ana", place(ferry, 11)],
    ["Ben", { kind: "change card", story: ferry, fields: { headline: "Ferry" } }],
    ["Cleo", place(ferry, 11, crane)],
  ]);
  expect(open.map(({ kind, by }) => [kind, by])).toEqual([
    ["placed", "Cleo"],
    ["edited", "Ben"],
  ]);
});

test("a card that is moved back is no difference, and one that is removed keeps only its removal", () => {
  expect(
    edited([
      ["Ana", place(crane, 10)],
      ["Ben", place(crane, 11)],
    ]).open,
  ).toEqual([]);
  const { open } = edited([
    ["Ana", place(crane, 10)],
    ["Ben", { kind: "remove", story: crane }],
  ]);
  expect(open).toMatchObject([{ kind: "removed", by: "Ben", story: crane, to: null }]);
});

test("changes of containers are named as well", () => {
  const added = box(12, "row", []);
  const { open } = edited([
    ["Ana", { kind: "add container", container: added, before: null }],
    ["Ben", { kind: "change container", container: uuid(11), fields: { title: "Harbour" } }],
    ["Cleo", { kind: "move container", container: uuid(11), before: uuid(10) }],
    ["Ana", { kind: "remove container", container: uuid(12) }],
  ]);
  expect(open.map(({ kind, by, story }) => [kind, by, story])).toEqual([
    ["placed", "Cleo", null],
    ["edited", "Ben", null],
  ]);
});
