import { childrenOf, type NodeJson, wordsOf } from "#lib/document/json.ts";

// Stored documents are read as if anybody had written them: nothing here trusts a shape.

export const childOf = (node: NodeJson | undefined, type: string): NodeJson | undefined =>
  childrenOf(node).find((child) => child.type === type);

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
