import { Node } from "@tiptap/core";
import { validator } from "./attributes.ts";
import { blockIdAttribute, pictureAttributes } from "./block-nodes.ts";
import { emptyFields, type FieldName, fieldSchemas } from "./fields.ts";
import { suggestionMarks } from "./marks.ts";

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
  marks: `bold italic link ${suggestionMarks}`,
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
  marks: `bold italic link ${suggestionMarks}`,
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

export const zoneExtensions = [doc, kicker, headline, standfirst, mainFigure, keyPoints, keyPoint, inShort];
