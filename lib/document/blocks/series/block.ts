import { Node } from "@tiptap/core";
import { blockIdAttribute, pasted } from "../../block-attributes.ts";
import {
  absolute,
  children,
  element,
  escapeHtml,
  type FeedContext,
  inline,
  isProposed,
  pictureId,
} from "../../feed-html.ts";
import { newBlockId } from "../../ids.ts";
import { type Inline, withText } from "../../inline-json.ts";
import type { NodeJson } from "../../json.ts";
import { suggestionMarks } from "../../marks.ts";
import { defineBlock, defineNode } from "../../node-definition.ts";
import { boxTitleSpec } from "../../titled-box.ts";
import { relatedStory } from "../related-story/block.ts";

/** Other parts of a series under a title: the stories of a collection, or those that are named here. */
export const series = (title: Inline, stories: readonly string[], collection: string | null = null): NodeJson => ({
  type: "series",
  attrs: { id: newBlockId(), collection },
  content: [withText("seriesTitle", title), ...stories.map(relatedStory)],
});

function partHtml(node: NodeJson, context: FeedContext): string {
  const id = isProposed(node) ? null : pictureId(node.attrs?.story);
  const story = id === null ? null : context.storyLink(id);
  const address = story && absolute(story.url, context);
  return story && address ? `<li><a href="${escapeHtml(address)}">${escapeHtml(story.headline)}</a></li>` : "";
}

function seriesHtml(node: NodeJson, context: FeedContext): string {
  const [title, ...parts] = children(node);
  const items = parts.map((part) => partHtml(part, context)).join("");
  const name = title && !isProposed(title) ? inline(title, context) : "";
  return element("p", element("strong", name)) + element("ul", items);
}

export const seriesBlock = defineBlock({
  since: 23,
  readerName: "Series",
  nodes: {
    series: defineNode({
      spec: Node.create({
        name: "series",
        group: "block",
        content: "seriesTitle relatedStory*",
        marks: suggestionMarks,
        isolating: true,
        // The stories of the collection take the place of the parts when a page is made; see expand-series.ts.
        addAttributes: () => ({ ...blockIdAttribute(), collection: { default: null, ...pasted("collection") } }),
        parseHTML: () => [{ tag: "section[data-box=series]", priority: 60 }],
        renderHTML: ({ HTMLAttributes }) => ["section", { "data-box": "series", ...HTMLAttributes }, 0],
      }),
      name: "series box",
      plainText: "children",
      feed: seriesHtml,
      passage: "title",
      isInExcerpt: false,
      isBox: true,
    }),
    seriesTitle: defineNode({
      spec: boxTitleSpec("series"),
      name: "title of a series box",
      plainText: "words",
      feed: (node, context) => element("p", element("strong", inline(node, context))),
      isSeparateLine: true,
      placeholder: "Title of the series",
    }),
  },
  random: ({ fc, text, rowId }) =>
    fc
      .tuple(text, fc.array(rowId, { maxLength: 3 }), fc.option(rowId))
      .map(([title, stories, collection]) => series(title, stories, collection)),
  imports: {},
});
