import type { Node } from "@tiptap/pm/model";
import { Transform } from "@tiptap/pm/transform";
import { expect, test } from "vitest";
import { paragraph, type StoryParts, storyDocument } from "./build.ts";
import { Changers } from "./changers.ts";
import { compareDocuments } from "./compare.ts";
import type { NodeJson } from "./json.ts";
import { changeKey, listChanges } from "./partial.ts";
import { stepsTo } from "./restore.ts";
import "./steps.ts";
import { rejectAll } from "./suggestions.ts";

const named = (id: string, text: string): NodeJson => ({ ...paragraph(text), attrs: { id: id.padEnd(12, "0") } });
const story = (body: Record<string, string>, parts: StoryParts = {}): Node =>
  storyDocument({ headline: "Ferry", ...parts, body: Object.entries(body).map(([id, text]) => named(id, text)) });

/** Each change that is left after these people made the text read so, one after the other. */
function changedBy(published: Node, ...turns: [string, Node][]): Record<string, string[]> {
  const changers = new Changers(published, published);
  for (const [person, wanted] of turns) for (const step of stepsTo(changers.doc, wanted)) changers.follow(step, person);
  const changes = listChanges(compareDocuments(published, rejectAll(changers.doc)));
  return Object.fromEntries(
    changes.map((change) => [changeKey(change).replace(/0+$/, ""), changers.of(change).map(String)]),
  );
}

const published = story({ a: "The fare is 240.", b: "It sails at nine." });

test("each change belongs to the person who added, removed or replaced the words", () => {
  const one = story({ a: "The fare is 340.", b: "It sails at nine." });
  const two = story({ a: "The fare is 340.", b: "It sails.", c: "And back." }, { fields: { label: "analysis" } });
  expect(changedBy(published, ["edie", one], ["rob", two])).toEqual({
    "field label": ["rob"],
    a: ["edie"],
    b: ["rob"],
    c: ["rob"],
  });
});

test("a block that two people changed belongs to both", () => {
  const one = story({ a: "The new fare is 240.", b: "It sails at nine." });
  const two = story({ a: "The new fare is 340.", b: "It sails at nine." });
  expect(changedBy(published, ["rob", one], ["edie", two])).toEqual({ a: ["rob", "edie"] });
});

test("a person whose change was undone has no part in a colleague's later change", () => {
  const one = story({ a: "The new fare is 240.", b: "It sails at nine." }, { fields: { slug: "boat" } });
  const two = story({ a: "The fare is 340.", b: "It sails at nine." }, { fields: { slug: "ferry" } });
  expect(changedBy(published, ["rob", one], ["rob", published], ["edie", two])).toEqual({
    "field slug": ["edie"],
    a: ["edie"],
  });
});

test("a removed block belongs to the person who removed it", () => {
  expect(changedBy(published, ["rob", story({ a: "The fare is 240." })])).toEqual({ b: ["rob"] });
});

test("a moved block belongs to the person who moved it", () => {
  const moved = story({ b: "It sails at nine.", a: "The fare is 240." });
  expect(Object.values(changedBy(published, ["rob", moved]))).toEqual([["rob"]]);
});

test("a suggestion changes nothing for readers, and its author has no part in a change to the same block", () => {
  const person = "0190a6c0-0000-7000-8000-000000000001";
  const mark = published.type.schema.mark("insertion", { id: "s1", person, at: "2026-11-28T10:00:00Z" });
  const fare = published.children.findIndex(({ textContent }) => textContent.includes("fare"));
  const start = published.children.slice(0, fare).reduce((sum, node) => sum + node.nodeSize, 1);
  const suggesting = new Transform(published).insert(start + 16, published.type.schema.text(" At least.", [mark]));
  const corrected = new Transform(suggesting.doc).replaceWith(start + 12, start + 13, published.type.schema.text("3"));
  expect(changedBy(published, ["rob", suggesting.doc])).toEqual({});
  expect(changedBy(published, ["rob", suggesting.doc], ["edie", corrected.doc])).toEqual({ a: ["edie"] });
});
