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

/** The runs of a line before its first comma, and those from it on; null without words on both sides. */
export function splitAtComma(line: NodeJson): [NodeJson, NodeJson | null] {
  const runs = childrenOf(line);
  const index = runs.findIndex(({ text }) => typeof text === "string" && text.includes(","));
  const run = runs[index];
  const at = run?.text?.indexOf(",") ?? 0;
  if (!run) return [line, null];
  const part = (text: string, others: readonly NodeJson[], isFirst: boolean): NodeJson => {
    const own = text === "" ? [] : [{ ...run, text }];
    return { ...line, content: isFirst ? [...others, ...own] : [...own, ...others] };
  };
  const before = part(run.text?.slice(0, at) ?? "", runs.slice(0, index), true);
  const after = part(run.text?.slice(at) ?? "", runs.slice(index + 1), false);
  const hasWords = (one: NodeJson) => /[\p{L}\p{N}]/u.test(wordsOf(one));
  return hasWords(before) && hasWords(after) ? [before, after] : [line, null];
}
