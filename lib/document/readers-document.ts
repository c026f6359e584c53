import { Fragment, type Node } from "@tiptap/pm/model";
import { unusedFootnotes } from "./footnotes.ts";
import { isPrivate } from "./nodes.ts";
import { rejectAll } from "./suggestions.ts";

/**
 * The document that readers get: without suggestions, without blocks that are for the newsroom only, and without footnotes that
 * nothing refers to. A body that would be empty keeps an empty paragraph, with the id of the first block that was taken out. The
 * same document where there are none.
 */
export function readersDocument(doc: Node): Node {
  const settled = rejectAll(doc);
  const unused = new Set(unusedFootnotes(settled));
  const isHidden = (node: Node): boolean => isPrivate(node) || unused.has(node);
  const first = settled.children.find(isHidden);
  if (!first) return settled;
  const hasBody = settled.children.some((node) => node.type.isInGroup("block") && !isHidden(node));
  const paragraph = hasBody ? undefined : doc.type.schema.nodes.paragraph?.create({ id: first.attrs.id });
  const kept = settled.children.flatMap((node) =>
    !isHidden(node) ? [node] : node === first && paragraph ? [paragraph] : [],
  );
  return settled.copy(Fragment.from(kept));
}
