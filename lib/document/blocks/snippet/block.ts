import { Node } from "@tiptap/core";
import { blockIdAttribute, pasted } from "../../block-attributes.ts";
import { newBlockId } from "../../ids.ts";
import type { NodeJson } from "../../json.ts";
import { defineBlock, defineNode } from "../../node-definition.ts";

export const snippet = (id: string): NodeJson => ({ type: "snippet", attrs: { id: newBlockId(), snippet: id } });

export const snippetBlock = defineBlock({
  since: 19,
  readerName: "Snippet",
  nodes: {
    snippet: defineNode({
      // Blocks that many stories share, by the id of the snippet. They take its place when a page, a feed or a preview is
      // made, so everything that readers get handles ordinary blocks; see expand-snippets.ts.
      spec: Node.create({
        name: "snippet",
        group: "block",
        atom: true,
        selectable: true,
        draggable: true,
        addAttributes: () => ({ ...blockIdAttribute(), snippet: { default: null, ...pasted("snippet") } }),
        parseHTML: () => [{ tag: "div[data-snippet]", priority: 60 }],
        renderHTML: ({ HTMLAttributes }) => ["div", { "data-snippet": "", ...HTMLAttributes }],
      }),
      name: "snippet",
      plainText: "nothing",
      feed: () => "",
    }),
  },
  random: ({ rowId }) => rowId.map(snippet),
  imports: {},
});
