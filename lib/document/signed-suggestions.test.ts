import type { Node } from "@tiptap/pm/model";
import { type Step, Transform } from "@tiptap/pm/transform";
import { expect, test } from "vitest";
import { paragraph, storyDocument } from "./build.ts";
import { Former } from "./former.ts";
import type { NodeJson } from "./json.ts";
import { documentSchema } from "./schema.ts";
import { signingSteps, wronglySigned } from "./signed-suggestions.ts";
import { isSuggestion } from "./suggestions.ts";
import { atOnce } from "./work.ts";

const [anna, ben] = ["0190a6c0-0000-7000-8000-000000000001", "0190a6c0-0000-7000-8000-000000000002"] as const;
const now = new Date("2026-11-28T10:00:00.000Z");
const sender = { personId: anna, now };
const attrsOf = (person: string, at = now, id = "s1") => ({ id, person, at: at.toISOString() });
const yesterday = new Date(now.getTime() - 24 * 3_600_000);

/** Ben proposed "hello world" a day ago. */
const proposal = attrsOf(ben, yesterday);
const bens = (text: string): NodeJson => ({ type: "text", text, marks: [{ type: "insertion", attrs: proposal }] });
const doc = storyDocument({
  headline: "H",
  body: [paragraph(["A ", bens("hello world"), " there."]), paragraph("Last.")],
});
const mark = (attrs: Record<string, unknown>, type = "insertion") => documentSchema.mark(type, attrs);
const words = (text: string, attrs: Record<string, unknown>) => documentSchema.text(text, [mark(attrs)]);

/** The position before these words. */
function placeOf(where: Node, text: string): number {
  let found = -1;
  where.descendants((node, pos) => {
    const at = node.isText ? (node.text ?? "").indexOf(text) : -1;
    if (found < 0 && at >= 0) found = pos + at;
  });
  return found;
}
/** "ben hello world" for each run of the text, after the server has signed what is wrong. */
function signed(before: Node, make: (tr: Transform) => void, former?: Former): string[] {
  const tr = new Transform(before);
  make(tr);
  const steps: Step[] = tr.steps;
  const fixed = new Transform(tr.doc);
  for (const step of signingSteps(tr.doc, atOnce(wronglySigned(before, steps, sender, former)), sender))
    fixed.step(step);
  fixed.doc.check();
  const found: string[] = [];
  fixed.doc.descendants((node) => {
    for (const { type, attrs } of node.marks.filter(isSuggestion))
      found.push(
        `${attrs.person === anna ? "anna" : "ben"} ${type.name} ${attrs.at.slice(0, 10)} ${node.textContent || node.text}`,
      );
  });
  return found;
}
const untouched = ["ben insertion 2026-11-27 hello world"];

test("leaves a suggestion of the sender as it is", () => {
  expect(signed(doc, (tr) => tr.insert(placeOf(doc, "Last"), words("x", attrsOf(anna))))).toEqual([
    ...untouched,
    "anna insertion 2026-11-28 x",
  ]);
});

test("signs what is put in under the name of somebody else", () => {
  const forged = words("x", attrsOf(ben, now, "s2"));
  expect(signed(doc, (tr) => tr.insert(placeOf(doc, "Last"), forged))).toEqual([
    ...untouched,
    "anna insertion 2026-11-28 x",
  ]);
});

test("signs words that are slipped into the suggestion of somebody else, and only those", () => {
  expect(signed(doc, (tr) => tr.insert(placeOf(doc, "world"), words("cruel ", proposal)))).toEqual([
    "ben insertion 2026-11-27 hello ",
    "anna insertion 2026-11-28 cruel ",
    "ben insertion 2026-11-27 world",
  ]);
});

test("signs a letter that the suggestion of somebody else holds elsewhere", () => {
  expect(signed(doc, (tr) => tr.insert(placeOf(doc, "world"), words("o", proposal)))).toEqual([
    "ben insertion 2026-11-27 hello ",
    "anna insertion 2026-11-28 o",
    "ben insertion 2026-11-27 world",
  ]);
});

test("signs a copy of what somebody else proposed", () => {
  expect(signed(doc, (tr) => tr.insert(placeOf(doc, "Last"), words("world", proposal)))).toEqual([
    ...untouched,
    "anna insertion 2026-11-28 world",
  ]);
});

test("signs words that are struck out under the name of somebody else", () => {
  const at = placeOf(doc, "Last");
  expect(signed(doc, (tr) => tr.addMark(at, at + 4, mark(attrsOf(ben, now, "s2"), "deletion")))).toEqual([
    ...untouched,
    "anna deletion 2026-11-28 Last",
  ]);
});

test("signs a block and a change of a block under the name of somebody else", () => {
  const at = placeOf(doc, "Last") - 1;
  const change = mark(
    { ...attrsOf(ben), type: "nodeType", previousValue: "subheading", newValue: "paragraph" },
    "modification",
  );
  expect(
    signed(doc, (tr) => tr.addNodeMark(at, change).addNodeMark(at, mark(attrsOf(ben, now, "s2"), "deletion"))),
  ).toEqual([...untouched, "anna deletion 2026-11-28 Last.", "anna modification 2026-11-28 Last."]);
});

test("puts the present time under a suggestion of the sender that claims another", () => {
  expect(signed(doc, (tr) => tr.insert(placeOf(doc, "Last"), words("x", attrsOf(anna, yesterday, "s2"))))).toEqual([
    ...untouched,
    "anna insertion 2026-11-28 x",
  ]);
});

test("lets the sender go on with an own suggestion of yesterday", () => {
  const begun = new Transform(doc).insert(placeOf(doc, "Last"), words("x", attrsOf(anna, yesterday, "s2"))).doc;
  expect(signed(begun, (tr) => tr.insert(placeOf(begun, "Last"), words("y", attrsOf(anna, yesterday, "s2"))))).toEqual([
    ...untouched,
    "anna insertion 2026-11-27 xy",
  ]);
});

test("leaves a suggestion that is moved, split, shortened or put in bold its proposer's", () => {
  const [from, to] = [placeOf(doc, "hello"), placeOf(doc, "hello") + 11];
  const slice = doc.slice(from, to);
  expect(
    signed(doc, (tr) => tr.delete(from, to).replace(placeOf(tr.doc, "Last"), placeOf(tr.doc, "Last"), slice)),
  ).toEqual(untouched);
  expect(signed(doc, (tr) => tr.split(placeOf(doc, "world")))).toEqual([
    "ben insertion 2026-11-27 hello ",
    "ben insertion 2026-11-27 world",
  ]);
  expect(signed(doc, (tr) => tr.delete(from + 2, from + 8))).toEqual(["ben insertion 2026-11-27 herld"]);
  expect(signed(doc, (tr) => tr.addMark(from + 2, from + 8, mark({}, "bold")))).toHaveLength(3);
});

test("believes that a suggestion comes back where the story is known to have held it", () => {
  const [from, to] = [placeOf(doc, "hello"), placeOf(doc, "hello") + 11];
  const without = new Transform(doc).delete(from, to).doc;
  const back = (tr: Transform) => tr.replace(from, from, doc.slice(from, to));
  expect(signed(without, back)).toEqual(["anna insertion 2026-11-28 hello world"]);
  expect(signed(without, back, new Former().noteRemoved(doc, without))).toEqual(untouched);
  expect(signed(without, back, new Former().note(doc))).toEqual(untouched);
});

test("does not believe in a suggestion because the same batch made it up before", () => {
  const at = placeOf(doc, "Last");
  expect(
    signed(doc, (tr) => {
      tr.insert(at, words("x", attrsOf(ben, now, "s2")));
      tr.delete(at, at + 1).insert(at, words("x", attrsOf(ben, now, "s2")));
    }),
  ).toEqual([...untouched, "anna insertion 2026-11-28 x"]);
});
