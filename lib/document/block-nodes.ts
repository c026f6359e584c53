import { Node } from "@tiptap/core";
import { blockFields, blockId, subheadingLevel, validator } from "./attributes.ts";
import { suggestionMarks } from "./marks.ts";

/**
 * Every block has an id of its own, made by the client that makes the block. It may be absent only inside a
 * transaction, until `repairIds` has looked at it; the guard lets no document without ids in.
 */
export const blockIdAttribute = () => ({
  id: {
    default: null,
    keepOnSplit: false,
    validate: validator(blockId.nullable(), "id"),
    parseHTML: (element: HTMLElement) => {
      const id = element.getAttribute("data-id");
      return id !== null && blockId.safeParse(id).success ? id : null;
    },
    renderHTML: (attributes: Record<string, unknown>) => (attributes.id === null ? {} : { "data-id": attributes.id }),
  },
});

/** The value of a data attribute when it is one that the field may hold, else null (the default is taken). */
const pasted = (name: keyof typeof blockFields, read: (text: string) => unknown = (text) => text) => ({
  validate: validator(blockFields[name], name),
  parseHTML: (element: HTMLElement) => {
    const text = element.getAttribute(`data-${name}`);
    const value = text === null ? null : blockFields[name].safeParse(read(text));
    return value?.success ? value.data : null;
  },
  renderHTML: (attributes: Record<string, unknown>) =>
    attributes[name] === null ? {} : { [`data-${name}`]: String(attributes[name]) },
});

export const pictureAttributes = () => ({
  picture: { default: null, ...pasted("picture") },
  alt: { default: "", ...pasted("alt") },
  decorative: { default: false, ...pasted("decorative", (text) => text === "true") },
});

const text = Node.create({ name: "text", group: "inline" });

const paragraph = Node.create({
  name: "paragraph",
  priority: 1000,
  group: "block",
  content: "inline*",
  addAttributes: blockIdAttribute,
  parseHTML: () => [{ tag: "p" }],
  renderHTML: ({ HTMLAttributes }) => ["p", HTMLAttributes, 0],
});

/** Level 2 or 3; the headline is level 1. A foreign h1 becomes 2, h4 to h6 become 3. */
const subheading = Node.create({
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
});

const bulletList = Node.create({
  name: "bulletList",
  group: "block",
  content: "listItem+",
  marks: suggestionMarks,
  addAttributes: blockIdAttribute,
  parseHTML: () => [{ tag: "ul" }],
  renderHTML: ({ HTMLAttributes }) => ["ul", HTMLAttributes, 0],
});

const orderedList = Node.create({
  name: "orderedList",
  group: "block",
  content: "listItem+",
  marks: suggestionMarks,
  addAttributes: () => ({
    ...blockIdAttribute(),
    start: {
      default: 1,
      validate: validator(blockFields.start, "start"),
      parseHTML: (element: HTMLElement) => {
        const start = blockFields.start.safeParse(Number(element.getAttribute("start") ?? 1));
        return start.success ? start.data : 1;
      },
      renderHTML: (attributes: Record<string, unknown>) =>
        attributes.start === 1 ? {} : { start: String(attributes.start) },
    },
  }),
  parseHTML: () => [{ tag: "ol" }],
  renderHTML: ({ HTMLAttributes }) => ["ol", HTMLAttributes, 0],
});

const listItem = Node.create({
  name: "listItem",
  content: "paragraph (paragraph | bulletList | orderedList)*",
  marks: suggestionMarks,
  defining: true,
  addAttributes: blockIdAttribute,
  parseHTML: () => [{ tag: "li" }],
  renderHTML: ({ HTMLAttributes }) => ["li", HTMLAttributes, 0],
});

const blockquote = Node.create({
  name: "blockquote",
  group: "block",
  content: "paragraph+ attribution?",
  marks: suggestionMarks,
  defining: true,
  addAttributes: blockIdAttribute,
  parseHTML: () => [{ tag: "blockquote" }],
  renderHTML: ({ HTMLAttributes }) => ["blockquote", HTMLAttributes, 0],
});

/** Words of the story set large beside it. */
const pullQuote = Node.create({
  name: "pullQuote",
  group: "block",
  content: "paragraph+ attribution?",
  marks: suggestionMarks,
  defining: true,
  addAttributes: blockIdAttribute,
  parseHTML: () => [{ tag: "blockquote[data-pull]", priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ["blockquote", { "data-pull": "", ...HTMLAttributes }, 0],
});

/** Who said it. */
const attribution = Node.create({
  name: "attribution",
  content: "text*",
  marks: `italic link ${suggestionMarks}`,
  defining: true,
  parseHTML: () => [
    { tag: "footer[data-attribution]", priority: 60 },
    { tag: "footer", context: "blockquote/|pullQuote/" },
  ],
  renderHTML: () => ["footer", { "data-attribution": "" }, 0],
});

const figure = Node.create({
  name: "figure",
  group: "block",
  content: "caption credit",
  marks: suggestionMarks,
  isolating: true,
  defining: true,
  selectable: true,
  draggable: true,
  addAttributes: () => ({
    ...blockIdAttribute(),
    ...pictureAttributes(),
    size: { default: "normal", ...pasted("size") },
  }),
  // Only our own: a foreign figure names no picture of the library, so its caption is pasted as a paragraph.
  parseHTML: () => [{ tag: "figure[data-figure]", priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ["figure", { "data-figure": "", ...HTMLAttributes }, 0],
});

const caption = Node.create({
  name: "caption",
  content: "text*",
  marks: `bold italic link ${suggestionMarks}`,
  isolating: true,
  defining: true,
  parseHTML: () => [{ tag: "figcaption", context: "mainFigure/|figure/" }],
  renderHTML: () => ["figcaption", 0],
});

/** Photographer and agency, plain. */
const credit = Node.create({
  name: "credit",
  content: "text*",
  marks: suggestionMarks,
  isolating: true,
  defining: true,
  parseHTML: () => [{ tag: "p[data-credit]", priority: 60 }],
  renderHTML: () => ["p", { "data-credit": "" }, 0],
});

const divider = Node.create({
  name: "divider",
  group: "block",
  atom: true,
  selectable: true,
  addAttributes: blockIdAttribute,
  parseHTML: () => [{ tag: "hr" }],
  renderHTML: ({ HTMLAttributes }) => ["hr", HTMLAttributes],
});

/** A card of another story, by its id; what it shows is looked up when it is read. */
const relatedStory = Node.create({
  name: "relatedStory",
  group: "block",
  atom: true,
  selectable: true,
  draggable: true,
  addAttributes: () => ({ ...blockIdAttribute(), story: { default: null, ...pasted("story") } }),
  parseHTML: () => [{ tag: "div[data-related-story]", priority: 60 }],
  renderHTML: ({ HTMLAttributes }) => ["div", { "data-related-story": "", ...HTMLAttributes }],
});

const hardBreak = Node.create({
  name: "hardBreak",
  group: "inline",
  inline: true,
  selectable: false,
  linebreakReplacement: true,
  parseHTML: () => [{ tag: "br" }],
  renderHTML: () => ["br"],
  renderText: () => "\n",
});

/** In the order in which ProseMirror tries them: a paragraph is what an empty place is filled with. */
export const blockExtensions = [
  paragraph,
  subheading,
  bulletList,
  orderedList,
  listItem,
  blockquote,
  pullQuote,
  attribution,
  figure,
  caption,
  credit,
  divider,
  relatedStory,
  hardBreak,
  text,
];
