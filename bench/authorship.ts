// `node bench/authorship.ts`: the cost of keeping authorship through a day's work on a very long story.

import { Fragment, type Node, Slice } from "@tiptap/pm/model";
import { ReplaceStep, type Step } from "@tiptap/pm/transform";
import { Authorship } from "#lib/document/authorship.ts";
import { paragraph, storyDocument } from "#lib/document/build.ts";
import { documentSchema } from "#lib/document/schema.ts";

export type AuthorshipFigures = {
  words: number;
  steps: number;
  /** Milliseconds to follow all steps; to write down what is kept; its size in bytes. */
  follow: number;
  store: number;
  bytes: number;
};

let seed = 7;
const random = (below: number): number => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((seed / 2_147_483_648) * below);
};

/** Keys of three people all over a text: mostly letters one after the other, every fortieth step a word taken out. */
function work(doc: Node, count: number): Step[] {
  const steps: Step[] = [];
  let now = doc;
  let at = 0;
  while (steps.length < count) {
    if (steps.length % 40 === 0) {
      const block = now.child(2 + random(now.childCount - 2));
      now.forEach((node, pos) => {
        if (node === block) at = pos + 1 + random(Math.max(1, node.content.size - 8));
      });
    }
    const isCut = steps.length % 40 === 39;
    const step = isCut
      ? new ReplaceStep(at, at + 5, Slice.empty)
      : new ReplaceStep(at, at, new Slice(Fragment.from(documentSchema.text("x")), 0, 0));
    const { doc: after } = step.apply(now);
    if (!after) continue;
    now = after;
    at += isCut ? 0 : 1;
    steps.push(step);
  }
  return steps;
}

/** Figures for 300 paragraphs of 67 words (20,000 words) and 5,000 steps, as many as one page of the log. */
export function benchAuthorship(): AuthorshipFigures {
  const text = Array.from({ length: 67 }, (_, n) => `word${n % 10}`).join(" ");
  const doc = storyDocument({ headline: "Ferry", body: Array.from({ length: 300 }, () => paragraph(text)) });
  const steps = work(doc, 5_000);
  const took: number[] = [];
  let last = Authorship.of(doc, "a", new Date(0), "IMPORTED");
  for (let round = 0; round < 5; round++) {
    last = Authorship.of(doc, "a", new Date(0), "IMPORTED");
    const began = performance.now();
    steps.forEach((step, n) => {
      last.follow(step, { personId: `p${Math.floor(n / 40) % 3}`, at: new Date(n * 1_000), kind: "TYPED" });
    });
    took.push(performance.now() - began);
  }
  const began = performance.now();
  const stored = JSON.stringify(last.toStored());
  const store = performance.now() - began;
  const follow = took.sort((a, b) => a - b)[2] ?? 0;
  return { words: 20_100, steps: steps.length, follow, store, bytes: stored.length };
}

if (import.meta.main) {
  const { words, steps, follow, store, bytes } = benchAuthorship();
  console.log(
    `${words.toLocaleString("en")} words, ${steps.toLocaleString("en")} steps: followed in ${follow.toFixed(0)} ms ` +
      `(${((follow / steps) * 1_000).toFixed(0)} µs a step), written down in ${store.toFixed(1)} ms, ${bytes} bytes`,
  );
}
