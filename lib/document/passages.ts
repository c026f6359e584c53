// The parts of a story that one can point at, from a stored document: read as if anybody had written it.
import { childrenOf, isDeeperThan, type NodeJson, wordsOf } from "./json.ts";
import { definitionOf } from "./nodes.ts";

/** A block with its words. */
export type Passage = { id: string; text: string };

const deepest = 64;

function* walk(node: NodeJson): Generator<Passage> {
  for (const child of childrenOf(node)) {
    const { passage } = definitionOf(child.type) ?? { passage: "none" };
    const id = child.attrs?.id;
    const text = wordsOf(passage === "title" ? childrenOf(child)[0] : passage === "whole" ? child : undefined)
      .replace(/\s+/g, " ")
      .trim();
    if (typeof id === "string" && text !== "") yield { id, text };
    if (passage !== "whole") yield* walk(child);
  }
}

/** Paragraphs, quotes, captions and points with words in them, in reading order. Headline and standfirst have no id. */
export const passagesOf = (document: NodeJson): Passage[] =>
  isDeeperThan(document, deepest) ? [] : [...walk(document)];
