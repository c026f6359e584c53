import { Node } from "@tiptap/core";
import type { Element } from "hast";
import type { FigureSize } from "../../attributes.ts";
import { blockIdAttribute, pasted, pictureAttributes } from "../../block-attributes.ts";
import { storable } from "../../characters.ts";
import {
  absolute,
  childOf,
  element,
  escapeHtml,
  type FeedContext,
  inline,
  isProposed,
  pictureId,
  textAttribute,
} from "../../feed-html.ts";
import { elementsOf } from "../../html-tree.ts";
import { newBlockId } from "../../ids.ts";
import { type Inline, withText } from "../../inline-json.ts";
import type { NodeJson } from "../../json.ts";
import { suggestionMarks } from "../../marks.ts";
import { defineBlock, defineNode, type PageReader, type RandomParts } from "../../node-definition.ts";

export type FigureParts = {
  /** A picture's id, or null for a place that waits for one. */
  picture: string | null;
  alt?: string;
  decorative?: boolean;
  crop?: string | null;
  size?: FigureSize;
  caption?: Inline;
  credit?: string;
};
/** What a figure and the main picture have in common. */
export const figureOf = (type: string, parts: FigureParts, attrs: Record<string, unknown>): NodeJson => ({
  type,
  attrs: {
    id: newBlockId(),
    picture: parts.picture,
    alt: storable(parts.alt ?? ""),
    decorative: parts.decorative ?? false,
    crop: parts.crop ?? null,
    ...attrs,
  },
  content: [withText("caption", parts.caption ?? ""), withText("credit", parts.credit ?? "")],
});
export const figure = (parts: FigureParts): NodeJson => figureOf("figure", parts, { size: parts.size ?? "normal" });

/** The caption and the credit of a node. */
export function captionHtml(node: NodeJson, context: FeedContext): string {
  const [caption, credit] = ["caption", "credit"].map((part) => {
    const child = childOf(node, part);
    return child && !isProposed(child) ? inline(child, context) : "";
  });
  return [caption, element("small", credit ?? "")].filter(Boolean).join(" ");
}

export function figureHtml(node: NodeJson, context: FeedContext): string {
  const id = pictureId(node.attrs?.picture);
  const crop = typeof node.attrs?.crop === "string" ? node.attrs.crop : null;
  const address = id === null ? null : absolute(context.pictureUrl(id, crop), context);
  if (address === null || !/^https?:/i.test(address)) return "";
  const alt = node.attrs?.decorative === true ? "" : textAttribute(node.attrs?.alt);
  const under = captionHtml(node, context);
  return `<figure><img src="${escapeHtml(address)}" alt="${escapeHtml(alt)}">${element("figcaption", under)}</figure>`;
}

export const randomFigure = ({ fc, rowId, text, inline: words }: RandomParts) =>
  fc
    .record({ picture: fc.option(rowId), alt: text, decorative: fc.boolean(), caption: words, credit: text })
    .map((parts) => ({ ...parts, alt: parts.alt.replace(/\s/g, " ") }));

/** A picture, video or sound of an imported page with its caption. It is found by the reader of lines. */
export function readFigure(node: Element, page: PageReader): NodeJson[] {
  const [caption] = elementsOf(node, "figcaption");
  const blocks = page.blocks(node.children.filter((child) => child !== caption));
  const last = blocks.findLast(({ content }) => content?.some(({ type }) => type === "caption"));
  if (!last && elementsOf(node, "img").length === 0)
    return [...blocks, ...(caption ? page.blocks(caption.children) : [])];
  const words = caption
    ? page.fit(
        page.texts(caption).flatMap((runs, index) => (index > 0 ? [{ type: "text", text: " " }, ...runs] : runs)),
        ["bold", "italic", "link"],
      )
    : [];
  const slot = last?.content?.find((child) => child.type === "caption");
  if (slot && words.length > 0) slot.content = words;
  // Where a link replaces the picture, the caption follows it. A caption without either is meaningless.
  if (!slot && caption && blocks.length > 0) return [...blocks, ...page.blocks(caption.children)];
  return blocks;
}

export const figureBlock = defineBlock({
  since: 1,
  readerName: "Picture",
  nodes: {
    figure: defineNode({
      spec: Node.create({
        name: "figure",
        group: "block",
        content: "caption credit",
        marks: suggestionMarks,
        isolating: true,
        defining: true,
        selectable: true,
        draggable: true,
        addAttributes: () => ({
          ...blockIdAttribute(),
          ...pictureAttributes(),
          size: { default: "normal", ...pasted("size") },
        }),
        // Only our own: a foreign figure names no picture of the library, so its caption is pasted as a paragraph.
        parseHTML: () => [{ tag: "figure[data-figure]", priority: 60 }],
        renderHTML: ({ HTMLAttributes }) => ["figure", { "data-figure": "", ...HTMLAttributes }, 0],
      }),
      name: "picture",
      plainText: "children",
      feed: figureHtml,
      passage: "whole",
      isPicture: true,
    }),
    caption: defineNode({
      spec: Node.create({
        name: "caption",
        content: "text*",
        marks: `bold italic link wire ${suggestionMarks}`,
        isolating: true,
        defining: true,
        parseHTML: () => [{ tag: "figcaption", context: "mainFigure/|figure/|video/|audio/" }],
        renderHTML: () => ["figcaption", 0],
      }),
      name: "caption",
      placeholder: "Caption: who, what, where, when",
      plainText: "words",
      feed: (node, context) => element("p", inline(node, context)),
      isSeparateLine: true,
    }),
    credit: defineNode({
      // Photographer and agency, plain.
      spec: Node.create({
        name: "credit",
        content: "text*",
        marks: suggestionMarks,
        isolating: true,
        defining: true,
        parseHTML: () => [{ tag: "p[data-credit]", priority: 60 }],
        renderHTML: () => ["p", { "data-credit": "" }, 0],
      }),
      name: "credit",
      placeholder: "Credit",
      plainText: "words",
      feed: (node, context) => element("p", inline(node, context)),
      isSeparateLine: true,
      copied: (node, writer, isFirst) =>
        node.content.size > 0 ? [{ text: writer.line(node.content), isClose: !isFirst }] : [],
    }),
  },
  random: (parts) => randomFigure(parts).map(figure),
  // A gallery is a `<figure>` as well, and its definition decides which of the two an element is.
  imports: {},
});
