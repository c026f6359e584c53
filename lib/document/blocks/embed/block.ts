import { Node } from "@tiptap/core";
import { blockIdAttribute, pasted } from "../../block-attributes.ts";
import { childOf, element, escapeHtml, type FeedContext, inline, isProposed } from "../../feed-html.ts";
import { newBlockId } from "../../ids.ts";
import { withText } from "../../inline-json.ts";
import type { NodeJson } from "../../json.ts";
import { suggestionMarks } from "../../marks.ts";
import { defineBlock, defineNode } from "../../node-definition.ts";
import { embedOf, embedOfAddress } from "./providers.ts";

type EmbedParts = {
  /** "youtube:abc_DEF-123", or null for a place that waits for an address. */
  embed: string | null;
  title?: string;
  credit?: string;
};
/** Content of another site, which readers load by a click. */
export const embed = ({ embed: stored, title = "", credit = "" }: EmbedParts): NodeJson => ({
  type: "embed",
  attrs: { id: newBlockId(), embed: stored },
  content: [withText("embedTitle", title), withText("credit", credit)],
});

function embedHtml(node: NodeJson, context: FeedContext): string {
  const shown = embedOf(node.attrs?.embed);
  if (!shown) return "";
  const [title = "", credit = ""] = ["embedTitle", "credit"].map((part) => {
    const line = childOf(node, part);
    return line && !isProposed(line) ? inline(line, context).trim() : "";
  });
  const words = title === "" ? escapeHtml(shown.link) : title;
  const by = credit === "" ? "" : ` <small>${credit}</small>`;
  return `<p>${escapeHtml(shown.provider)}: <a href="${escapeHtml(shown.link)}">${words}</a>${by}</p>`;
}

/** A pasted frame of a known provider; others are mostly advertisements. */
function ofFrame(frame: HTMLElement): { embed: string } | false {
  const found = embedOfAddress(frame.getAttribute("src") ?? "");
  return found === null ? false : { embed: found };
}

export const embedBlock = defineBlock({
  since: 13,
  readerName: "Embed",
  nodes: {
    embed: defineNode({
      spec: Node.create({
        name: "embed",
        group: "block",
        content: "embedTitle credit",
        marks: suggestionMarks,
        isolating: true,
        defining: true,
        selectable: true,
        draggable: true,
        addAttributes: () => ({ ...blockIdAttribute(), embed: { default: null, ...pasted("embed") } }),
        parseHTML: () => [
          { tag: "figure[data-embed-block]", priority: 60 },
          { tag: "iframe[src]", getAttrs: ofFrame },
        ],
        renderHTML: ({ HTMLAttributes }) => ["figure", { "data-embed-block": "", ...HTMLAttributes }, 0],
      }),
      name: "embed",
      plainText: "children",
      feed: embedHtml,
      passage: "whole",
      isEmbed: true,
    }),
    embedTitle: defineNode({
      spec: Node.create({
        name: "embedTitle",
        content: "text*",
        marks: suggestionMarks,
        isolating: true,
        defining: true,
        parseHTML: () => [{ tag: "p[data-embed-title]", priority: 60 }],
        renderHTML: () => ["p", { "data-embed-title": "" }, 0],
      }),
      name: "title of an embed",
      plainText: "words",
      feed: (node, context) => element("p", inline(node, context)),
      isSeparateLine: true,
      placeholder: "Title of the content",
    }),
  },
  random: ({ fc, text }) =>
    fc
      .record({
        embed: fc.option(fc.constantFrom("youtube:abc_DEF-123", "x:1234567890123456789", "link:https://example.org/a")),
        title: text,
        credit: text,
      })
      .map(embed),
  // An iframe is inline content, which lib/import/inline.ts reads.
  imports: {},
});
