import { Node } from "@tiptap/core";
import type { Element } from "hast";
import { blockIdAttribute } from "../../block-attributes.ts";
import { element, inline } from "../../feed-html.ts";
import { textContent } from "../../html-tree.ts";
import { newBlockId } from "../../ids.ts";
import { bold, code, type Inline, lineBreak, withText } from "../../inline-json.ts";
import type { NodeJson } from "../../json.ts";
import { defineBlock, defineNode, type PageReader } from "../../node-definition.ts";

export const paragraph = (text: Inline = ""): NodeJson => withText("paragraph", text, { id: newBlockId() });

/** Text whose lines and spaces are kept. */
function codeOf(node: Element): NodeJson[] {
  const lines = textContent(node).replace(/\n+$/, "").replace(/\t/g, "    ").split("\n");
  const runs = lines.flatMap((line, index) => [
    ...(index > 0 ? [lineBreak()] : []),
    // HTML would collapse spaces at the start of a line.
    ...(line === "" ? [] : code(line.replace(/^ +/, (spaces) => "\u00a0".repeat(spaces.length)))),
  ]);
  return runs.some((each) => each.type === "text") ? [paragraph(runs)] : [];
}

const boldLine = (node: Element, page: PageReader): NodeJson[] => page.texts(node).map((runs) => paragraph(bold(runs)));

export const paragraphBlock = defineBlock({
  since: 1,
  readerName: "Text",
  nodes: {
    paragraph: defineNode({
      spec: Node.create({
        name: "paragraph",
        priority: 1000,
        group: "block",
        content: "inline*",
        addAttributes: blockIdAttribute,
        parseHTML: () => [{ tag: "p" }],
        renderHTML: ({ HTMLAttributes }) => ["p", HTMLAttributes, 0],
      }),
      name: "paragraph",
      plainText: "words",
      feed: (node, context) => element("p", inline(node, context)),
      passage: "whole",
    }),
  },
  random: (parts) => parts.inline.map(paragraph),
  imports: { pre: codeOf, dt: boldLine, summary: boldLine },
});
