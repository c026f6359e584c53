// Which words of a story came from a wire: the mark `wire`, kept by the words through edits, moves, history and copies.
import { Fragment, type Node } from "@tiptap/pm/model";
import { rowId } from "./attributes.ts";
import { childrenOf, type MarkJson, type NodeJson } from "./json.ts";
import { documentSchema } from "./schema.ts";

/** An item of a wire, the number of the version that was taken, and the agency to credit. */
export type WireOrigin = { item: string; number: number; source: string };

/** Blocks with the origin on all words that may have one. */
export const withOrigin = (blocks: readonly NodeJson[], origin: WireOrigin): NodeJson[] =>
  blocks.map((block) => {
    const type = documentSchema.nodes[block.type];
    const wire = documentSchema.marks.wire;
    const isMarked = wire !== undefined && type?.isTextblock === true && type.allowsMarkType(wire);
    return {
      ...block,
      ...(block.content
        ? {
            content: isMarked
              ? childrenOf(block).map((run) => (run.type === "text" ? marked(run, origin) : run))
              : withOrigin(childrenOf(block), origin),
          }
        : {}),
    };
  });

/** Marks are kept in the order of the schema. */
function marked(run: NodeJson, origin: WireOrigin): NodeJson {
  const others = (Array.isArray(run.marks) ? run.marks : []).filter(({ type }) => type !== "wire");
  const marks: MarkJson[] = [...others, { type: "wire", attrs: { ...origin } }];
  const order = Object.keys(documentSchema.marks);
  return { ...run, marks: marks.sort((a, b) => order.indexOf(a.type) - order.indexOf(b.type)) };
}

/** A block with words of an item, by its position in the document. */
export type OriginBlock = WireOrigin & { pos: number };

/** The blocks that have words from wires, in their order: one entry for each block and each version of an item in it. */
export function originsIn(doc: Node): OriginBlock[] {
  const found: OriginBlock[] = [];
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true;
    const first = found.length;
    for (const run of node.children) {
      const attrs = run.marks.find(({ type }) => type.name === "wire")?.attrs as WireOrigin | undefined;
      if (!attrs) continue;
      const isKnown = found.slice(first).some(({ item, number }) => item === attrs.item && number === attrs.number);
      if (!isKnown) found.push({ item: attrs.item, number: attrs.number, source: attrs.source, pos });
    }
    return false;
  });
  return found;
}

/** Items that `after` has words of and `before` did not, each with the highest number of its versions. */
export function newOrigins(before: Node | null, after: Node): Map<string, number> {
  const found = new Map<string, number>();
  for (const { item, number } of originsIn(after))
    if (rowId.is(item)) found.set(item, Math.max(number, found.get(item) ?? 0));
  if (found.size > 0 && before) {
    const known = newOrigins(null, before);
    for (const [item, number] of found) if ((known.get(item) ?? 0) >= number) found.delete(item);
  }
  return found;
}

/** The document without the origin of its words, for readers. The same document where there is none. */
export function withoutOrigins(doc: Node): Node {
  const wire = doc.type.schema.marks.wire;
  if (!wire || originsIn(doc).length === 0) return doc;
  const plain = (node: Node): Node => {
    if (node.isText) return node.mark(wire.removeFromSet(node.marks));
    return node.isLeaf ? node : node.copy(Fragment.from(node.children.map(plain)));
  };
  return plain(doc);
}
