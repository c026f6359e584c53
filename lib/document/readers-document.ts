import { Fragment, type Node } from "@tiptap/pm/model";
import { isPrivate } from "./nodes.ts";
import { rejectAll } from "./suggestions.ts";

/**
 * The document that readers get: without suggestions and without blocks that are for the newsroom only. A body that would be
 * empty keeps an empty paragraph, with the id of the first block that was taken out. The same document where there are none.
 */
export function readersDocument(doc: Node): Node {
  const settled = rejectAll(doc);
  const first = settled.children.find(isPrivate);
  if (!first) return settled;
  const hasBody = settled.children.some((node) => node.type.isInGroup("block") && !isPrivate(node));
  const paragraph = hasBody ? undefined : doc.type.schema.nodes.paragraph?.create({ id: first.attrs.id });
  const kept = settled.children.flatMap((node) =>
    !isPrivate(node) ? [node] : node === first && paragraph ? [paragraph] : [],
  );
  return settled.copy(Fragment.from(kept));
}
