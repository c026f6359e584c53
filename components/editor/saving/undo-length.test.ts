// What the history keeps while colleagues write for hours, and what an undo then has to look at.

import { history } from "@tiptap/pm/history";
import type { PluginKey, Transaction } from "@tiptap/pm/state";
import { StepMap } from "@tiptap/pm/transform";
import fc from "fast-check";
import { expect, test } from "vitest";
import { paragraph, storyDocument } from "#lib/document/build.ts";
import { Desk } from "../testing/desk.ts";
import { undo } from "./history.ts";
import { receive } from "./receive.ts";
import { type Branch, joinedMap, maxItems } from "./undo.ts";

const [me, colleague] = [
  { clientId: "ours", personId: "p1" },
  { clientId: "theirs", personId: "p2" },
];
const done = ({ state }: Desk): Branch =>
  ((history().spec.key as PluginKey<{ done: Branch }>).getState(state) as { done: Branch }).done;

const open = () =>
  new Desk(
    storyDocument({ headline: "", standfirst: "", body: ["One", "Two", "Three"].map((text) => paragraph(text)) }),
  );

/** Brings what a colleague did. */
function colleagueDoes(desk: Desk, count: number, change: (tr: Transaction, i: number) => void): void {
  const { tr } = desk.state;
  for (let i = 0; i < count; i++) change(tr, i);
  const senders = tr.steps.map(() => colleague);
  desk.dispatch(receive(desk.state, tr.steps, senders, me).tr);
}
/** Writes, and has it saved. */
function write(desk: Desk, after: string, text: string): void {
  desk.caretAt(after, "after");
  const tr = desk.state.tr.insertText(text);
  const { steps } = tr;
  desk.dispatch(tr);
  desk.dispatch(receive(desk.state, steps, [me], me).tr);
}

test("keeps one entry for all that a colleague types and corrects in one place, and undo still takes back one's own words", () => {
  const desk = open();
  write(desk, "One", " mine");
  const end = desk.find("Two") + 3;
  colleagueDoes(desk, maxItems + 500, (tr, i) =>
    i % 4 === 3 ? tr.delete(end, end + 1) : tr.insertText("x", end + (i % 2)),
  );
  expect(done(desk).items.length).toBeLessThan(5);
  desk.run(undo);
  expect(desk.lines[2]).toBe("paragraph: One");
  expect(desk.lines[3]).toMatch(/^paragraph: Twox+$/);
});

test("keeps no more entries than the limit when a colleague writes in ever new places, and the newest events", () => {
  const desk = open();
  write(desk, "One", " first");
  const [two, three] = [desk.find("Two"), desk.find("Three")];
  colleagueDoes(desk, maxItems - 10, (tr, i) => tr.insertText("x", i % 2 ? two : three + Math.ceil(i / 2)));
  expect(done(desk).items.length).toBeGreaterThan(maxItems - 20);
  write(desk, "One first", " second");
  colleagueDoes(desk, 20, (tr, i) => tr.insertText("x", i % 2 ? desk.find("Two") : desk.find("Three")));
  expect(done(desk).items.length).toBeLessThan(maxItems);
  expect(done(desk).eventCount).toBe(1);
  desk.run(undo);
  expect(desk.lines[2]).toBe("paragraph: One first");
  expect(desk.run(undo)).toBe(false);
});

test("maps every position through a joined map as through the two maps", () => {
  const part = fc.nat(6);
  fc.assert(
    fc.property(part, part, part, part, part, (at, size, from, deleted, inserted) => {
      const first = new StepMap([at, 0, size]);
      const second = new StepMap([at + Math.min(from, size), Math.min(deleted, size - Math.min(from, size)), inserted]);
      const joined = joinedMap(first, second);
      for (let position = 0; position < 15; position++)
        for (const side of [-1, 1]) {
          const before = first.mapResult(position, side);
          const after = second.mapResult(before.pos, side);
          const once = joined?.mapResult(position, side);
          expect(once?.pos).toBe(after.pos);
          expect(once?.deleted).toBe(before.deleted || after.deleted);
        }
    }),
  );
  expect(joinedMap(new StepMap([3, 1, 2]), new StepMap([4, 0, 1]))).toBeNull();
  expect(joinedMap(new StepMap([3, 0, 2]), new StepMap([6, 0, 1]))).toBeNull();
  expect(joinedMap(new StepMap([3, 0, 2]), new StepMap([4, 2, 0]))).toBeNull();
});
