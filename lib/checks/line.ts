import type { Node } from "@tiptap/pm/model";
import { isLineBreak } from "../document/text.ts";

/** One textblock as the rules read it. Plain data, so that it can be sent to a worker. */
export type CheckedLine = {
  /** The id of the block that it is in; absent in the headline and in other parts of a story that have no id. */
  block?: string;
  /** Node type: "paragraph", "headline", "caption" … */
  type: string;
  /** BCP 47, of the story. */
  language: string;
  /** Without what is only proposed: what readers would get. */
  text: string;
  /** Offsets in `text`, UTF-16 units. */
  links: { from: number; to: number; href: string }[];
};

const isProposed = (node: Node): boolean => node.marks.some(({ type }) => type.name === "insertion");
const wordsOf = (node: Node): string => (node.isText ? (node.text ?? "") : isLineBreak(node) ? "\n" : "");

/** Reads a textblock. */
export function lineOf(block: Node, language: string, id?: string): CheckedLine {
  const line: CheckedLine = {
    type: block.type.name,
    language,
    text: "",
    links: [],
    ...(id === undefined ? {} : { block: id }),
  };
  block.forEach((node) => {
    if (isProposed(node)) return;
    const from = line.text.length;
    line.text += wordsOf(node);
    const href = node.marks.find(({ type }) => type.name === "link")?.attrs.href;
    if (typeof href !== "string") return;
    const last = line.links.at(-1);
    // Bold words inside a link are a node of their own.
    if (last && last.to === from && last.href === href) last.to = line.text.length;
    else line.links.push({ from, to: line.text.length, href });
  });
  return line;
}

/** The position inside `block` (0 is before its first character) of an offset in the text of its line. */
export function positionOf(block: Node, offset: number): number {
  let left = offset;
  let position = 0;
  for (const node of block.children) {
    const length = isProposed(node) ? 0 : wordsOf(node).length;
    if (left < length) return position + left;
    left -= length;
    position += node.nodeSize;
  }
  return position;
}

export type PlacedBlock = { node: Node; pos: number; id?: string };

/** Every textblock of a document with the id of the block that it is in. */
export function textblocksOf(doc: Node): PlacedBlock[] {
  const found: PlacedBlock[] = [];
  const visit = (parent: Node, start: number, id: string | undefined): void =>
    parent.forEach((node, offset) => {
      if (isProposed(node)) return;
      const own = typeof node.attrs.id === "string" ? node.attrs.id : id;
      if (node.isTextblock) found.push({ node, pos: start + offset, ...(own === undefined ? {} : { id: own }) });
      else visit(node, start + offset + 1, own);
    });
  visit(doc, 0, undefined);
  return found;
}
