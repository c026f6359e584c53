import { Node } from "@tiptap/core";
import type { Node as ProseMirrorNode } from "@tiptap/pm/model";
import type { Arbitrary } from "fast-check";
import type { Element } from "hast";
import { blockFields, type Numbering, numberings, validator } from "../../attributes.ts";
import { blockIdAttribute } from "../../block-attributes.ts";
import { children, element, type FeedContext, inline, isProposed } from "../../feed-html.ts";
import { type HtmlNode, isElement, tagOf } from "../../html-tree.ts";
import { newBlockId } from "../../ids.ts";
import type { Inline } from "../../inline-json.ts";
import type { NodeJson } from "../../json.ts";
import { suggestionMarks } from "../../marks.ts";
import {
  type CopiedPiece,
  type CopyWriter,
  defineBlock,
  defineNode,
  type PageReader,
  type RandomParts,
} from "../../node-definition.ts";
import { paragraph } from "../paragraph/block.ts";

/** Levels of lists inside each other. */
export const maxListLevels = 4;

/** One item of a list: a paragraph and what follows it (paragraphs, lists). Nested at most four levels. */
export const listItem = (text: Inline, ...more: NodeJson[]): NodeJson => ({
  type: "listItem",
  attrs: { id: newBlockId() },
  content: [paragraph(text), ...more],
});
const item = (entry: Inline | NodeJson): NodeJson =>
  typeof entry === "string" || Array.isArray(entry) ? listItem(entry as Inline) : (entry as NodeJson);
export const bulletList = (items: readonly (Inline | NodeJson)[]): NodeJson => ({
  type: "bulletList",
  attrs: { id: newBlockId() },
  content: items.map(item),
});
export const orderedList = (
  items: readonly (Inline | NodeJson)[],
  start = 1,
  numbering: Numbering = "decimal",
): NodeJson => ({
  type: "orderedList",
  attrs: { id: newBlockId(), start, numbering },
  content: items.map(item),
});

/** Whether a node of this name is a list. */
export const isListName = (name: string): boolean => name === "bulletList" || name === "orderedList";

/** The `type` of a numbered list in HTML; undefined for one with plain numbers. */
export function listType(numbering: unknown): string | undefined {
  const known = blockFields.numbering.safeParse(numbering);
  return known.success && known.data !== "decimal" ? numberings[known.data] : undefined;
}
const numberingOf = (type: unknown): Numbering =>
  (Object.keys(numberings) as Numbering[]).find((name) => numberings[name] === type) ?? "decimal";

/** The sign before an item, "3" or "c"; numbers where the alphabet or Roman numerals end. @param number from 0 */
export function signOfItem(number: number, numbering: unknown): string {
  const type = listType(numbering);
  if (type === undefined || number < 1 || number > 3_999) return String(number);
  const sign = /a/i.test(type) ? alphabetic(number) : roman(number);
  return type === type.toUpperCase() ? sign.toUpperCase() : sign;
}
const alphabetic = (number: number): string =>
  number > 26
    ? alphabetic(Math.floor((number - 1) / 26)) + alphabetic(((number - 1) % 26) + 1)
    : String.fromCharCode(96 + number);
const numerals = { m: 1000, cm: 900, d: 500, cd: 400, c: 100, xc: 90, l: 50, xl: 40, x: 10, ix: 9, v: 5, iv: 4, i: 1 };
function roman(number: number): string {
  let rest = number;
  let text = "";
  for (const [sign, value] of Object.entries(numerals)) for (; rest >= value; rest -= value) text += sign;
  return text;
}

function listHtml(node: NodeJson, context: FeedContext): string {
  const inside = context.blocks(node);
  if (node.type !== "orderedList") return element("ul", inside);
  const start = blockFields.start.safeParse(node.attrs?.start);
  if (inside.trim() === "") return "";
  const type = listType(node.attrs?.numbering);
  const attributes = [
    ...(type === undefined ? [] : [` type="${type}"`]),
    ...(start.success && start.data !== 1 ? [` start="${start.data}"`] : []),
  ];
  return `<ol${attributes.join("")}>${inside}</ol>`;
}

function itemHtml(node: NodeJson, context: FeedContext): string {
  const [first, ...rest] = children(node);
  if (rest.length === 0 && first?.type === "paragraph" && !isProposed(first))
    return element("li", inline(first, context));
  return element("li", context.blocks(node));
}

const indented = (text: string, indent: string): string => text.replaceAll("\n", `\n${indent}`);
function copiedList(list: ProseMirrorNode, writer: CopyWriter): CopiedPiece[] {
  return list.children.map((each, index) => {
    const sign =
      list.type.name === "orderedList"
        ? `${signOfItem(Number(list.attrs.start ?? 1) + index, list.attrs.numbering)}. `
        : "• ";
    const indent = " ".repeat(sign.length);
    const lines = writer.blocks(each.content).map(({ text }) => indented(text, indent));
    return { text: `${sign}${lines.join(`\n${indent}`)}`, isClose: index > 0 };
  });
}

export const randomList = ({ fc, inline: text }: RandomParts, levels: number): Arbitrary<NodeJson> =>
  fc
    .tuple(
      fc.nat(3),
      fc.array(
        fc
          .tuple(
            text,
            levels > 1
              ? fc.option(randomList({ fc, inline: text } as RandomParts, levels - 1), { nil: null, freq: 3 })
              : fc.constant(null),
          )
          .map(([words, list]) => listItem(words, ...(list ? [list] : []))),
        { minLength: 1, maxLength: 3 },
      ),
    )
    .map(([start, items]) => (start === 0 ? bulletList(items) : orderedList(items, start)));

function readList(node: Element, page: PageReader, level = 1): NodeJson[] {
  const items: NodeJson[] = [];
  for (const child of node.children) {
    if (isElement(child, "ul", "ol", "menu")) {
      // Many pages put a nested list beside the item that it belongs to.
      const last = items.at(-1);
      const inner = readList(child, page, Math.min(level + 1, maxListLevels));
      if (last && level < maxListLevels) last.content?.push(...inner);
      else items.push(...inner.flatMap((list) => list.content ?? []));
    } else if (isElement(child)) items.push(...readItem(child, page, level));
    else if (child.type === "text" && child.value.trim() !== "") items.push(listItem(child.value.trim()));
  }
  if (items.length === 0) return [];
  const given = Number(node.properties.start ?? 1);
  const start = Number.isInteger(given) && given >= 0 && given < 1e9 ? given : 1;
  return [tagOf(node) === "ol" ? orderedList(items, start, numberingOf(node.properties.type)) : bulletList(items)];
}

function readItem(node: Element, page: PageReader, level: number): NodeJson[] {
  const parts: NodeJson[] = [];
  let loose: HtmlNode[] = [];
  const flush = () => {
    for (const runs of page.texts({ children: loose })) parts.push(paragraph(runs));
    loose = [];
  };
  for (const child of page.unwrapped(node.children)) {
    if (isElement(child, "ul", "ol", "menu")) {
      flush();
      if (level < maxListLevels) parts.push(...readList(child, page, level + 1));
      else
        for (const list of readList(child, page, level))
          for (const runs of page.textsOfBlock(list)) parts.push(paragraph(runs));
    } else loose.push(child);
  }
  flush();
  const [first, ...rest] = parts;
  if (!first) return [];
  return first.type === "paragraph" ? [listItem(first.content ?? "", ...rest)] : [listItem("", ...parts)];
}
const read = (node: Element, page: PageReader) => readList(node, page);

export const listBlock = defineBlock({
  since: 1,
  readerName: "List",
  nodes: {
    bulletList: defineNode({
      spec: Node.create({
        name: "bulletList",
        group: "block",
        content: "listItem+",
        marks: suggestionMarks,
        addAttributes: blockIdAttribute,
        parseHTML: () => [{ tag: "ul" }],
        renderHTML: ({ HTMLAttributes }) => ["ul", HTMLAttributes, 0],
      }),
      name: "bulleted list",
      plainText: "children",
      feed: listHtml,
      copied: copiedList,
    }),
    orderedList: defineNode({
      spec: Node.create({
        name: "orderedList",
        group: "block",
        content: "listItem+",
        marks: suggestionMarks,
        addAttributes: () => ({
          ...blockIdAttribute(),
          start: {
            default: 1,
            validate: validator(blockFields.start, "start"),
            parseHTML: (list: HTMLElement) => {
              const start = blockFields.start.safeParse(Number(list.getAttribute("start") ?? 1));
              return start.success ? start.data : 1;
            },
            renderHTML: (attributes: Record<string, unknown>) =>
              attributes.start === 1 ? {} : { start: String(attributes.start) },
          },
          numbering: {
            default: "decimal",
            validate: validator(blockFields.numbering, "numbering"),
            parseHTML: (list: HTMLElement) => numberingOf(list.getAttribute("type")),
            renderHTML: ({ numbering }: Record<string, unknown>) => {
              const type = listType(numbering);
              return type === undefined ? {} : { type, "data-numbering": numbering };
            },
          },
        }),
        parseHTML: () => [{ tag: "ol" }],
        renderHTML: ({ HTMLAttributes }) => ["ol", HTMLAttributes, 0],
      }),
      name: "numbered list",
      plainText: "children",
      feed: listHtml,
      copied: copiedList,
    }),
    listItem: defineNode({
      spec: Node.create({
        name: "listItem",
        content: "paragraph (paragraph | bulletList | orderedList)*",
        marks: suggestionMarks,
        defining: true,
        addAttributes: blockIdAttribute,
        parseHTML: () => [{ tag: "li" }],
        renderHTML: ({ HTMLAttributes }) => ["li", HTMLAttributes, 0],
      }),
      name: "item",
      plainText: "children",
      feed: itemHtml,
      passage: "whole",
      copied: (node, writer, isFirst) =>
        writer.blocks(node.content).map((piece, index) => ({ ...piece, isClose: index > 0 || !isFirst })),
    }),
  },
  random: (parts) => randomList(parts, 3),
  imports: { ul: read, ol: read, menu: read },
});
