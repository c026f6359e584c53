import type { Node } from "@tiptap/pm/model";
import { Transform } from "@tiptap/pm/transform";
import { describe, expect, test } from "vitest";
import { type Anchor, blockIdAt, findBlock, followSteps, quoteOf } from "./anchors.ts";
import { paragraph, storyDocument } from "./build.ts";

const doc = storyDocument({
  headline: "Night ferry returns",
  body: [paragraph("The night bus takes 41 minutes, when it comes."), paragraph("The crossing takes 16.")],
});

function on(words: string): Anchor {
  let from = -1;
  doc.descendants((node, pos) => {
    if (node.isText && from < 0 && node.text?.includes(words)) from = pos + node.text.indexOf(words);
  });
  return { from, to: from + words.length, blockId: blockIdAt(doc, from), quote: words };
}
const following = (anchor: Anchor, change: (tr: Transform, at: Anchor) => unknown): { now: Anchor; text: string } => {
  const tr = new Transform(doc);
  change(tr, anchor);
  const [now = anchor] = followSteps([anchor], doc, tr.steps);
  return { now, text: quoteOf(tr.doc, now.from, now.to) };
};
const insert = (tr: Transform, pos: number, text: string) => tr.insert(pos, doc.type.schema.text(text));

describe("the position of a comment", () => {
  test("a comment's position moves with text that is written before it", () => {
    expect(following(on("when it comes"), (tr) => insert(tr, on("night").from, "slow ")).text).toBe("when it comes");
  });

  test("a comment's range grows with text written inside it, but not at its borders", () => {
    expect(following(on("when it comes"), (tr, { from }) => insert(tr, from + 4, " or if")).text).toBe(
      "when or if it comes",
    );
    expect(following(on("when it comes"), (tr, { from }) => insert(tr, from, "only ")).text).toBe("when it comes");
    expect(following(on("when it comes"), (tr, { to }) => insert(tr, to, " at all")).text).toBe("when it comes");
  });

  test("a comment's range keeps what is left after a deletion, and becomes a point when all is deleted", () => {
    expect(following(on("when it comes"), (tr, { from }) => tr.delete(from, from + 5)).text).toBe("it comes");
    const { now, text } = following(on("when it comes"), (tr, { from, to }) => tr.delete(from - 2, to + 1));
    expect(text).toBe("");
    expect(now).toMatchObject({ from: on("when it comes").from - 2, quote: "when it comes" });
  });

  test("a comment's range returns when the deletion is undone", () => {
    const undone = following(on("when it comes"), (tr, { from, to }) => {
      tr.delete(from - 2, to + 1);
      const step = tr.steps[0]?.invert(doc);
      if (step) tr.step(step);
    });
    expect(undone.text).toBe("when it comes");
  });

  test("a comment's range never moves to the same words elsewhere or to text typed beside it", () => {
    const { text } = following(on("takes"), (tr, { from, to }) => {
      tr.delete(from, to);
      insert(tr, from, "needs");
    });
    expect(text).toBe("");
  });

  test("a comment's range moves with words that are cut and pasted into another paragraph", () => {
    const cut = (words: string) =>
      following(on(words), (tr, { from, to }) => {
        tr.delete(from, to);
        insert(tr, tr.doc.content.size - 1, ` They say ${words}`);
      });
    expect(cut("bus takes 41 minutes").text).toBe("bus takes 41 minutes");
    expect(cut("41 minutes").text).toBe("");
  });

  test("a comment's range moves with its block", () => {
    const moved = following(on("when it comes"), (tr) => {
      const block = findBlock(doc, on("when it comes").blockId) as { pos: number; node: Node };
      tr.delete(block.pos, block.pos + block.node.nodeSize);
      tr.insert(tr.doc.content.size, block.node);
    });
    expect(moved.text).toBe("when it comes");
    expect(moved.now.from).toBeGreaterThan(on("when it comes").from);
  });

  test("a comment's range follows its text when the block is split", () => {
    expect(following(on("when it comes"), (tr, { from }) => tr.split(from)).text).toBe("when it comes");
    expect(following(on("when it comes"), (tr, { from }) => tr.split(from + 5)).text).toBe("when \nit comes");
  });
});
