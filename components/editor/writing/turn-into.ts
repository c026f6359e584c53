// Turning blocks of the body into blocks of another kind. Borders are replaced and words stay, so that comments, suggestions and
// authors of words stay with them.
import { Fragment, type Node, type NodeType, Slice } from "@tiptap/pm/model";
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
  "qa",
  "timelineEvent",
  "entry",
  "profile",
  "codeBlock",
  "noteToEditors",
] as const;
export type TextBlockKind = (typeof blockKinds)[number];

/** Boxes whose title is a line of its own, by the name of the title. Each question, event or entry is a box. */
const titles = {
  factBox: "factBoxTitle",
  qa: "qaTitle",
  timelineEvent: "timelineEventTitle",
  entry: "entryTitle",
  profile: "profileTitle",
} as const;
type BoxKind = keyof typeof titles;
const isBoxKind = (kind: string): kind is BoxKind => Object.hasOwn(titles, kind);
/** Of these, a box is made for every subheading, and they become one another with title and text. */
const isSeriesKind = (kind: string): boolean => kind === "qa" || kind === "timelineEvent" || kind === "entry";
const isPlainBox = ({ type }: Node): boolean => isBoxKind(type.name) && type.name !== "profile";

const isList = ({ type }: Node): boolean => type.name === "bulletList" || type.name === "orderedList";
const isQuote = ({ type }: Node): boolean => type.name === "blockquote" || type.name === "pullQuote";

/** Null for a block that holds more than lines of text. */
export function kindOf(node: Node): TextBlockKind | null {
  if (node.type.name === "profile" && node.children.some(({ type }) => type.name === "figure")) return null;
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

/** Whether a block refers to a footnote. */
function refersToFootnote(node: Node): boolean {
  const mark = node.type.schema.marks.footnoteReference;
  return (
    mark !== undefined && node.children.some((run) => mark.isInSet(run.marks) !== undefined || refersToFootnote(run))
  );
}

/**
 * The kinds that the blocks may be turned into: none for pictures, tables and others, not what they all are, and not code if
 * that would remove the number of a footnote.
 */
export function kindsFor(doc: Node, range: BlockRange): readonly TextBlockKind[] {
  const blocks = blocksOf(doc, range).map(({ node }) => node);
  const now = blocks.map(kindOf);
  if (now.length === 0 || now.includes(null)) return [];
  const hasFootnote = blocks.some(refersToFootnote);
  return blockKinds.filter((kind) => now.some((one) => one !== kind) && !(kind === "codeBlock" && hasFootnote));
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

/** The blocks of a box; lines above them, such as a title, become blocks before them if they hold words. */
function unbox(tr: Transaction, box: Node, pos: number, titleAs: "paragraph" | "subheading"): void {
  const lines: Node[] = [];
  for (const line of box.children) if (line.isTextblock && line.type.name !== "paragraph") lines.push(line);
  const { schema } = tr.doc.type;
  const before = lines
    .filter(({ content }) => content.size > 0)
    .map((line) =>
      nodeType(schema, line === box.firstChild ? titleAs : "paragraph").create({ id: newBlockId() }, line.content),
    );
  const size = lines.reduce((sum, { nodeSize }) => sum + nodeSize, 0);
  const inside = { from: pos + 1 + size, to: pos + box.nodeSize - 1 };
  unwrap(tr, pos, inside, new Slice(Fragment.from(before), 0, 0));
}

/** A paragraph for each line of code. Lines without words are left out, unless there are no others. */
function splitCode(tr: Transaction, code: Node, pos: number): void {
  const paragraph = nodeType(tr.doc.type.schema, "paragraph");
  const words = code.textBetween(0, code.content.size);
  // From the end, so that positions before it stay.
  for (let i = words.length - 1; i >= 0; i--) {
    if (words[i] !== "\n") continue;
    const isEmpty = i === 0 || words[i - 1] === "\n" || i === words.length - 1;
    const at = pos + 1 + i;
    tr.delete(at, at + 1);
    if (!isEmpty) tr.split(at, 1, [{ type: code.type, attrs: { id: newBlockId() } }]);
  }
  for (let at = pos; tr.doc.nodeAt(at)?.type === code.type; ) {
    const node = tr.doc.nodeAt(at);
    tr.setBlockType(at + 1, at + 1, paragraph, { id: node?.attrs.id });
    at += node?.nodeSize ?? 0;
  }
}

type Kept = {
  /** Lists stay as they are. */
  lists?: boolean;
  /** Subheadings stay, and the titles of boxes become some. */
  headings?: boolean;
};

/** Turns the blocks into paragraphs and what is kept. Returns where they are then. */
function toLines(tr: Transaction, range: BlockRange, kept: Kept): BlockRange {
  const after = tr.doc.content.size - range.to;
  const end = (): number => tr.doc.content.size - after;
  const isDone = (node: Node): boolean =>
    node.type.name === "paragraph" ||
    (kept.lists === true && isList(node)) ||
    (kept.headings === true && node.type.name === "subheading");
  for (;;) {
    const found = blocksOf(tr.doc, { from: range.from, to: end() }).find(({ node }) => !isDone(node));
    if (!found) return { from: range.from, to: end() };
    const { node, pos } = found;
    if (isList(node)) unlist(tr, node, pos);
    else if (isQuote(node)) unquote(tr, node, pos);
    else if (isBoxKind(node.type.name)) unbox(tr, node, pos, kept.headings ? "subheading" : "paragraph");
    else if (node.type.name === "codeBlock") splitCode(tr, node, pos);
    else tr.setBlockType(pos + 1, pos + 1, nodeType(tr.doc.type.schema, "paragraph"), { id: node.attrs.id });
  }
}

/** Turns each paragraph into a block that holds only text; a line break becomes `lineBreak`. */
function toTextOnly(
  tr: Transaction,
  range: BlockRange,
  name: "subheading" | "noteToEditors" | "codeBlock",
  lineBreak: " " | "\n",
  attrs: object = {},
): BlockRange {
  const type = nodeType(tr.doc.type.schema, name);
  const breaks: number[] = [];
  tr.doc.nodesBetween(range.from, range.to, (node, pos) => {
    if (node.type.name === "hardBreak") breaks.push(pos);
  });
  for (const pos of breaks) tr.replaceWith(pos, pos + 1, tr.doc.type.schema.text(lineBreak));
  for (const { node, pos } of blocksOf(tr.doc, range))
    tr.setBlockType(pos + 1, pos + 1, type, { id: node.attrs.id, ...attrs });
  return range; // a break and the character that replaces it have the same size
}

/** Turns paragraphs into one block of code, each into a line. */
function toCode(tr: Transaction, range: BlockRange): void {
  const lines = blocksOf(tr.doc, toTextOnly(tr, range, "codeBlock", "\n"));
  for (const { pos } of lines.slice(1).reverse()) tr.replaceWith(pos - 1, pos + 1, tr.doc.type.schema.text("\n"));
}

/** Whether all of a line may become the title of a box. */
const fitsTitle = (line: Node, title: NodeType): boolean =>
  line.isTextblock && line.content.size > 0 && title.validContent(line.content);

/** Puts lines into a box. `hasTitle`: the first of them becomes its title if no format would be lost. */
function box(tr: Transaction, range: BlockRange, kind: BoxKind, hasTitle: boolean): void {
  const { schema } = tr.doc.type;
  const title = nodeType(schema, titles[kind]);
  const paragraph = nodeType(schema, "paragraph");
  let { to } = range;
  const lines = blocksOf(tr.doc, range);
  for (const { node, pos } of lines)
    if (node.type.name === "subheading") tr.setBlockType(pos + 1, pos + 1, paragraph, { id: node.attrs.id });
  const first = lines[0]?.node;
  const joins = hasTitle && first !== undefined && fitsTitle(first, title);
  if (joins && lines.length === 1) {
    tr.insert(to, paragraph.create({ id: newBlockId() }));
    to += 2;
  }
  const head = [title.create(), ...(kind === "profile" ? [nodeType(schema, "profileRole").create()] : [])];
  const shell = nodeType(schema, kind).create({ id: newBlockId() }, head);
  const { from } = range;
  const inside = 1 + head.reduce((sum, { nodeSize }) => sum + nodeSize, 0);
  tr.step(new ReplaceAroundStep(from, to, from, to, new Slice(Fragment.from(shell), 0, 0), inside));
  if (!joins || !first) return;
  const at = from + inside;
  if (kind !== "profile") return void tr.join(at);
  // The role is between the name and the text: no join is possible, so the heading's words become the name by themselves.
  tr.delete(at, at + first.nodeSize).insert(from + 2, first.content);
}

/** A box for each subheading, with the lines under it, or one for all lines. */
function toBoxes(tr: Transaction, range: BlockRange, kind: BoxKind): void {
  const blocks = blocksOf(tr.doc, range);
  const starts = isSeriesKind(kind)
    ? blocks.filter(({ node }, index) => index === 0 || node.type.name === "subheading").map(({ pos }) => pos)
    : [range.from];
  // From the end, so that positions before it stay.
  let to = range.to;
  for (const from of starts.reverse()) {
    const isHeading = tr.doc.nodeAt(from)?.type.name === "subheading";
    box(tr, { from, to }, kind, isHeading || kind !== "factBox");
    to = from;
  }
}

/** Gives a box another kind; title and text stay. */
function renameBox(tr: Transaction, node: Node, pos: number, kind: BoxKind): void {
  const old = node.firstChild;
  if (!old) return;
  const { schema } = tr.doc.type;
  const title = nodeType(schema, titles[kind]).create(null, old.content);
  const shell = nodeType(schema, kind).create({ id: node.attrs.id }, title);
  const gap = { from: pos + 1 + old.nodeSize, to: pos + node.nodeSize - 1 };
  const slice = new Slice(Fragment.from(shell), 0, 0);
  tr.step(new ReplaceAroundStep(pos, pos + node.nodeSize, gap.from, gap.to, slice, 1 + title.nodeSize));
}

function wrapIn(tr: Transaction, range: BlockRange, kind: TextBlockKind): void {
  const { schema } = tr.doc.type;
  const type = nodeType(schema, kind);
  const inside = tr.doc.resolve(range.from + 1).blockRange(tr.doc.resolve(range.to - 1), (node) => node === tr.doc);
  if (!inside) return;
  if (kind === "bulletList" || kind === "orderedList") wrapRangeInList(tr, inside, type);
  else {
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
  if (isBoxKind(kind) && kind !== "profile" && isRenamed(isPlainBox)) {
    for (const { node, pos } of blocks) if (node.type.name !== kind) renameBox(tr, node, pos, kind);
    return tr;
  }
  const lines = toLines(tr, range, isBoxKind(kind) ? { lists: true, headings: true } : {});
  if (isBoxKind(kind)) toBoxes(tr, lines, kind);
  else if (kind === "codeBlock") toCode(tr, lines);
  else if (kind === "noteToEditors") toTextOnly(tr, lines, "noteToEditors", " ");
  else if (kind === "subheading") toTextOnly(tr, lines, "subheading", " ", { level: 2 });
  else if (kind === "smallSubheading") toTextOnly(tr, lines, "subheading", " ", { level: 3 });
  else if (kind !== "paragraph") wrapIn(tr, lines, kind);
  return tr.scrollIntoView();
}
