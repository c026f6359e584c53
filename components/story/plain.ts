import { childrenOf, type NodeJson, wordsOf } from "#lib/document/json.ts";

// Stored documents are not trusted: nothing here assumes a shape.

export const childOf = (node: NodeJson | undefined, type: string): NodeJson | undefined =>
  childrenOf(node).find((child) => child.type === type);

/** Whether any text in this node carries the mark. */
export const hasMark = (node: NodeJson | undefined, mark: string): boolean =>
  childrenOf(node).some(
    (child) => (Array.isArray(child.marks) && child.marks.some(({ type }) => type === mark)) || hasMark(child, mark),
  );

/** Normalises text for comparison: quotation marks, dashes, case and spaces do not count. */
const folded = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** Whether a pull quote repeats the text, so that screen readers can skip it. */
export function isRepeated(quote: string, bodyText: string): boolean {
  const words = folded(quote);
  return words !== "" && ` ${folded(bodyText)} `.includes(` ${words} `);
}

/** The text of a body's paragraphs and quotes, without pull quotes. */
export const bodyTextOf = (blocks: readonly NodeJson[]): string =>
  blocks
    .filter((block) => block.type !== "pullQuote")
    .map(wordsOf)
    .join(" ");
