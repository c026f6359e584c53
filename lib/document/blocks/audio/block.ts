import { Node } from "@tiptap/core";
import { blockIdAttribute, pasted } from "../../block-attributes.ts";
import type { NodeJson } from "../../json.ts";
import { suggestionMarks } from "../../marks.ts";
import { defineBlock, defineNode } from "../../node-definition.ts";
import { type MediaParts, mediaOf, playerHtml, randomMedia } from "../video/block.ts";

export const audio = (parts: MediaParts): NodeJson => mediaOf("audio", parts, {});

export const audioBlock = defineBlock({
  since: 11,
  readerName: "Audio",
  nodes: {
    audio: defineNode({
      spec: Node.create({
        name: "audio",
        group: "block",
        content: "caption credit",
        marks: suggestionMarks,
        isolating: true,
        defining: true,
        selectable: true,
        draggable: true,
        addAttributes: () => ({ ...blockIdAttribute(), media: { default: null, ...pasted("media") } }),
        parseHTML: () => [{ tag: "figure[data-audio]", priority: 60 }],
        renderHTML: ({ HTMLAttributes }) => ["figure", { "data-audio": "", ...HTMLAttributes }, 0],
      }),
      name: "audio",
      plainText: "children",
      feed: (node, context) => playerHtml("audio", node, context),
      passage: "whole",
      isMedia: true,
    }),
  },
  random: (parts) => randomMedia(parts).map(audio),
  imports: {},
});
