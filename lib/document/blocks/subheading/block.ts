import { Node } from "@tiptap/core";
import type { Element } from "hast";
import { subheadingLevel, validator } from "../../attributes.ts";
import { blockIdAttribute } from "../../block-attributes.ts";
import { element, inline } from "../../feed-html.ts";
import { tagOf } from "../../html-tree.ts";
import { newBlockId } from "../../ids.ts";
import { type Inline, withText } from "../../inline-json.ts";
import type { NodeJson } from "../../json.ts";
import { defineBlock, defineNode, type PageReader } from "../../node-definition.ts";

export const subheading = (text: Inline, level: 2 | 3 = 2): NodeJson =>
  withText("subheading", text, { id: newBlockId(), level });

/** "h3" → 3. */
export const headingLevel = (heading: Element): number => Number(tagOf(heading).slice(1));

function read(node: Element, page: PageReader): NodeJson[] {
  const runs = page.line(node, ["italic", "link", "code", "subscript", "superscript", "strike"]);
  return runs.length === 0 ? [] : [subheading(runs, headingLevel(node) > page.topHeading ? 3 : 2)];
}

export const subheadingBlock = defineBlock({
  since: 1,
  readerName: "Subheading",
  nodes: {
    subheading: defineNode({
      // Level 2 or 3; the headline is level 1. A foreign h1 becomes 2, h4 to h6 become 3.
      spec: Node.create({
        name: "subheading",
        group: "block",
        content: "text*",
        defining: true,
        addAttributes: () => ({
          ...blockIdAttribute(),
          level: { default: 2, rendered: false, validate: validator(subheadingLevel, "level"), parseHTML: () => null },
        }),
        parseHTML: () => [
          { tag: "h1", attrs: { level: 2 } },
          { tag: "h2", attrs: { level: 2 } },
          { tag: "h3", attrs: { level: 3 } },
          { tag: "h4", attrs: { level: 3 } },
          { tag: "h5", attrs: { level: 3 } },
          { tag: "h6", attrs: { level: 3 } },
        ],
        renderHTML: ({ node, HTMLAttributes }) => [node.attrs.level === 3 ? "h3" : "h2", HTMLAttributes, 0],
      }),
      name: "subheading",
      placeholder: "Subheading",
      plainText: "words",
      feed: (node, context) => element(node.attrs?.level === 3 ? "h3" : "h2", inline(node, context)),
      passage: "whole",
      isInExcerpt: false,
    }),
  },
  random: ({ fc, inline }) =>
    fc.tuple(inline, fc.constantFrom<2 | 3>(2, 3)).map(([text, level]) => subheading(text, level)),
  imports: { h1: read, h2: read, h3: read, h4: read, h5: read, h6: read },
});
