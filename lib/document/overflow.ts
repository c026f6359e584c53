import type { Node } from "@tiptap/pm/model";
import { isCaptioned, isPrivate } from "./nodes.ts";
import { isLineBreak, keptWordCount, wordEnd } from "./text.ts";

/** Part of a text block, as positions in the document. */
export type TextRange = { from: number; to: number };

const isProposed = (node: Node): boolean => node.marks.some(({ type }) => type.name === "insertion");

/** The text of a block without what is only suggested, and the position inside the block of an offset in it. */
function readBlock(block: Node): { text: string; positionAt: (offset: number) => number } {
  const parts: { at: number; pos: number }[] = [];
  let text = "";
  block.forEach((node, pos) => {
    if (isProposed(node)) return;
    parts.push({ at: text.length, pos });
    text += node.isText ? (node.text ?? "") : isLineBreak(node) ? "\n" : "";
  });
  const positionAt = (offset: number): number => {
    const part = parts.findLast(({ at }) => at < offset) ?? parts[0];
    return part ? part.pos + offset - part.at : 0;
  };
  return { text, positionAt };
}

/**
 * What is beyond the first `limit` words of a story: the parts of its text blocks, in order. Kicker, captions and notes to editors
 * do not count and are never part of it, as in `wordCount`.
 */
export function textBeyond(doc: Node, limit: number): TextRange[] {
  const language = typeof doc.attrs.language === "string" ? doc.attrs.language : "en";
  const ranges: TextRange[] = [];
  let left = limit;
  doc.descendants((block, pos) => {
    if (isProposed(block) || block.type.name === "kicker" || isCaptioned(block) || isPrivate(block)) return false;
    if (!block.isTextblock) return true;
    const { text, positionAt } = readBlock(block);
    const words = keptWordCount(text, language);
    if (words > left) {
      const from = left === 0 ? 0 : positionAt(wordEnd(text, left, language));
      ranges.push({ from: pos + 1 + from, to: pos + 1 + block.content.size });
    }
    left = Math.max(0, left - words);
    return false;
  });
  return ranges;
}
