import type { Node } from "@tiptap/pm/model";
import { describe, expect, test } from "vitest";
import { bulletList, paragraph, type StoryParts, storyDocument } from "./build.ts";
import { keyOf } from "./compare.ts";
import { guardDocument } from "./guard.ts";
import type { NodeJson } from "./json.ts";
import { takeBlock } from "./take-block.ts";

const [one, two, three] = ["One.", "Two.", "Three."].map((text) => paragraph(text)) as [NodeJson, NodeJson, NodeJson];
const story = (body: NodeJson[], parts: StoryParts = {}): Node => storyDocument({ headline: "Ferry", ...parts, body });
const idOf = (block: NodeJson): string => String(block.attrs?.id);
const texts = (doc: Node | undefined): string[] => (doc?.children ?? []).slice(2).map((node) => node.textContent);

/** What comes of it, held to all that a stored document must be. */
function taken(current: Node, source: Node, key: string): Node {
  const doc = takeBlock(current, source, key)?.doc;
  if (!doc) throw new Error("nothing was taken");
  guardDocument(doc);
  return doc;
}

describe("FEATURES 2: a deleted block comes back alone", () => {
  test("it stands behind the block that it stood behind, under the id that it had", () => {
    const doc = taken(story([one, three]), story([one, two, three]), idOf(two));
    expect(texts(doc)).toEqual(["One.", "Two.", "Three."]);
    expect(keyOf(doc.child(3))).toBe(idOf(two));
  });

  test("where that one is gone too it goes behind the nearest before it, and to the top where none is left", () => {
    const before = story([one, two, three]);
    const other = paragraph("New.");
    expect(texts(taken(story([one, other]), before, idOf(three)))).toEqual(["One.", "Three.", "New."]);
    expect(texts(taken(story([other]), before, idOf(two)))).toEqual(["Two.", "New."]);
  });

  test("nothing else changes: what was rewritten and moved since stays so", () => {
    const rewritten: NodeJson = { ...one, content: [{ type: "text", text: "One, again." }] };
    const doc = taken(
      story([three, rewritten], { headline: "Boat" }),
      story([one, two, three], { headline: "Ferry" }),
      idOf(two),
    );
    expect([doc.child(0).textContent, ...texts(doc)]).toEqual(["Boat", "Three.", "One, again.", "Two."]);
  });
});

describe("a block that is still there", () => {
  test("stays as it is, and its former words come behind it with new ids", () => {
    const list = bulletList(["tea", "buns"]);
    const now: NodeJson = { ...list, content: (list.content ?? []).slice(0, 1) };
    const doc = taken(story([one, now]), story([one, list]), idOf(list));
    expect(texts(doc)).toEqual(["One.", "tea", "teabuns"]);
    expect(keyOf(doc.child(3))).toBe(idOf(list));
    expect(keyOf(doc.child(4))).not.toBe(idOf(list));
  });

  test("of which there is only one says again what it said; a zone that is gone comes back at its place", () => {
    const before = story([one], { kicker: "River", standfirst: "It is back.", keyPoints: ["a"] });
    const now = story([one], { headline: "Boat", standfirst: "Gone." });
    expect(taken(now, before, "headline").child(0).textContent).toBe("Ferry");
    expect(taken(now, before, "standfirst").child(1).textContent).toBe("It is back.");
    expect(taken(now, before, "kicker").child(0).type.name).toBe("kicker");
    expect(taken(now, before, "keyPoints").child(2).type.name).toBe("keyPoints");
  });

  test("and says the same is left alone, as is one that never was", () => {
    const doc = story([one]);
    expect(takeBlock(doc, doc, idOf(one))).toBeNull();
    expect(takeBlock(doc, doc, "nothing")).toBeNull();
  });
});
