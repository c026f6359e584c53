import { Node } from "@tiptap/core";
import { validator } from "./attributes.ts";
import { blockIdAttribute, pictureAttributes } from "./block-attributes.ts";
import { figureHtml } from "./blocks/figure/block.ts";
import { element, escapeHtml, inline } from "./feed-html.ts";
import { emptyFields, type FieldName, fieldSchemas } from "./fields.ts";
import { suggestionMarks } from "./marks.ts";
import { defineNode } from "./node-definition.ts";

/** The whole story. Its attributes are the fields; readers' content is never an attribute. */
const doc = Node.create({
  name: "doc",
  topNode: true,
  content: "kicker? headline standfirst mainFigure? keyPoints? block+ inShort?",
  marks: suggestionMarks,
  addAttributes: () =>
    Object.fromEntries(
      Object.entries(fieldSchemas).map(([name, schema]) => [
        name,
        { default: emptyFields[name as FieldName], rendered: false, validate: validator(schema, name) },
      ]),
    ),
});

const kicker = Node.create({
  name: "kicker",
  content: "text*",
  marks: suggestionMarks,
  defining: true,
  isolating: true,
  parseHTML: () => [{ tag: "p[data-zone=kicker]", priority: 60 }],
  renderHTML: () => ["p", { "data-zone": "kicker" }, 0],
});

const headline = Node.create({
  name: "headline",
  content: "text*",
  marks: suggestionMarks,
  defining: true,
  isolating: true,
  parseHTML: () => [{ tag: "h1[data-zone=headline]", priority: 60 }],
  renderHTML: () => ["h1", { "data-zone": "headline" }, 0],
});

const standfirst = Node.create({
  name: "standfirst",
  content: "text*",
  marks: `bold italic link wire ${suggestionMarks}`,
  defining: true,
  isolating: true,
  parseHTML: () => [{ tag: "p[data-zone=standfirst]", priority: 60 }],
  renderHTML: () => ["p", { "data-zone": "standfirst" }, 0],
});

const mainFigure = Node.create({
  name: "mainFigure",
  content: "caption credit",
  marks: suggestionMarks,
  isolating: true,
  defining: true,
  selectable: true,
  addAttributes: () => ({ ...blockIdAttribute(), ...pictureAttributes() }),
  parseHTML: () => [{ tag: "figure[data-zone=mainFigure]", priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ["figure", { "data-zone": "mainFigure", ...HTMLAttributes }, 0],
});

const keyPoints = Node.create({
  name: "keyPoints",
  content: "keyPoint+",
  marks: suggestionMarks,
  isolating: true,
  defining: true,
  addAttributes: blockIdAttribute,
  parseHTML: () => [{ tag: "ul[data-zone=keyPoints]", priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ["ul", { "data-zone": "keyPoints", ...HTMLAttributes }, 0],
});

const keyPoint = Node.create({
  name: "keyPoint",
  content: "text*",
  marks: `bold italic link wire ${suggestionMarks}`,
  defining: true,
  addAttributes: blockIdAttribute,
  parseHTML: () => [{ tag: "li[data-key-point]", priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ["li", { "data-key-point": "", ...HTMLAttributes }, 0],
});

/** The closing box, label "In short". */
const inShort = Node.create({
  name: "inShort",
  content: "(paragraph | bulletList | orderedList)+",
  marks: suggestionMarks,
  isolating: true,
  defining: true,
  addAttributes: blockIdAttribute,
  parseHTML: () => [{ tag: "section[data-zone=inShort]", priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ["section", { "data-zone": "inShort", ...HTMLAttributes }, 0],
});

/** The whole story and its zones, in their order. Kicker and headline are the title of an entry in a feed, so they are not repeated in its text. */
export const zoneNodes = {
  doc: defineNode({ spec: doc, name: "story", plainText: "children", feed: (node, context) => context.blocks(node) }),
  kicker: defineNode({ spec: kicker, name: "kicker", plainText: "words", feed: () => "" }),
  headline: defineNode({ spec: headline, name: "headline", plainText: "words", feed: () => "" }),
  standfirst: defineNode({
    spec: standfirst,
    name: "standfirst",
    plainText: "words",
    feed: (node, context) => {
      const inside = inline(node, context);
      return inside.trim() === "" ? "" : `<p><b>${inside}</b></p>`;
    },
  }),
  mainFigure: defineNode({
    spec: mainFigure,
    name: "main picture",
    plainText: "children",
    feed: figureHtml,
    passage: "whole",
    isPicture: true,
  }),
  keyPoints: defineNode({
    spec: keyPoints,
    name: "key points",
    plainText: "children",
    feed: (node, context) => {
      const points = element("ul", context.blocks(node));
      return points === "" ? "" : `<h2>${escapeHtml(context.words.keyPoints)}</h2>${points}`;
    },
    copied: (node, writer) =>
      node.children.map((point, index) => ({ text: `• ${writer.line(point.content)}`, isClose: index > 0 })),
  }),
  keyPoint: defineNode({
    spec: keyPoint,
    name: "key point",
    plainText: "words",
    feed: (node, context) => element("li", inline(node, context)),
    passage: "whole",
  }),
  inShort: defineNode({
    spec: inShort,
    name: "box “In short”",
    plainText: "children",
    feed: (node, context) => {
      const inside = context.blocks(node);
      return inside === "" ? "" : `<h2>${escapeHtml(context.words.inShort)}</h2>${inside}`;
    },
  }),
} as const;
