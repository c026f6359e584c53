// `node bench/compare.ts`: how long a person waits for the comparison of two revisions of a very long story.
import type { Node } from "@tiptap/pm/model";
import { paragraph, storyDocument } from "#lib/document/build.ts";
import { blocksOf, documentFromBlocks } from "#lib/document/canonical.ts";
import { compareDocuments } from "#lib/document/compare.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { paragraphs, words } from "./words.ts";

export type CompareFigures = {
  blocks: number;
  /** Milliseconds from two revisions as stored to what is shown: a tenth of the blocks changed; every block changed. */
  few: { median: number; max: number };
  all: { median: number; max: number };
};

/** Every `each`th block rewritten in places, some moved, some gone. */
function rewrite(body: readonly NodeJson[], each: number): NodeJson[] {
  const changed = body.map((block, n): NodeJson => {
    if (n % each !== 0) return block;
    const text = block.content?.[0]?.text?.split(" ") ?? [];
    for (let i = 0; i < text.length; i += 7) text[i] = words(1)[0] ?? "";
    return { ...block, content: [{ type: "text", text: text.join(" ") }] };
  });
  const [moved] = changed.splice(40, 1);
  if (moved) changed.splice(200, 0, moved);
  changed.splice(100, 2, paragraph(words(40).join(" ")));
  return changed;
}

function time(before: readonly string[], after: readonly string[]): { median: number; max: number } {
  const took: number[] = [];
  for (let round = 0; round < 21; round++) {
    const began = performance.now();
    const docs: [Node, Node] = [documentFromBlocks(before), documentFromBlocks(after)];
    compareDocuments(...docs);
    took.push(performance.now() - began);
  }
  took.sort((a, b) => a - b);
  return { median: took[10] ?? 0, max: took[20] ?? 0 };
}

/** Figures for a story of 300 blocks, 60 words each (18,000 words). */
export async function benchCompare(): Promise<CompareFigures> {
  const body = paragraphs(300, 60);
  const texts = (blocks: readonly NodeJson[]) => blocksOf(storyDocument({ headline: "Ferry", body: blocks }));
  const before = texts(body);
  return { blocks: 300, few: time(before, texts(rewrite(body, 10))), all: time(before, texts(rewrite(body, 1))) };
}

if (import.meta.main) {
  const { few, all } = await benchCompare();
  const ms = ({ median, max }: { median: number; max: number }) =>
    `median ${median.toFixed(1)} ms, slowest of 21 ${max.toFixed(1)} ms (limit 200)`;
  console.log(
    `Two revisions of 300 blocks, 18,000 words\n  30 blocks changed: ${ms(few)}\n  every block changed: ${ms(all)}`,
  );
}
