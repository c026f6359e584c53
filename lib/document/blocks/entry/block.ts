import { element, inline } from "../../feed-html.ts";
import type { NodeJson } from "../../json.ts";
import { defineBlock, defineNode } from "../../node-definition.ts";
import { boxSpec, boxTitleSpec, titledBox } from "../../titled-box.ts";
import { randomList } from "../list/block.ts";
import { paragraph } from "../paragraph/block.ts";

/** An item of a list with headings: paragraphs and lists under its heading. Items that follow each other are one list. */
export const entry = (heading: string, blocks: readonly NodeJson[]): NodeJson => titledBox("entry", heading, blocks);

export const entryBlock = defineBlock({
  since: 24,
  readerName: "List with headings",
  nodes: {
    entry: defineNode({
      spec: boxSpec("entry"),
      name: "item with a heading",
      plainText: "children",
      feed: (node, context) => context.blocks(node),
      passage: "title",
      isBox: true,
      isSeries: true,
    }),
    entryTitle: defineNode({
      spec: boxTitleSpec("entry"),
      name: "heading of an item",
      plainText: "words",
      feed: (node, context) => element("p", element("strong", inline(node, context))),
      isSeparateLine: true,
      placeholder: "Heading of the item",
    }),
  },
  random: (parts) =>
    parts.fc
      .tuple(
        parts.text,
        parts.fc.array(parts.fc.oneof(parts.inline.map(paragraph), randomList(parts, 2)), { maxLength: 2 }),
      )
      .map(([heading, blocks]) => entry(heading, blocks)),
  // A heading with text under it may be anything.
  imports: {},
});
