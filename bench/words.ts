// Text for benchmarks: the same in each run.
import { paragraph } from "#lib/document/build.ts";
import type { NodeJson } from "#lib/document/json.ts";

const vocabulary = "the ferry crossed river at night with nine people aboard and a band that had got date right".split(
  " ",
);
let seed = 42;
export const random = (): number => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return seed / 2_147_483_648;
};
export const words = (count: number): string[] =>
  Array.from({ length: count }, () => vocabulary[Math.floor(random() * vocabulary.length)] ?? "the");

/** Paragraphs of `each` words, `count` of them. */
export const paragraphs = (count: number, each: number): NodeJson[] =>
  Array.from({ length: count }, () => paragraph(words(each).join(" ")));
