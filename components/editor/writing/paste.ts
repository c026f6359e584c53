// Cleans a paste, makes it fit the schema, and inserts it by the rules of the zone at the caret.
import { Fragment, type Node, type NodeType, type Schema, Slice } from "@tiptap/pm/model";
import { Selection, TextSelection, type Transaction } from "@tiptap/pm/state";
import { isListName, maxListLevels } from "#lib/document/blocks/list/block.ts";
import { storable } from "#lib/document/characters.ts";
import { isCaptioned, isSeparateLine } from "#lib/document/nodes.ts";
import { zoneRange } from "#lib/document/zones.ts";
import { pasteIntoBox } from "./box-paste.ts";
import { emptyParagraph } from "./delete-across-zones.ts";
import { pasteIntoCells, tableOf } from "./table-paste.ts";
import { isTable } from "./table-position.ts";
import { isLine } from "./zone-moves.ts";

const nodesOf = (fragment: Fragment): Node[] => {
  const nodes: Node[] = [];
  fragment.forEach((node) => {
    nodes.push(node);
  });
  return nodes;
};

/** Text as it can be stored, on one line. */
const oneLine = (text: string): string => storable(text).replace(/\s*[\n\r\t\u2028\u2029]+\s*/g, " ");

/** Inline content that fits a block of one line: line breaks become spaces, marks that the block does not allow are removed. */
function fitLine(content: Fragment, type: NodeType): Fragment {
  const { schema } = type;
  return Fragment.from(
    nodesOf(content).flatMap((node) => {
      const text = node.type.name === "hardBreak" ? " " : oneLine(node.text ?? "");
      return text === "" ? [] : [schema.text(text, type.allowedMarks(node.marks))];
    }),
  );
}

/** All text blocks in order. Text that was copied without a block counts as one. */
function textblocks(slice: Slice): Node[] {
  if (slice.content.firstChild?.isInline) {
    const paragraph = slice.content.firstChild.type.schema.nodes.paragraph;
    return paragraph ? [paragraph.create(null, slice.content)] : [];
  }
  const found: Node[] = [];
  slice.content.descendants((node) => {
    if (node.isTextblock && node.content.size > 0) found.push(node);
    return !node.isTextblock;
  });
  return found;
}

const holdsMore = (slice: Slice): boolean => {
  let more = false;
  slice.content.descendants((node) => {
    more ||= isCaptioned(node) || (node.isAtom && !node.isInline) || isTable(node);
    return !more;
  });
  return more;
};

/** Turns copied zones into ordinary blocks of the body. */
function asBlocks(node: Node, alone: boolean): Node[] {
  const { nodes } = node.type.schema;
  const make = (name: string, attrs: Record<string, unknown> | null, content: Fragment): Node[] => {
    const type = nodes[name];
    return type ? [type.create(attrs, content)] : [];
  };
  switch (node.type.name) {
    case "headline":
      return alone ? make("paragraph", null, node.content) : make("subheading", { level: 2 }, node.content);
    case "kicker":
    case "standfirst":
    case "keyPoint":
      return make("paragraph", null, node.content);
    case "mainFigure":
      return make("figure", { ...node.attrs, id: null }, node.content);
    case "keyPoints":
      return make(
        "bulletList",
        null,
        Fragment.from(
          nodesOf(node.content).flatMap((point) =>
            make("listItem", null, Fragment.from(make("paragraph", null, point.content))),
          ),
        ),
      );
    case "inShort":
      return nodesOf(node.content);
    default:
      return [node];
  }
}

const isList = (node: Node): boolean => isListName(node.type.name);

/** Lifts lists that are nested too deeply, one level at a time. */
function shallow(node: Node, level: number): Node {
  if (node.isText || node.isTextblock || node.isLeaf) return node;
  const children = nodesOf(node.content).map((child) => shallow(child, level + (isList(node) ? 1 : 0)));
  if (!isList(node) || level < maxListLevels - 1) return node.copy(Fragment.from(children));
  return node.copy(
    Fragment.from(
      children.flatMap((item) => {
        const own = nodesOf(item.content).filter((part) => !isList(part));
        const below = nodesOf(item.content)
          .filter(isList)
          .flatMap((list) => nodesOf(list.content));
        return [item.copy(Fragment.from(own)), ...below];
      }),
    ),
  );
}

/** Makes the text of every node storable: no control characters, no lone surrogates. */
function clean(fragment: Fragment, schema: Schema): Fragment {
  return Fragment.from(
    nodesOf(fragment).flatMap((node) => {
      if (!node.isText) return [node.copy(clean(node.content, schema))];
      const text = storable(node.text ?? "");
      return text === "" ? [] : [schema.text(text, node.marks)];
    }),
  );
}

/** Whether a block is an empty line of a word processor. */
const isBlank = (node: Node): boolean =>
  node.type.name === "paragraph" &&
  !node.textContent.replace(/[\s\u00a0]+/g, "") &&
  !holdsMore(new Slice(node.content, 0, 0));

/** Cleans every paste before it is inserted. */
export function cleanSlice(slice: Slice, schema: Schema): Slice {
  const all = nodesOf(clean(slice.content, schema));
  const nodes = all.length > 1 ? all.filter((node) => !isBlank(node)) : all;
  const zones = nodes.some((node) => asBlocks(node, true)[0] !== node);
  const blocks = zones ? nodes.flatMap((node) => asBlocks(node, nodes.length === 1)) : nodes;
  const content = Fragment.from(blocks.map((node) => shallow(node, 0)));
  // An end stays open only if the block there kept its type.
  const open = zones && !(blocks.length === 1 && blocks[0]?.isTextblock) ? [0, 0] : [slice.openStart, slice.openEnd];
  const depth = (side: "firstChild" | "lastChild"): number => {
    let levels = 0;
    for (let node = content[side]; node && !node.isLeaf; node = node[side]) levels++;
    return levels;
  };
  return new Slice(content, Math.min(open[0] ?? 0, depth("firstChild")), Math.min(open[1] ?? 0, depth("lastChild")));
}

/** Inserts blocks at the start of the body, replacing an empty first one; the caret follows them. */
function atBodyStart(tr: Transaction, blocks: readonly Node[]): Transaction {
  const body = zoneRange(tr.doc, "body");
  if (!body || blocks.length === 0) return tr;
  const first = tr.doc.nodeAt(body.from);
  const isEmpty =
    first?.type.name === "paragraph" && first.content.size === 0 && body.to === body.from + first.nodeSize;
  const content = Fragment.from([...blocks]);
  if (isEmpty) tr.replaceWith(body.from, body.to, content);
  else tr.insert(body.from, content);
  return tr.setSelection(Selection.near(tr.doc.resolve(body.from + content.size), -1)).scrollIntoView();
}

const blocksOf = (slice: Slice, schema: Schema): Node[] => {
  const nodes = nodesOf(slice.content);
  if (!nodes[0]?.isInline) return nodes.filter((node) => node.type.isInGroup("block"));
  return [emptyParagraph(schema).copy(slice.content)];
};

/** Splits off the first line of the blocks; null if they do not begin with one. */
function firstLine(blocks: readonly Node[]): { line: Node; rest: Node[] } | null {
  const [first, ...rest] = blocks;
  if (!first) return null;
  if (first.isTextblock) return { line: first, rest };
  const item = isList(first) ? first.firstChild : null;
  if (item?.childCount !== 1 || !item.firstChild) return null;
  const others = first.content.cut(item.nodeSize);
  return { line: item.firstChild, rest: others.size > 0 ? [first.copy(others), ...rest] : rest };
}

/**
 * Pastes into kicker, headline or standfirst, where `tr` has its caret. One paragraph is inserted as text. Of several, the first
 * fills an empty headline and the rest is inserted into the body; otherwise all of it goes to the start of the body.
 */
export function pasteIntoLine(tr: Transaction, slice: Slice): Transaction {
  const { $from, from, to } = tr.selection;
  const { parent } = $from;
  const { schema } = parent.type;
  const found = textblocks(slice);
  if (found.length <= 1 && !holdsMore(slice)) {
    const line = found[0] ? fitLine(found[0].content, parent.type) : Fragment.empty;
    if (line.size === 0) return tr;
    tr.replaceWith(from, to, line);
    return tr.setSelection(TextSelection.create(tr.doc, from + line.size)).scrollIntoView();
  }
  const blocks = blocksOf(slice, schema).filter((node) => !(node.isTextblock && node.content.size === 0));
  const isEmptied = $from.parentOffset === 0 && to - from === parent.content.size;
  const split = parent.type.name === "headline" && isEmptied ? firstLine(blocks) : null;
  if (!split) return atBodyStart(tr, blocks);
  const line = fitLine(split.line.content, parent.type);
  if (to > from) tr.delete(from, to);
  if (line.size > 0) tr.insert(from, line);
  return atBodyStart(tr, split.rest);
}

const oneLiners: readonly string[] = ["attribution", "subheading", "keyPoint"];

/**
 * Pastes at the caret of `tr` by the rules of its zone; null if ProseMirror's own paste is right. `slice` must have passed
 * `cleanSlice`.
 */
export function pasteByZone(tr: Transaction, slice: Slice): Transaction | null {
  const { $from, $to, from, to } = tr.selection;
  if (!$from.sameParent($to)) return null;
  if (isLine($from)) return pasteIntoLine(tr, slice);
  const name = $from.parent.type.name;
  if (!isSeparateLine($from.parent) && !oneLiners.includes(name)) return pasteIntoBox(tr, slice);
  const table = name === "tableCell" || name === "tableCaption" ? tableOf(slice) : null;
  const filled = table && pasteIntoCells(tr, table);
  if (filled) return filled;
  const found = textblocks(slice);
  // Blocks can follow a subheading and a key point; the lines of a picture or quote take everything as one line.
  if ((name === "subheading" && (found.length > 1 || holdsMore(slice))) || found.length === 0) return null;
  const parts = found.map((block) => fitLine(block.content, $from.parent.type)).filter((line) => line.size > 0);
  if (name === "keyPoint" && parts.length > 1) return pastePoints(tr, parts);
  const space = Fragment.from($from.parent.type.schema.text(" "));
  const line = parts.reduce(
    (whole, part) => (whole.size === 0 ? part : whole.append(space).append(part)),
    Fragment.empty,
  );
  if (line.size === 0) return null;
  tr.replaceWith(from, to, line);
  return tr.setSelection(TextSelection.create(tr.doc, from + line.size)).scrollIntoView();
}

function pastePoints(tr: Transaction, parts: readonly Fragment[]): Transaction {
  const { from, to } = tr.selection;
  if (to > from) tr.delete(from, to);
  let pos = from;
  parts.forEach((part, i) => {
    if (i > 0) {
      tr.split(pos);
      pos += 2;
    }
    tr.insert(pos, part);
    pos += part.size;
  });
  return tr.setSelection(TextSelection.create(tr.doc, pos)).scrollIntoView();
}
