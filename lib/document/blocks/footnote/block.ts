import { Node } from "@tiptap/core";
import type { Element } from "hast";
import { blockId } from "../../attributes.ts";
import { blockIdAttribute } from "../../block-attributes.ts";
import { newBlockId } from "../../ids.ts";
import { type Inline, withText } from "../../inline-json.ts";
import type { NodeJson } from "../../json.ts";
import { suggestionMarks } from "../../marks.ts";
import { defineBlock, defineNode, type PageReader } from "../../node-definition.ts";

/** The text of a footnote. The mark `footnoteReference` with its id is where the text refers to it. */
export const footnote = (text: Inline = "", id = newBlockId()): NodeJson => withText("footnote", text, { id });

/** The element in which the import of Markdown writes a note; its id is that of the block. */
export const noteTag = "galley-footnote";
function read(node: Element, page: PageReader): NodeJson[] {
  const id = blockId.safeParse(node.properties.id);
  return [footnote(page.line(node, ["bold", "italic", "link"]), id.success ? id.data : newBlockId())];
}

export const footnoteBlock = defineBlock({
  since: 21,
  readerName: "Footnote",
  nodes: {
    footnote: defineNode({
      spec: Node.create({
        name: "footnote",
        group: "block",
        content: "text*",
        marks: `bold italic link wire ${suggestionMarks}`,
        isolating: true,
        defining: true,
        addAttributes: blockIdAttribute,
        parseHTML: () => [{ tag: "p[data-footnote-block]", priority: 60 }],
        renderHTML: ({ HTMLAttributes }) => ["p", { "data-footnote-block": "", ...HTMLAttributes }, 0],
      }),
      name: "footnote",
      plainText: "words",
      // Numbered at the end of the text, see footnotes.ts.
      feed: () => "",
      passage: "whole",
      isInExcerpt: false,
      isSeparateLine: true,
      placeholder: "Footnote",
    }),
  },
  random: ({ inline }) => inline.map((text) => footnote(text)),
  imports: { [noteTag]: read },
});
