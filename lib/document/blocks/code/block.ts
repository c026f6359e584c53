import { Node } from "@tiptap/core";
import { blockIdAttribute } from "../../block-attributes.ts";
import { element, inline } from "../../feed-html.ts";
import { newBlockId } from "../../ids.ts";
import { withText } from "../../inline-json.ts";
import type { NodeJson } from "../../json.ts";
import { suggestionMarks } from "../../marks.ts";
import { defineBlock, defineNode } from "../../node-definition.ts";

/** Lines of a program, whose breaks and spaces are kept. They are characters of the text. */
export const codeBlock = (text = ""): NodeJson => withText("codeBlock", text, { id: newBlockId() });

export const codeBlockDefinition = defineBlock({
  since: 17,
  readerName: "Code",
  nodes: {
    codeBlock: defineNode({
      spec: Node.create({
        name: "codeBlock",
        group: "block",
        content: "text*",
        marks: `wire ${suggestionMarks}`,
        code: true,
        isolating: true,
        defining: true,
        addAttributes: blockIdAttribute,
        parseHTML: () => [{ tag: "pre[data-code-block]", priority: 60, preserveWhitespace: "full" }],
        renderHTML: ({ HTMLAttributes }) => ["pre", { "data-code-block": "", ...HTMLAttributes }, ["code", 0]],
      }),
      name: "code",
      plainText: "words",
      feed: (node, context) => element("pre", element("code", inline(node, context))),
      passage: "whole",
      isInExcerpt: false,
      placeholder: "Code",
    }),
  },
  random: ({ fc, text }) => fc.array(text, { maxLength: 3 }).map((lines) => codeBlock(lines.join("\n"))),
  // Imported `<pre>` becomes a paragraph in code format, which also fits into lists and quotes.
  imports: {},
});
