import { Node } from "@tiptap/core";
import { blockIdAttribute } from "../../block-attributes.ts";
import { newBlockId } from "../../ids.ts";
import type { NodeJson } from "../../json.ts";
import { defineBlock, defineNode } from "../../node-definition.ts";

export const divider = (): NodeJson => ({ type: "divider", attrs: { id: newBlockId() } });

export const dividerBlock = defineBlock({
  since: 1,
  readerName: "Divider",
  nodes: {
    divider: defineNode({
      spec: Node.create({
        name: "divider",
        group: "block",
        atom: true,
        selectable: true,
        addAttributes: blockIdAttribute,
        parseHTML: () => [{ tag: "hr" }],
        renderHTML: ({ HTMLAttributes }) => ["hr", HTMLAttributes],
      }),
      name: "divider",
      plainText: "nothing",
      feed: () => "<hr>",
      copied: () => [{ text: "* * *", isClose: false }],
    }),
  },
  random: ({ fc }) => fc.constant(null).map(divider),
  imports: { hr: () => [divider()] },
});
