import { expect, test } from "vitest";
import { paragraph, storyDocument } from "#lib/document/build.ts";
import { markOverflow, overflow } from "./overflow.ts";
import { Desk } from "./testing/desk.ts";

const plugin = overflow();
const open = (text: string): Desk =>
  new Desk(storyDocument({ headline: "", body: [paragraph(text), paragraph("Last")] }), 0, [plugin]);
const marked = ({ state }: Desk): string[] =>
  (plugin.getState(state)?.find() ?? []).map(({ from, to }) => state.doc.textBetween(from, to));
const mark = (desk: Desk, limit: number | null): boolean => {
  const tr = markOverflow(desk.state, limit);
  if (tr) desk.dispatch(tr);
  return tr !== null;
};

test("marks what is beyond the wanted length, follows the typing, and is gone without a length", () => {
  const desk = open("one two three");
  mark(desk, 2);
  expect(marked(desk)).toEqual([" three", "Last"]);
  desk.caretAt("one", "before");
  desk.type("new ");
  expect(marked(desk)).toEqual([" three", "Last"]);
  mark(desk, 2);
  expect(marked(desk)).toEqual([" two three", "Last"]);
  mark(desk, null);
  expect(marked(desk)).toEqual([]);
});

test("changes nothing where the marks are right, and is no undo step", () => {
  const desk = open("one two three");
  desk.caretAt("three", "after");
  desk.type("!");
  expect(mark(desk, 2)).toBe(true);
  expect(mark(desk, 2)).toBe(false);
  desk.press("Mod-z");
  expect(desk.lines).toContain("paragraph: one two three");
});
