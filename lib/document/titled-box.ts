// What boxes with a title have in common, in which a series of them is written one after the other.
import { Node } from "@tiptap/core";
import { blockIdAttribute } from "./block-attributes.ts";
import { newBlockId } from "./ids.ts";
import { withText } from "./inline-json.ts";
import type { NodeJson } from "./json.ts";
import { suggestionMarks } from "./marks.ts";

/** A box of this kind with paragraphs and lists under its title; without any, with one empty paragraph. */
export const titledBox = (type: string, title: string, blocks: readonly NodeJson[]): NodeJson => ({
  type,
  attrs: { id: newBlockId() },
  content: [
    withText(`${type}Title`, title),
    ...(blocks.length > 0 ? blocks : [{ type: "paragraph", attrs: { id: newBlockId() } }]),
  ],
});

export const boxSpec = (name: string) =>
  Node.create({
    name,
    group: "block",
    content: `${name}Title (paragraph | bulletList | orderedList)+`,
    marks: suggestionMarks,
    isolating: true,
    addAttributes: blockIdAttribute,
    parseHTML: () => [{ tag: `section[data-box=${name}]`, priority: 60 }],
    renderHTML: ({ HTMLAttributes }) => ["section", { "data-box": name, ...HTMLAttributes }, 0],
  });

export const boxTitleSpec = (name: string) =>
  Node.create({
    name: `${name}Title`,
    content: "text*",
    marks: suggestionMarks,
    isolating: true,
    defining: true,
    parseHTML: () => [{ tag: `p[data-box-title=${name}]`, priority: 65 }],
    renderHTML: () => ["p", { "data-box-title": name }, 0],
  });
