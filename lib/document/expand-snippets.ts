// A bound snippet is a block that names it; its own blocks take the place of that block before anybody reads the text.
import { childrenOf, type NodeJson } from "./json.ts";

const idOf = ({ type, attrs }: NodeJson): string | null =>
  type === "snippet" && typeof attrs?.snippet === "string" ? attrs.snippet : null;

/** Ids of the snippets that a document names, each once. They are blocks of the body, never inside others. */
export const snippetsIn = (document: NodeJson): string[] => [
  ...new Set(childrenOf(document).flatMap((block) => idOf(block) ?? [])),
];

/** Block ids stay unique where a text has a snippet twice: each block gets one of its place in the text. */
function placed(block: NodeJson, prefix: string, counter: { next: number }): NodeJson {
  const hasId = typeof block.attrs?.id === "string";
  return {
    ...block,
    ...(hasId ? { attrs: { ...block.attrs, id: `${prefix.slice(0, 24)}-${counter.next++}` } } : {}),
    ...(block.content ? { content: childrenOf(block).map((child) => placed(child, prefix, counter)) } : {}),
  };
}

/**
 * The document with the blocks of its snippets. One that `blocks` does not have leaves no gap. A snippet inside a snippet is
 * left out, so that none contains itself.
 */
export function expandSnippets(document: NodeJson, blocks: ReadonlyMap<string, readonly NodeJson[]>): NodeJson {
  if (snippetsIn(document).length === 0) return document;
  return {
    ...document,
    content: childrenOf(document).flatMap((block) => {
      const id = idOf(block);
      if (block.type !== "snippet") return [block];
      const inside = (id === null ? undefined : blocks.get(id)) ?? [];
      const counter = { next: 1 };
      return inside
        .filter(({ type }) => type !== "snippet")
        .map((one) => placed(one, typeof block.attrs?.id === "string" ? block.attrs.id : "snippet", counter));
    }),
  };
}
