import type { NodeJson } from "#lib/document/json.ts";

// Stored documents are read as if anybody had written them: nothing here trusts a shape.

export const childrenOf = (node: NodeJson | undefined): NodeJson[] =>
  Array.isArray(node?.content) ? node.content.filter((child) => typeof child?.type === "string") : [];

export const childOf = (node: NodeJson | undefined, type: string): NodeJson | undefined =>
  childrenOf(node).find((child) => child.type === type);

/** The words of a node and all below it; blocks and line breaks are apart by a space. */
export function wordsOf(node: NodeJson | undefined): string {
  if (!node) return "";
  if (node.type === "text") return typeof node.text === "string" ? node.text : "";
  if (node.type === "hardBreak") return " ";
  const inside = childrenOf(node);
  return inside.map(wordsOf).join(inside.some((child) => child.type === "text") ? "" : " ");
}

/** For comparing: quotation marks, dashes, case and spaces do not count. */
const folded = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Whether the story itself says these words, so that a quote set beside it need not be read aloud again. */
export function isRepeated(quote: string, told: string): boolean {
  const words = folded(quote);
  return words !== "" && ` ${folded(told)} `.includes(` ${words} `);
}

/** What the paragraphs and quotes of a body say; pull quotes left out. */
export const toldBy = (blocks: readonly NodeJson[]): string =>
  blocks
    .filter((block) => block.type !== "pullQuote")
    .map(wordsOf)
    .join(" ");
