import { Node } from "@tiptap/core";
import { blockIdAttribute, pasted } from "../../block-attributes.ts";
import { absolute, element, escapeHtml, type FeedContext, pictureId } from "../../feed-html.ts";
import { newBlockId } from "../../ids.ts";
import type { Inline } from "../../inline-json.ts";
import { withText } from "../../inline-json.ts";
import type { NodeJson } from "../../json.ts";
import { suggestionMarks } from "../../marks.ts";
import { defineBlock, defineNode, type RandomParts } from "../../node-definition.ts";
import { captionHtml } from "../figure/block.ts";

export type MediaParts = {
  /** The id of a file, or null for a place that waits for one. */
  media: string | null;
  caption?: Inline;
  credit?: string;
};
/** What a video and a sound have in common. */
export const mediaOf = (
  type: string,
  { media, caption, credit }: MediaParts,
  attrs: Record<string, unknown>,
): NodeJson => ({
  type,
  attrs: { id: newBlockId(), media, ...attrs },
  content: [withText("caption", caption ?? ""), withText("credit", credit ?? "")],
});
/** `poster`: the picture that is shown before it plays. */
export const video = (parts: MediaParts & { poster?: string | null }): NodeJson =>
  mediaOf("video", parts, { picture: parts.poster ?? null });

/** The full address of a file in feeds; null when readers may not get it. */
export function mediaUrlOf(node: NodeJson, context: FeedContext): string | null {
  const id = pictureId(node.attrs?.media);
  const address = id === null ? null : absolute(context.mediaUrl(id), context);
  return address !== null && /^https?:/i.test(address) ? address : null;
}

/** A `<video>` or `<audio>` with its caption; `more`: further attributes, escaped. */
export function playerHtml(tag: "video" | "audio", node: NodeJson, context: FeedContext, more = ""): string {
  const address = mediaUrlOf(node, context);
  if (address === null) return "";
  const player = `<${tag} controls preload="none" src="${escapeHtml(address)}"${more}></${tag}>`;
  return `<figure>${player}${element("figcaption", captionHtml(node, context))}</figure>`;
}

function videoHtml(node: NodeJson, context: FeedContext): string {
  const id = pictureId(node.attrs?.picture);
  const poster = id === null ? null : absolute(context.pictureUrl(id, null), context);
  return playerHtml("video", node, context, poster === null ? "" : ` poster="${escapeHtml(poster)}"`);
}

export const randomMedia = ({ fc, rowId, text, inline: words }: RandomParts) =>
  fc.record({ media: fc.option(rowId), caption: words, credit: text });

export const videoBlock = defineBlock({
  since: 11,
  readerName: "Video",
  nodes: {
    video: defineNode({
      spec: Node.create({
        name: "video",
        group: "block",
        content: "caption credit",
        marks: suggestionMarks,
        isolating: true,
        defining: true,
        selectable: true,
        draggable: true,
        addAttributes: () => ({
          ...blockIdAttribute(),
          media: { default: null, ...pasted("media") },
          picture: { default: null, ...pasted("picture") },
        }),
        parseHTML: () => [{ tag: "figure[data-video]", priority: 60 }],
        renderHTML: ({ HTMLAttributes }) => ["figure", { "data-video": "", ...HTMLAttributes }, 0],
      }),
      name: "video",
      plainText: "children",
      feed: videoHtml,
      passage: "whole",
      isMedia: true,
    }),
  },
  random: (parts) =>
    parts.fc
      .tuple(randomMedia(parts), parts.fc.option(parts.rowId))
      .map(([given, poster]) => video({ ...given, poster })),
  // A file of another site is no file of this newsroom.
  imports: {},
});
