import { Node } from "@tiptap/core";
import { blockIdAttribute, pasted } from "../../block-attributes.ts";
import { childOf, element, escapeHtml, type FeedContext, inline, isProposed } from "../../feed-html.ts";
import { newBlockId } from "../../ids.ts";
import { withText } from "../../inline-json.ts";
import type { NodeJson } from "../../json.ts";
import { suggestionMarks } from "../../marks.ts";
import { defineBlock, defineNode } from "../../node-definition.ts";
import { mediaUrlOf } from "../video/block.ts";

type FileParts = { media: string | null; title?: string };
/** A document that readers can download, under a title. */
export const file = ({ media, title = "" }: FileParts): NodeJson => ({
  type: "file",
  attrs: { id: newBlockId(), media },
  content: [withText("fileTitle", title)],
});

/** The last segment of an address. */
function nameIn(address: string): string {
  const name = address.split("/").at(-1) ?? "";
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function fileHtml(node: NodeJson, context: FeedContext): string {
  const address = mediaUrlOf(node, context);
  if (address === null) return "";
  const title = childOf(node, "fileTitle");
  const words = title && !isProposed(title) ? inline(title, context) : "";
  const name = escapeHtml(nameIn(address));
  return `<p><a href="${escapeHtml(address)}">${words.trim() === "" ? name : words}</a></p>`;
}

export const fileBlock = defineBlock({
  since: 11,
  readerName: "File",
  nodes: {
    file: defineNode({
      spec: Node.create({
        name: "file",
        group: "block",
        content: "fileTitle",
        marks: suggestionMarks,
        isolating: true,
        defining: true,
        selectable: true,
        draggable: true,
        addAttributes: () => ({ ...blockIdAttribute(), media: { default: null, ...pasted("media") } }),
        parseHTML: () => [{ tag: "div[data-file]", priority: 60 }],
        renderHTML: ({ HTMLAttributes }) => ["div", { "data-file": "", ...HTMLAttributes }, 0],
      }),
      name: "file",
      plainText: "children",
      feed: fileHtml,
      passage: "whole",
      isMedia: true,
    }),
    fileTitle: defineNode({
      spec: Node.create({
        name: "fileTitle",
        content: "text*",
        marks: suggestionMarks,
        isolating: true,
        defining: true,
        parseHTML: () => [{ tag: "p[data-file-title]", priority: 60 }],
        renderHTML: () => ["p", { "data-file-title": "" }, 0],
      }),
      name: "title of a file",
      plainText: "words",
      feed: (node, context) => element("p", inline(node, context)),
      isSeparateLine: true,
      placeholder: "What the file contains",
    }),
  },
  random: ({ fc, rowId, text }) => fc.record({ media: fc.option(rowId), title: text }).map(file),
  imports: {},
});
