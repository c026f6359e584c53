// Turning blocks of the body into blocks of another kind. Borders are replaced and words stay, so that comments, suggestions and
// authors of words stay with them.
import { Fragment, type Node, Slice } from "@tiptap/pm/model";
import { wrapRangeInList } from "@tiptap/pm/schema-list";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { ReplaceAroundStep } from "@tiptap/pm/transform";
import { newBlockId } from "#lib/document/ids.ts";
import { nodeType } from "./block-commands.ts";
import type { BlockRange } from "./block-moves.ts";

export const blockKinds = [
  "paragraph",
  "subheading",
  "smallSubheading",
  "bulletList",
  "orderedList",
  "blockquote",
  "pullQuote",
  "factBox",
] as const;
export type TextBlockKind = (typeof blockKinds)[number];

const isList = ({ type }: Node): boolean => type.name === "bulletList" || type.name === "orderedList";
const isQuote = ({ type }: Node): boolean => type.name === "blockquote" || type.name === "pullQuote";

/** Null for a block that holds more than lines of text. */
export function kindOf(node: Node): TextBlockKind | null {
  if (node.type.name === "subheading") return node.attrs.level === 3 ? "smallSubheading" : "subheading";
  return blockKinds.find((kind) => kind === node.type.name) ?? null;
}

function blocksOf(doc: Node, { from, to }: BlockRange): { node: Node; pos: number }[] {
  const blocks: { node: Node; pos: number }[] = [];
  doc.nodesBetween(from, to, (node, pos) => {
    blocks.push({ node, pos });
    return false;
  });
  return blocks;
}

/** The kinds that the blocks may be turned into: none for pictures, tables and others, and not what they all are. */
export function kindsFor(doc: Node, range: BlockRange): readonly TextBlockKind[] {
  const now = blocksOf(doc, range).map(({ node }) => kindOf(node));
  if (now.length === 0 || now.includes(null)) return [];
  return blockKinds.filter((kind) => now.some((one) => one !== kind));
}

/** Removes the borders of a node; `inside` is the part that stays. */
function unwrap(tr: Transaction, pos: number, inside: BlockRange, before = Slice.empty): void {
  const node = tr.doc.nodeAt(pos);
  if (node)
    tr.step(new ReplaceAroundStep(pos, pos + node.nodeSize, inside.from, inside.to, before, before.content.size));
}

/** The paragraphs of all items, and lists inside them as blocks of their own. */
function unlist(tr: Transaction, list: Node, pos: number): void {
  let at = pos + list.nodeSize - 1;
  for (let i = list.childCount - 1; i > 0; i--) {
    at -= list.child(i).nodeSize;
    tr.delete(at - 1, at + 1);
  }
  const end = pos + (tr.doc.nodeAt(pos)?.nodeSize ?? 0);
  unwrap(tr, pos, { from: pos + 2, to: end - 2 });
}

/** The paragraphs of a quote; an attribution with words becomes the last of them. */
function unquote(tr: Transaction, quote: Node, pos: number): void {
  const last = quote.lastChild;
  const end = pos + quote.nodeSize - 1;
  if (last?.type.name === "attribution") {
    const at = end - last.nodeSize;
    if (last.content.size > 0) tr.setNodeMarkup(at, nodeType(tr.doc.type.schema, "paragraph"), { id: newBlockId() });
    else tr.delete(at, end);
  }
  unwrap(tr, pos, { from: pos + 1, to: pos + (tr.doc.nodeAt(pos)?.nodeSize ?? 0) - 1 });
}

/** The blocks of a box; a title with words becomes a paragraph before them. */
function unbox(tr: Transaction, box: Node, pos: number): void {
  const title = box.firstChild;
  if (!title) return;
  const paragraph = nodeType(tr.doc.type.schema, "paragraph").create({ id: newBlockId() }, title.content);
  const before = title.content.size > 0 ? new Slice(Fragment.from(paragraph), 0, 0) : Slice.empty;
  unwrap(tr, pos, { from: pos + 1 + title.nodeSize, to: pos + box.nodeSize - 1 }, before);
}

/** Turns the blocks into paragraphs, or into paragraphs and lists. Returns where they are then. */
function toLines(tr: Transaction, range: BlockRange, keepsLists: boolean): BlockRange {
  const after = tr.doc.content.size - range.to;
  const end = (): number => tr.doc.content.size - after;
  for (;;) {
    const found = blocksOf(tr.doc, { from: range.from, to: end() }).find(
      ({ node }) => node.type.name !== "paragraph" && !(keepsLists && isList(node)),
    );
    if (!found) return { from: range.from, to: end() };
    const { node, pos } = found;
    if (isList(node)) unlist(tr, node, pos);
    else if (isQuote(node)) unquote(tr, node, pos);
    else if (node.type.name === "factBox") unbox(tr, node, pos);
    else tr.setBlockType(pos + 1, pos + 1, nodeType(tr.doc.type.schema, "paragraph"), { id: node.attrs.id });
  }
}

function toSubheadings(tr: Transaction, range: BlockRange, level: 2 | 3): void {
  const type = nodeType(tr.doc.type.schema, "subheading");
  const breaks: number[] = [];
  tr.doc.nodesBetween(range.from, range.to, (node, pos) => {
    if (node.type.name === "hardBreak") breaks.push(pos);
  });
  for (const pos of breaks) tr.replaceWith(pos, pos + 1, tr.doc.type.schema.text(" "));
  for (const { node, pos } of blocksOf(tr.doc, range))
    tr.setBlockType(pos + 1, pos + 1, type, { id: node.attrs.id, level });
}

function wrapIn(tr: Transaction, range: BlockRange, kind: TextBlockKind): void {
  const { schema } = tr.doc.type;
  const type = nodeType(schema, kind);
  const inside = tr.doc.resolve(range.from + 1).blockRange(tr.doc.resolve(range.to - 1), (node) => node === tr.doc);
  if (!inside) return;
  if (kind === "bulletList" || kind === "orderedList") wrapRangeInList(tr, inside, type);
  else if (kind === "factBox") {
    const title = nodeType(schema, "factBoxTitle").create();
    const box = type.create({ id: newBlockId() }, title);
    const { from, to } = range;
    tr.step(new ReplaceAroundStep(from, to, from, to, new Slice(Fragment.from(box), 0, 0), 1 + title.nodeSize));
  } else {
    tr.wrap(inside, [{ type, attrs: { id: newBlockId() } }]);
    tr.insert(range.to + 1, nodeType(schema, "attribution").create());
  }
}

/** Turns blocks of the body into another kind, with all their words; null where that is impossible or changes nothing. */
export function turnInto(state: EditorState, range: BlockRange, kind: TextBlockKind): Transaction | null {
  if (!kindsFor(state.doc, range).includes(kind)) return null;
  const tr = state.tr;
  const blocks = blocksOf(tr.doc, range);
  const isRenamed = (is: (node: Node) => boolean) => blocks.every(({ node }) => is(node));
  // One kind of list or quote becomes the other with its items and its attribution.
  if ((kind.endsWith("List") && isRenamed(isList)) || (/quote/i.test(kind) && isRenamed(isQuote))) {
    for (const { node, pos } of blocks) tr.setNodeMarkup(pos, nodeType(state.schema, kind), node.attrs);
    return tr;
  }
  const lines = toLines(tr, range, kind === "factBox");
  if (kind === "subheading" || kind === "smallSubheading") toSubheadings(tr, lines, kind === "subheading" ? 2 : 3);
  else if (kind !== "paragraph") wrapIn(tr, lines, kind);
  return tr.scrollIntoView();
}
