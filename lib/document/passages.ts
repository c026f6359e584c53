// The parts of a story that one can point at, from a stored document: read as if anybody had written it.
import { childrenOf, isDeeperThan, type NodeJson, wordsOf } from "./json.ts";
import { definitionOf } from "./nodes.ts";

/** A block with its words. */
export type Passage = { id: string; text: string };

const deepest = 64;

function* walk(node: NodeJson): Generator<Passage> {
  for (const child of childrenOf(node)) {
    if (definitionOf(child.type)?.isPassage !== true) {
      yield* walk(child);
      continue;
    }
    const id = child.attrs?.id;
    const text = wordsOf(child).replace(/\s+/g, " ").trim();
    if (typeof id === "string" && text !== "") yield { id, text };
  }
}

/** Paragraphs, quotes, captions and points with words in them, in reading order. Headline and standfirst have no id. */
export const passagesOf = (document: NodeJson): Passage[] =>
  isDeeperThan(document, deepest) ? [] : [...walk(document)];
