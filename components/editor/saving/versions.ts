// The two versions of a place that two people changed so that only one of them could be stored, and the choice between them.
import type { Node } from "@tiptap/pm/model";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { newBlockId } from "#lib/document/ids.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { isCaptioned } from "#lib/document/nodes.ts";
import { withOtherIds } from "#lib/document/other-ids.ts";
import { zoneRange } from "#lib/document/zones.ts";
import type { Kept } from "./kept.ts";

type Found = { node: Node; pos: number };

/** The id of a block; of a line such as the headline, of which a story has only one, the name of its type. */
const keyOf = ({ attrs, type }: Node): string => (typeof attrs.id === "string" ? attrs.id : type.name);

/** The smallest whole blocks with a key of their own that a range touches, in order. */
export function blocksAt(doc: Node, from: number, to: number): Found[] {
  const found = new Map<number, Found>();
  doc.nodesBetween(from, to, (node, pos) => {
    const isWhole = node.isTextblock || isCaptioned(node) || (node.isAtom && node.isBlock);
    if (!isWhole) return true;
    const $inside = doc.resolve(pos);
    let block: Found = { node, pos };
    // A caption, a title and other lines without an id belong to the block around them.
    for (let depth = $inside.depth; typeof block.node.attrs.id !== "string" && depth > 0; depth--)
      block = { node: $inside.node(depth), pos: $inside.before(depth) };
    found.set(block.pos, block);
    return false;
  });
  return [...found.values()];
}

/** The blocks around words of ours, and where they begin and end. */
export function ownVersion(doc: Node, from: number, to: number): { mine: NodeJson[]; from: number; to: number } {
  const blocks = blocksAt(doc, from, to);
  const last = blocks.at(-1);
  return {
    mine: blocks.map(({ node }) => node.toJSON() as NodeJson),
    from: blocks[0]?.pos ?? from,
    to: last ? last.pos + last.node.nodeSize : to,
  };
}

/** The keys of the blocks in a range; none where everything in it was deleted. */
export const keysBetween = (doc: Node, from: number, to: number): string[] =>
  to > from ? blocksAt(doc, from, to).map(({ node }) => keyOf(node)) : [];

/** The blocks with these keys that the document still has, in its order. */
function find(doc: Node, keys: readonly string[]): Found[] {
  const found: Found[] = [];
  doc.descendants((node, pos, parent) => {
    if ((parent !== doc && typeof node.attrs.id !== "string") || !keys.includes(keyOf(node))) return !node.isTextblock;
    found.push({ node, pos });
    return false;
  });
  return found;
}

const textOf = (nodes: readonly Node[]): string =>
  nodes
    .map((node) => (node.isTextblock ? node.textContent : node.textBetween(0, node.content.size, "\n", "\n")))
    .join("\n\n")
    .trim();

const nodesOf = ({ schema }: EditorState, blocks: readonly NodeJson[]): Node[] => {
  try {
    return blocks.map((block) => schema.nodeFromJSON(block));
  } catch {
    return [];
  }
};

/** The words of both versions: ours as they were, theirs as they are now; null where theirs is that nothing is there. */
export function wordsOfVersions(state: EditorState, { mine = [], theirs = [], text }: Kept) {
  const there = find(state.doc, theirs).map(({ node }) => node);
  const words = textOf(there);
  return {
    mine: textOf(nodesOf(state, mine)) || text,
    theirs: words === "" && there.every((node) => node.isTextblock) ? null : words,
  };
}

/** Puts our version in place of theirs; null where it does not fit there. */
export function keepMine(state: EditorState, kept: Kept): Transaction | null {
  const mine = nodesOf(state, kept.mine ?? []);
  const there = find(state.doc, kept.theirs ?? []);
  const [own, their] = [mine[0], there[0]];
  if (!own) return null;
  if (!their) return insertAfter(state, mine, placeOf(state, kept));
  const { tr } = state;
  // Of several blocks the first one gets our version, and the others go.
  for (const { node, pos } of there.slice(1).reverse()) tr.delete(pos, pos + node.nodeSize);
  const isLine = own.isTextblock && their.node.isTextblock && their.node.type.validContent(own.content);
  try {
    if (isLine) tr.replaceWith(their.pos + 1, their.pos + their.node.nodeSize - 1, own.content);
    else if (own.type === their.node.type) tr.replaceWith(their.pos, their.pos + their.node.nodeSize, own);
    else return insertAfter(state, mine, their.pos);
    if (mine.length > 1) insertBlocks(tr, mine.slice(1), their.pos);
    tr.doc.check();
  } catch {
    return null;
  }
  return tr.scrollIntoView();
}

/** Puts our version after theirs. */
export function keepBoth(state: EditorState, kept: Kept): Transaction | null {
  const last = find(state.doc, kept.theirs ?? []).at(-1);
  return insertAfter(state, nodesOf(state, kept.mine ?? []), last?.pos ?? placeOf(state, kept));
}

/** A position in the block beside which the words were written, else the caret. */
function placeOf(state: EditorState, { blockId = "" }: Kept): number {
  return find(state.doc, [blockId])[0]?.pos ?? state.selection.from;
}

function insertAfter(state: EditorState, blocks: readonly Node[], pos: number): Transaction | null {
  const { tr } = state;
  return blocks.length > 0 && insertBlocks(tr, blocks, pos) ? tr.scrollIntoView() : null;
}

/** Inserts blocks into the body after the block at `pos`; what is no block of the body becomes a paragraph. */
function insertBlocks(tr: Transaction, blocks: readonly Node[], pos: number): boolean {
  const body = zoneRange(tr.doc, "body");
  const { paragraph } = tr.doc.type.schema.nodes;
  if (!body || !paragraph) return false;
  const $pos = tr.doc.resolve(Math.min(pos, tr.doc.content.size));
  const after = $pos.depth > 0 ? $pos.after(1) : $pos.pos + ($pos.nodeAfter?.nodeSize ?? 0);
  const own = withOtherIds(
    blocks.flatMap((node): NodeJson[] => {
      const isBlock = node.type.isInGroup("block");
      if (isBlock) return [node.toJSON() as NodeJson];
      return node.isTextblock ? [{ type: "paragraph", attrs: { id: "" }, content: node.toJSON().content ?? [] }] : [];
    }),
    newBlockId,
  ).map((block) => tr.doc.type.schema.nodeFromJSON(block));
  if (own.length === 0) return false;
  tr.insert(Math.min(Math.max(after, body.from), body.to), own);
  return true;
}
