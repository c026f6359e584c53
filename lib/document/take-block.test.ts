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

describe("restoring a single deleted block", () => {
  test("a restored block follows the block that it followed, with its former id", () => {
    const doc = taken(story([one, three]), story([one, two, three]), idOf(two));
    expect(texts(doc)).toEqual(["One.", "Two.", "Three."]);
    expect(keyOf(doc.child(3))).toBe(idOf(two));
  });

  test("a restored block follows the nearest earlier block that remains, or comes first", () => {
    const before = story([one, two, three]);
    const other = paragraph("New.");
    expect(texts(taken(story([one, other]), before, idOf(three)))).toEqual(["One.", "Three.", "New."]);
    expect(texts(taken(story([other]), before, idOf(two)))).toEqual(["Two.", "New."]);
  });

  test("restoring a block keeps everything that was rewritten and moved since", () => {
    const rewritten: NodeJson = { ...one, content: [{ type: "text", text: "One, again." }] };
    const doc = taken(
      story([three, rewritten], { headline: "Boat" }),
      story([one, two, three], { headline: "Ferry" }),
      idOf(two),
    );
    expect([doc.child(0).textContent, ...texts(doc)]).toEqual(["Boat", "Three.", "One, again.", "Two."]);
  });
});

describe("restoring a block that still exists", () => {
  test("restoring a changed block adds its former words after it with new ids", () => {
    const list = bulletList(["tea", "buns"]);
    const now: NodeJson = { ...list, content: (list.content ?? []).slice(0, 1) };
    const doc = taken(story([one, now]), story([one, list]), idOf(list));
    expect(texts(doc)).toEqual(["One.", "tea", "teabuns"]);
    expect(keyOf(doc.child(3))).toBe(idOf(list));
    expect(keyOf(doc.child(4))).not.toBe(idOf(list));
  });

  test("restoring a single block such as the headline resets its words, and a removed zone returns to its place", () => {
    const before = story([one], { kicker: "River", standfirst: "It is back.", keyPoints: ["a"] });
    const now = story([one], { headline: "Boat", standfirst: "Gone." });
    expect(taken(now, before, "headline").child(0).textContent).toBe("Ferry");
    expect(taken(now, before, "standfirst").child(1).textContent).toBe("It is back.");
    expect(taken(now, before, "kicker").child(0).type.name).toBe("kicker");
    expect(taken(now, before, "keyPoints").child(2).type.name).toBe("keyPoints");
  });

  test("restoring an unchanged or unknown block changes nothing", () => {
    const doc = story([one]);
    expect(takeBlock(doc, doc, idOf(one))).toBeNull();
    expect(takeBlock(doc, doc, "nothing")).toBeNull();
  });
});
