import { Node } from "@tiptap/core";
import { escapeHtml, textAttribute } from "./feed-html.ts";
import { defineNode } from "./node-definition.ts";

export const inlineNodes = {
  hardBreak: defineNode({
    spec: Node.create({
      name: "hardBreak",
      group: "inline",
      inline: true,
      selectable: false,
      linebreakReplacement: true,
      parseHTML: () => [{ tag: "br" }],
      renderHTML: () => ["br"],
      renderText: () => "\n",
    }),
    name: "line break",
    plainText: "break",
    feed: () => "<br>",
  }),
  text: defineNode({
    spec: Node.create({ name: "text", group: "inline" }),
    name: "text",
    plainText: "words",
    feed: (node) => escapeHtml(textAttribute(node.text)),
  }),
} as const;
