import type { Node } from "@tiptap/pm/model";
import { isCaptioned } from "./nodes.ts";
import { readersDocument } from "./readers-document.ts";
import { countWords, isLineBreak, wordCount } from "./text.ts";

export type TextCounts = {
  words: number;
  /** Letters, signs and spaces, as readers see them: a letter with its accent is one. Line breaks are not counted. */
  characters: number;
  charactersWithoutSpaces: number;
  minutes: number;
};

/** Words a minute that most adults read silently in English (Brysbaert 2019: 238), rounded down for names and numbers. */
const pace = 230;
export const readingMinutes = (words: number): number => Math.max(1, Math.round(words / pace));

const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });
/** Segmenting a long story would take longer than a frame, and few lines hold characters of more than one unit. */
const mayCombine = /\p{M}|\u200d|[\u1100-\u11ff]|[\u{10000}-\u{10ffff}]/u;
const charactersOf = (text: string): number =>
  mayCombine.test(text) ? [...segmenter.segment(text)].length : text.length;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function counted(words: number, blocks: readonly string[]): TextCounts {
  const lines = blocks.flatMap((block) => block.split("\n"));
  return {
    words,
    characters: sum(lines.map(charactersOf)),
    charactersWithoutSpaces: sum(lines.map((line) => charactersOf(line.replace(/\s/g, "")))),
    minutes: readingMinutes(words),
  };
}

/** Counts of the parts that make up the length of a story: not the kicker, captions, credits and notes to editors. Suggestions are left out. */
export function countsOfStory(doc: Node): TextCounts {
  const settled = readersDocument(doc);
  const parts: string[] = [];
  settled.descendants((node) => {
    if (node.type.name === "kicker" || isCaptioned(node)) return false;
    if (node.isTextblock) parts.push(textIn(node, 0, node.content.size));
    return !node.isTextblock;
  });
  return counted(wordCount(doc), parts);
}

const isProposed = (node: Node): boolean => node.marks.some(({ type }) => type.name === "insertion");

/** The text of a block between two offsets, without suggested insertions. */
function textIn(block: Node, from: number, to: number): string {
  let text = "";
  block.nodesBetween(from, to, (node, pos) => {
    if (isProposed(node)) return false;
    if (node.isText) text += (node.text ?? "").slice(Math.max(0, from - pos), to - pos);
    else if (isLineBreak(node)) text += "\n";
    return false;
  });
  return text;
}

/** Counts of everything between two positions, captions included. */
export function countsOfRange(doc: Node, from: number, to: number): TextCounts {
  const language = typeof doc.attrs.language === "string" ? doc.attrs.language : "en";
  const parts: string[] = [];
  doc.nodesBetween(from, to, (node, pos) => {
    if (isProposed(node)) return false;
    if (node.isTextblock)
      parts.push(textIn(node, Math.max(0, from - pos - 1), Math.min(node.content.size, to - pos - 1)));
    return !node.isTextblock;
  });
  return counted(countWords(parts.join("\n"), language), parts);
}

/** How a story's length compares with what was asked for: words over or left; null without a wish. */
export function budgetOf(words: number, length: number | null): { over: number } | { left: number } | null {
  if (length === null) return null;
  return words > length ? { over: words - length } : { left: length - words };
}
