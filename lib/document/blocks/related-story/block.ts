import { Node } from "@tiptap/core";
import { blockIdAttribute, pasted } from "../../block-attributes.ts";
import { absolute, escapeHtml, type FeedContext, pictureId } from "../../feed-html.ts";
import { newBlockId } from "../../ids.ts";
import type { NodeJson } from "../../json.ts";
import { defineBlock, defineNode } from "../../node-definition.ts";

export const relatedStory = (story: string): NodeJson => ({ type: "relatedStory", attrs: { id: newBlockId(), story } });

function cardHtml(node: NodeJson, context: FeedContext): string {
  const id = pictureId(node.attrs?.story);
  const story = id === null ? null : context.storyLink(id);
  const address = story && absolute(story.url, context);
  if (!story || !address) return "";
  return `<p>${escapeHtml(context.words.readAlso)}: <a href="${escapeHtml(address)}">${escapeHtml(story.headline)}</a></p>`;
}

export const relatedStoryBlock = defineBlock({
  since: 1,
  readerName: "Related story",
  nodes: {
    relatedStory: defineNode({
      // A card of another story, by its id; its headline and picture are looked up when it is read.
      spec: Node.create({
        name: "relatedStory",
        group: "block",
        atom: true,
        selectable: true,
        draggable: true,
        addAttributes: () => ({ ...blockIdAttribute(), story: { default: null, ...pasted("story") } }),
        parseHTML: () => [{ tag: "div[data-related-story]", priority: 60 }],
        renderHTML: ({ HTMLAttributes }) => ["div", { "data-related-story": "", ...HTMLAttributes }],
      }),
      name: "related story",
      plainText: "nothing",
      feed: cardHtml,
    }),
  },
  random: ({ rowId }) => rowId.map(relatedStory),
  imports: {},
});
