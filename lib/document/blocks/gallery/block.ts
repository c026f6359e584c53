import { Node } from "@tiptap/core";
import type { Element } from "hast";
import type { GalleryLayout } from "../../attributes.ts";
import { blockIdAttribute, pasted } from "../../block-attributes.ts";
import { elementsOf, type HtmlNode, isElement } from "../../html-tree.ts";
import { newBlockId } from "../../ids.ts";
import type { NodeJson } from "../../json.ts";
import { suggestionMarks } from "../../marks.ts";
import { defineBlock, defineNode, type PageReader } from "../../node-definition.ts";
import { type FigureParts, figure, randomFigure, readFigure } from "../figure/block.ts";

type GalleryParts = { pictures: readonly FigureParts[]; layout?: GalleryLayout };
export const gallery = ({ pictures, layout = "grid" }: GalleryParts): NodeJson =>
  galleryOf(pictures.map(figure), layout);

const galleryOf = (figures: readonly NodeJson[], layout: GalleryLayout): NodeJson => ({
  type: "gallery",
  attrs: { id: newBlockId(), layout },
  content: [...figures],
});

/** How WordPress and others mark a figure that groups pictures. */
const isGroup = (node: Element): boolean => elementsOf(node, "figure").length > 1 || elementsOf(node, "img").length > 1;

/** The pictures of a group that is written as a list. */
const unlisted = (nodes: readonly HtmlNode[]): HtmlNode[] =>
  nodes.flatMap((node) => (isElement(node, "ul", "ol", "li", "div") ? unlisted(node.children) : [node]));

/** A `<figure>` with several pictures is a gallery, and its own caption a paragraph under it; with one it is a picture. */
function read(node: Element, page: PageReader): NodeJson[] {
  if (!isGroup(node)) return readFigure(node, page);
  const caption = node.children.find((child): child is Element => isElement(child, "figcaption"));
  const blocks = page.blocks(unlisted(node.children.filter((child) => child !== caption)));
  const figures = blocks.filter(({ type }) => type === "figure");
  const others = [...blocks.filter(({ type }) => type !== "figure"), ...page.blocks(caption?.children ?? [])];
  if (figures.length < 2) return [...figures, ...others];
  return [galleryOf(figures, figures.length === 2 ? "row" : "grid"), ...others];
}

export const galleryBlock = defineBlock({
  since: 9,
  readerName: "Gallery",
  nodes: {
    gallery: defineNode({
      spec: Node.create({
        name: "gallery",
        group: "block",
        content: "figure+",
        marks: suggestionMarks,
        isolating: true,
        defining: true,
        selectable: true,
        draggable: true,
        addAttributes: () => ({ ...blockIdAttribute(), layout: { default: "grid", ...pasted("layout") } }),
        parseHTML: () => [{ tag: "div[data-gallery]", priority: 60 }],
        renderHTML: ({ HTMLAttributes }) => ["div", { "data-gallery": "", ...HTMLAttributes }, 0],
      }),
      name: "gallery",
      plainText: "children",
      feed: (node, context) => context.blocks(node),
    }),
  },
  random: (parts) =>
    parts.fc
      .record({
        pictures: parts.fc.array(randomFigure(parts), { minLength: 1, maxLength: 4 }),
        layout: parts.fc.constantFrom<GalleryLayout>("grid", "row"),
      })
      .map(gallery),
  imports: { figure: read },
});
