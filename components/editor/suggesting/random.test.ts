import type { Node, ResolvedPos } from "@tiptap/pm/model";
import fc from "fast-check";
import { expect, test } from "vitest";
import { editArb, stepsFor, storyArb } from "#lib/document/arbitraries.ts";
import { factBox } from "#lib/document/blocks/fact-box/block.ts";
import { bulletList, paragraph, quote, storyDocument, subheading, table } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { acceptAll, hasSuggestions, proposesOnly, rejectAll } from "#lib/document/suggestions.ts";
import { crossesZones } from "#lib/document/zones.ts";
import { Desk } from "../testing/desk.ts";
import { Suggester } from "../testing/suggester.ts";
import { toggleSubheading } from "../writing/block-commands.ts";
import { toggle } from "../writing/marks.ts";
import { addColumn, addRow, deleteColumns, deleteRows, toggleHeader } from "../writing/table-commands.ts";
import { crossesCells } from "../writing/table-position.ts";

const [rosa, ben] = ["0190a6c0-0000-7000-8000-00000000000a", "0190a6c0-0000-7000-8000-00000000000b"] as const;

const isStruck = (node: Node): boolean => node.marks.some(({ type }) => type.name === "deletion");
const isStruckAround = ($pos: ResolvedPos): boolean =>
  Array.from({ length: $pos.depth }, (_, depth) => $pos.node(depth + 1)).some(isStruck);
/** Positions of the characters that remain if everything is accepted. */
function staying(doc: Node): number[] {
  const places: number[] = [];
  doc.descendants((node, pos) => {
    if (isStruck(node)) return false;
    if (node.isText) for (let i = 0; i < node.nodeSize; i++) places.push(pos + i);
    else if (node.isInline) places.push(pos);
    return true;
  });
  return places;
}
/** Everything but ids, because suggested moves get new ones. */
const plain = (doc: Node): unknown =>
  JSON.parse(JSON.stringify(doc.toJSON()), (key, value) => (key === "id" ? undefined : value));

type Act = {
  what: "type" | "delete" | "enter" | "join" | "bold" | "subheading" | "row" | "column" | "heading";
  from: number;
  length: number;
};
const actArb = fc.record<Act>({
  what: fc.constantFrom(
    "type",
    "type",
    "delete",
    "delete",
    "enter",
    "join",
    "bold",
    "subheading",
    "row",
    "column",
    "heading",
  ),
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(14),
});

/** Does the same in any desk, at the same letters. False if that is impossible. */
function act(desk: Desk, { what, from, length }: Act, count: number): boolean {
  const places = staying(desk.state.doc);
  const first = Math.min(places.length - 1, Math.floor(from * places.length));
  const last = Math.min(places.length - 1, first + length);
  const [start, end] = [places[first], (places[last] ?? 0) + 1];
  if (start === undefined) return false;
  if (what === "type") {
    desk.select(start + 1); // typed text gets the marks of the letter before it
    desk.type(String.fromCodePoint(0xe000 + count));
  } else if (what === "enter") {
    desk.select(start);
    // At the ends of a block Enter depends on the visible text, which includes suggested deletions.
    const { parentOffset, parent } = desk.state.selection.$from;
    if (parentOffset === 0 || parentOffset === parent.content.size) return false;
    desk.press("Enter");
  } else if (what === "join") {
    desk.select(start);
    if (desk.state.selection.$from.parentOffset > 0) return false;
    desk.press("Backspace");
  } else if (what === "heading") {
    desk.select(start);
    return desk.run(toggleHeader(length % 2 === 0 ? "headRow" : "headColumn"));
  } else if (what === "row" || what === "column") {
    desk.select(start);
    if (isStruckAround(desk.state.selection.$from)) return false;
    const commands =
      what === "row"
        ? [addRow("above"), addRow("below"), deleteRows]
        : [addColumn("before"), addColumn("after"), deleteColumns];
    return desk.run(commands[length % commands.length] ?? deleteRows);
  } else {
    desk.select(start, end);
    if (crossesCells(desk.state.doc, start, end)) return false;
    // Not by key, which would delete a whole block if all its visible text is selected.
    if (what === "delete" && crossesZones(desk.state.doc, start, end)) return false;
    if (what === "delete") desk.dispatch(desk.state.tr.delete(start, end));
    else if (what === "bold") desk.run(toggle("bold"));
    else desk.run(toggleSubheading(2));
  }
  return true;
}

const story = (): Node =>
  storyDocument({
    headline: "Night ferry returns",
    standfirst: "After two years.",
    body: [
      paragraph("The ferry sails at noon."),
      paragraph("Nobody knows why."),
      subheading("Fares", 2),
      paragraph("Three pounds, or four."),
      bulletList(["dogs", "bicycles and prams"]),
      quote(["We waited."], "A passenger"),
      factBox("The ferry", [paragraph("Built in Leith."), bulletList(["Two decks", "One bar"])]),
      table({
        caption: "Fares",
        rows: [
          ["From", "Pounds"],
          ["Quay", "3"],
          ["Isle", "4"],
        ],
        headRow: true,
      }),
      paragraph("The end."),
    ],
  });

test("gives the edited text when a suggestion is accepted, and the original when it is rejected", () => {
  let [done, refused] = [0, 0];
  fc.assert(
    fc.property(fc.array(actArb, { minLength: 1, maxLength: 14 }), (acts) => {
      const before = story();
      const writes = new Desk(before);
      const suggests = new Suggester(before, rosa);
      acts.forEach((one, i) => {
        const kept = [suggests.state, writes.state] as const;
        const was = suggests.refused;
        const both = act(suggests, one, i) && suggests.refused === was && act(writes, one, i);
        refused += suggests.refused - was;
        if (!both) [suggests.state, writes.state] = kept;
        else done++;
        guardDocument(suggests.state.doc);
        expect(rejectAll(suggests.state.doc).eq(before)).toBe(true);
        expect(plain(acceptAll(suggests.state.doc))).toEqual(plain(writes.state.doc));
      });
    }),
    { numRuns: 300 },
  );
  expect(refused).toBeLessThan(done / 10);
});

test("changes only one's own suggestions when two people suggest on top of each other", () => {
  let [made, refused] = [0, 0];
  fc.assert(
    fc.property(fc.array(fc.tuple(actArb, fc.boolean()), { minLength: 2, maxLength: 16 }), (acts) => {
      const first = story();
      let doc = first;
      acts.forEach(([one, isRosa], i) => {
        const desk = new Suggester(doc, isRosa ? rosa : ben);
        const before = doc;
        act(desk, one, i);
        doc = desk.state.doc;
        refused += desk.refused;
        if (doc !== before) made++;
        guardDocument(doc);
        expect(proposesOnly(before, doc, desk.personId)).toBe(true);
      });
      expect(rejectAll(doc).eq(first)).toBe(true);
    }),
    { numRuns: 200 },
  );
  expect(refused).toBeLessThan(made / 10);
});

/** Random steps sometimes split surrogate pairs, which typing never does. */
function isGood(doc: Node): boolean {
  try {
    guardDocument(doc);
    return true;
  } catch {
    return false;
  }
}

test("turns any steps on any story into suggestions or nothing", () => {
  let made = 0;
  fc.assert(
    fc.property(storyArb, fc.array(editArb, { minLength: 1, maxLength: 8 }), (first, edits) => {
      const desk = new Suggester(first, rosa);
      for (const edit of edits) {
        const before = desk.state.doc;
        const tr = desk.state.tr;
        for (const step of stepsFor(before, edit)) tr.maybeStep(step);
        if (!tr.docChanged || !isGood(tr.doc)) continue;
        desk.dispatch(tr);
        if (desk.state.doc === before) continue;
        made++;
        guardDocument(desk.state.doc);
        expect(proposesOnly(before, desk.state.doc, rosa)).toBe(true);
      }
      expect(hasSuggestions(acceptAll(desk.state.doc))).toBe(false);
    }),
    { numRuns: 200 },
  );
  expect(made).toBeGreaterThan(100);
});
