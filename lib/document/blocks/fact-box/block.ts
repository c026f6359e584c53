import { Node } from "@tiptap/core";
import type { Element } from "hast";
import { blockIdAttribute } from "../../block-attributes.ts";
import { element, inline } from "../../feed-html.ts";
import { isElement } from "../../html-tree.ts";
import { newBlockId } from "../../ids.ts";
import { type Inline, textOfRuns, withText } from "../../inline-json.ts";
import type { NodeJson } from "../../json.ts";
import { suggestionMarks } from "../../marks.ts";
import { defineBlock, defineNode, type PageReader } from "../../node-definition.ts";
import { randomList } from "../list/block.ts";
import { paragraph } from "../paragraph/block.ts";

/** Paragraphs and lists under a title; without any, one empty paragraph. */
export const factBox = (title: string, blocks: readonly NodeJson[]): NodeJson => ({
  type: "factBox",
  attrs: { id: newBlockId() },
  content: [withText("factBoxTitle", title), ...(blocks.length > 0 ? blocks : [paragraph()])],
});

const isHeld = ({ type }: NodeJson): boolean => type === "paragraph" || type === "bulletList" || type === "orderedList";
const isText = ({ type }: NodeJson): boolean => type === "subheading" || type === "blockquote" || type === "pullQuote";

/** A `<details>` with a summary is a fact box; pictures, tables and boxes inside it follow the box. */
function read(node: Element, page: PageReader): NodeJson[] {
  const summary = node.children.find((child): child is Element => isElement(child, "summary"));
  const title = summary ? textOfRuns(page.line(summary, [])) : "";
  const blocks = page.blocks(node.children.filter((child) => child !== summary));
  if (title === "") return blocks;
  const toParagraphs = (block: NodeJson) => page.textsOfBlock(block).map((runs: Inline) => paragraph(runs));
  const inside = blocks.flatMap((block) => (isHeld(block) ? [block] : isText(block) ? toParagraphs(block) : []));
  return [factBox(title, inside), ...blocks.filter((block) => !isHeld(block) && !isText(block))];
}

export const factBoxBlock = defineBlock({
  since: 7,
  readerName: "Fact box",
  nodes: {
    factBox: defineNode({
      spec: Node.create({
        name: "factBox",
        group: "block",
        content: "factBoxTitle (paragraph | bulletList | orderedList)+",
        marks: suggestionMarks,
        isolating: true,
        addAttributes: blockIdAttribute,
        parseHTML: () => [{ tag: "section[data-box=factBox]", priority: 60 }],
        renderHTML: ({ HTMLAttributes }) => ["section", { "data-box": "factBox", ...HTMLAttributes }, 0],
      }),
      name: "fact box",
      plainText: "children",
      feed: (node, context) => element("section", context.blocks(node)),
      passage: "title",
      // A box is background to the story, so the excerpt begins with the story itself.
      isInExcerpt: false,
      isBox: true,
    }),
    factBoxTitle: defineNode({
      spec: Node.create({
        name: "factBoxTitle",
        content: "text*",
        marks: suggestionMarks,
        isolating: true,
        defining: true,
        parseHTML: () => [{ tag: "p[data-box-title]", priority: 60 }],
        renderHTML: () => ["p", { "data-box-title": "" }, 0],
      }),
      name: "title of a fact box",
      plainText: "words",
      feed: (node, context) => element("h2", inline(node, context)),
      isSeparateLine: true,
      placeholder: "Title of the fact box",
    }),
  },
  random: (parts) =>
    parts.fc
      .tuple(
        parts.text,
        parts.fc.array(parts.fc.oneof(parts.inline.map(paragraph), randomList(parts, 2)), { maxLength: 3 }),
      )
      .map(([title, blocks]) => factBox(title, blocks)),
  imports: { details: read },
});
