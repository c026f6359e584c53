import { Node } from "@tiptap/core";
import { blockIdAttribute } from "../../block-attributes.ts";
import { newBlockId } from "../../ids.ts";
import type { NodeJson } from "../../json.ts";
import { defineBlock, defineNode } from "../../node-definition.ts";

/** A list of links to the subheadings of the story, made anew whenever the story is shown. */
export const tableOfContents = (): NodeJson => ({ type: "tableOfContents", attrs: { id: newBlockId() } });

export const tableOfContentsBlock = defineBlock({
  since: 18,
  readerName: "Contents",
  nodes: {
    tableOfContents: defineNode({
      spec: Node.create({
        name: "tableOfContents",
        group: "block",
        atom: true,
        selectable: true,
        draggable: true,
        addAttributes: blockIdAttribute,
        parseHTML: () => [{ tag: "nav[data-contents]", priority: 60 }],
        renderHTML: ({ HTMLAttributes }) => ["nav", { "data-contents": "", ...HTMLAttributes }],
      }),
      name: "table of contents",
      plainText: "nothing",
      // Feed readers drop the ids that its links would lead to.
      feed: () => "",
      copied: () => [],
    }),
  },
  random: ({ fc }) => fc.constant(null).map(tableOfContents),
  // The list of another site links to ids that the import does not keep.
  imports: {},
});
