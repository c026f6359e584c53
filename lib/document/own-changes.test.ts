import type { Node } from "@tiptap/pm/model";
import { describe, expect, test } from "vitest";
import { paragraph, type StoryParts, storyDocument } from "./build.ts";
import { compareDocuments } from "./compare.ts";
import { guardDocument } from "./guard.ts";
import type { NodeJson } from "./json.ts";
import { ownPieces, takeMine, withMine } from "./own-changes.ts";

const [one, two, three] = ["One.", "Two.", "Three."].map((text) => paragraph(text)) as [NodeJson, NodeJson, NodeJson];
const rewritten = (block: NodeJson, text: string): NodeJson => ({ ...block, content: [{ type: "text", text }] });
const idOf = (block: NodeJson): string => String(block.attrs?.id);
const story = (body: NodeJson[], parts: StoryParts = {}): Node => storyDocument({ headline: "Ferry", ...parts, body });
const texts = (doc: Node): string[] => doc.children.map((node) => node.textContent).filter(Boolean);
const none = new Set<string>();
const topic = "0199aaaa-0000-7000-8000-000000000001";
const other = "0199aaaa-0000-7000-8000-000000000002";

describe("unsent work on a text that is older than the step log", () => {
  test("compares only what this person touched with today's text and keeps what others did since", () => {
    const base = story([one, two, three]);
    const mine = story([one, rewritten(two, "Two, as I wrote."), three]);
    const today = story([rewritten(one, "One, by others."), two], { headline: "Boat" });
    const merged = withMine(today, { base, mine }, none);
    guardDocument(merged);
    expect(texts(merged)).toEqual(["Boat", "One, by others.", "Two, as I wrote."]);
    expect(compareDocuments(today, merged).changes).toBe(1);
  });

  test("text written into a deleted block returns as a block, and what this person deleted is removed", () => {
    const base = story([one, two, three]);
    const mine = story([rewritten(one, "One, mine."), three, paragraph("New.")]);
    const today = story([two, three]);
    expect(texts(withMine(today, { base, mine }, none))).toEqual(["Ferry", "One, mine.", "Three.", "New."]);
  });

  test("applies only the changes that are chosen", () => {
    const base = story([one, two]);
    const mine = story([rewritten(one, "One, mine."), rewritten(two, "Two, mine.")]);
    const merged = withMine(base, { base, mine }, new Set([idOf(one)]));
    expect(texts(merged)).toEqual(["Ferry", "One.", "Two, mine."]);
    expect(ownPieces({ base, mine }).keys).toEqual([idOf(one), idOf(two)]);
  });

  test("applies each field change by itself and keeps list items that others added", () => {
    const body = [one];
    const base = story(body, { fields: { place: "Ropewalk" } });
    const mine = story(body, { fields: { place: "Quay", topics: [topic] } });
    const today = story(body, { fields: { place: "Pier", topics: [other] } });
    const { attrs } = withMine(today, { base, mine }, none);
    expect([attrs.place, attrs.topics]).toEqual(["Quay", [other, topic]]);
    expect(withMine(today, { base, mine }, new Set(["place"])).attrs.place).toBe("Pier");
  });

  test("never removes the last block of a text", () => {
    expect(takeMine(story([one]), story([two]), idOf(one))).toBeNull();
  });
});
