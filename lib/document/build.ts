import { Node } from "@tiptap/pm/model";
import type { FigureSize } from "./attributes.ts";
import { storable } from "./characters.ts";
import type { StoryFields } from "./fields.ts";
import { newBlockId } from "./ids.ts";
import { isDeeperThan, type MarkJson, type NodeJson } from "./json.ts";
import { linkFromInput } from "./links.ts";
import { DocumentRefused, reasonOf } from "./refused.ts";
import { documentSchema, readerMarkNames } from "./schema.ts";

/** What a constructor takes for text: a plain string, or runs made by `text`, `bold`, `link` …. */
export type Inline = string | readonly (string | NodeJson)[];

const deepestJson = 64;

/** Joins neighbours with the same marks and drops empty runs, as ProseMirror itself keeps text. */
function runs(inline: Inline): NodeJson[] {
  const out: NodeJson[] = [];
  for (const part of typeof inline === "string" ? [inline] : inline) {
    const run: NodeJson = typeof part === "string" ? { type: "text", text: part } : part;
    if (run.type !== "text") {
      out.push(run);
      continue;
    }
    const text = storable(run.text ?? "");
    if (text === "") continue;
    const last = out.at(-1);
    if (last?.type === "text" && JSON.stringify(last.marks ?? []) === JSON.stringify(run.marks ?? []))
      out[out.length - 1] = { ...last, text: last.text + text };
    else out.push({ ...run, text });
  }
  return out;
}
const withText = (type: string, inline: Inline, attrs?: Record<string, unknown>): NodeJson => {
  const content = runs(inline);
  return { type, ...(attrs ? { attrs } : {}), ...(content.length > 0 ? { content } : {}) };
};
const rank = (mark: MarkJson): number => readerMarkNames.indexOf(mark.type);
/** Marks stand in the order of the schema, one of a kind: `check()` takes no other. */
const marked = (inline: Inline, mark: MarkJson): NodeJson[] =>
  runs(inline).map((run) =>
    run.type !== "text"
      ? run
      : {
          ...run,
          marks: [...(run.marks ?? []).filter(({ type }) => type !== mark.type), mark].sort(
            (a, b) => rank(a) - rank(b),
          ),
        },
  );

export const bold = (inline: Inline): NodeJson[] => marked(inline, { type: "bold" });
export const italic = (inline: Inline): NodeJson[] => marked(inline, { type: "italic" });
export const strike = (inline: Inline): NodeJson[] => marked(inline, { type: "strike" });
export const subscript = (inline: Inline): NodeJson[] => marked(inline, { type: "subscript" });
export const superscript = (inline: Inline): NodeJson[] => marked(inline, { type: "superscript" });
export const code = (inline: Inline): NodeJson[] => marked(inline, { type: "code" });
/** Text with a link; without the link when the address is not one that a link may carry. */
export function link(inline: Inline, address: string): NodeJson[] {
  const href = linkFromInput(address);
  return href === null ? runs(inline) : marked(inline, { type: "link", attrs: { href } });
}
export const lineBreak = (): NodeJson => ({ type: "hardBreak" });

export const paragraph = (inline: Inline = ""): NodeJson => withText("paragraph", inline, { id: newBlockId() });
export const subheading = (inline: Inline, level: 2 | 3 = 2): NodeJson =>
  withText("subheading", inline, { id: newBlockId(), level });

/** One item of a list: a paragraph and what follows it (paragraphs, lists). Nested at most four levels. */
export const listItem = (inline: Inline, ...more: NodeJson[]): NodeJson => ({
  type: "listItem",
  attrs: { id: newBlockId() },
  content: [paragraph(inline), ...more],
});
const item = (entry: Inline | NodeJson): NodeJson =>
  typeof entry === "string" || Array.isArray(entry) ? listItem(entry as Inline) : (entry as NodeJson);
export const bulletList = (items: readonly (Inline | NodeJson)[]): NodeJson => ({
  type: "bulletList",
  attrs: { id: newBlockId() },
  content: items.map(item),
});
export const orderedList = (items: readonly (Inline | NodeJson)[], start = 1): NodeJson => ({
  type: "orderedList",
  attrs: { id: newBlockId(), start },
  content: items.map(item),
});

const quoteOf = (type: string, paragraphs: readonly Inline[], attribution?: Inline): NodeJson => ({
  type,
  attrs: { id: newBlockId() },
  content: [...paragraphs.map(paragraph), ...(attribution === undefined ? [] : [withText("attribution", attribution)])],
});
/** A block quote: one text per paragraph. */
export const quote = (paragraphs: readonly Inline[], attribution?: Inline): NodeJson =>
  quoteOf("blockquote", paragraphs, attribution);
export const pullQuote = (paragraphs: readonly Inline[], attribution?: Inline): NodeJson =>
  quoteOf("pullQuote", paragraphs, attribution);

export type FigureParts = {
  /** A picture's id, or null for a place that waits for one. */
  picture: string | null;
  alt?: string;
  decorative?: boolean;
  size?: FigureSize;
  caption?: Inline;
  credit?: string;
};
const captionAndCredit = (parts: FigureParts): NodeJson[] => [
  withText("caption", parts.caption ?? ""),
  withText("credit", parts.credit ?? ""),
];
export const figure = (parts: FigureParts): NodeJson => ({
  type: "figure",
  attrs: {
    id: newBlockId(),
    picture: parts.picture,
    alt: storable(parts.alt ?? ""),
    decorative: parts.decorative ?? false,
    size: parts.size ?? "normal",
  },
  content: captionAndCredit(parts),
});
export const mainFigure = (parts: Omit<FigureParts, "size">): NodeJson => ({
  type: "mainFigure",
  attrs: {
    id: newBlockId(),
    picture: parts.picture,
    alt: storable(parts.alt ?? ""),
    decorative: parts.decorative ?? false,
  },
  content: captionAndCredit(parts),
});
/** One text for each cell, row by row. */
export type TableParts = {
  caption?: Inline;
  rows: readonly (readonly Inline[])[];
  headRow?: boolean;
  headColumn?: boolean;
};
export const table = (parts: TableParts): NodeJson => ({
  type: "table",
  attrs: { id: newBlockId(), headRow: parts.headRow ?? false, headColumn: parts.headColumn ?? false },
  content: [
    withText("tableCaption", parts.caption ?? ""),
    ...parts.rows.map((cells) => ({
      type: "tableRow",
      attrs: { id: newBlockId() },
      content: cells.map((cell) => withText("tableCell", cell, { id: newBlockId() })),
    })),
  ],
});
export const divider = (): NodeJson => ({ type: "divider", attrs: { id: newBlockId() } });
export const relatedStory = (story: string): NodeJson => ({ type: "relatedStory", attrs: { id: newBlockId(), story } });

export type StoryParts = {
  fields?: Partial<StoryFields>;
  kicker?: string;
  headline?: string;
  standfirst?: Inline;
  mainFigure?: Omit<FigureParts, "size">;
  keyPoints?: readonly Inline[];
  /** Blocks; an empty list becomes one empty paragraph. */
  body?: readonly NodeJson[];
  /** Paragraphs and lists of the closing box. */
  inShort?: readonly NodeJson[];
};

/** A whole document from its parts. Throws DocumentRefused when a part holds what it may not. */
export function storyDocument(parts: StoryParts): Node {
  const body = parts.body ?? [];
  const content: NodeJson[] = [
    ...(parts.kicker === undefined ? [] : [withText("kicker", parts.kicker)]),
    withText("headline", parts.headline ?? ""),
    withText("standfirst", parts.standfirst ?? ""),
    ...(parts.mainFigure === undefined ? [] : [mainFigure(parts.mainFigure)]),
    ...(parts.keyPoints === undefined || parts.keyPoints.length === 0
      ? []
      : [
          {
            type: "keyPoints",
            attrs: { id: newBlockId() },
            content: parts.keyPoints.map((point) => withText("keyPoint", point, { id: newBlockId() })),
          },
        ]),
    ...(body.length > 0 ? body : [paragraph()]),
    ...(parts.inShort === undefined || parts.inShort.length === 0
      ? []
      : [{ type: "inShort", attrs: { id: newBlockId() }, content: [...parts.inShort] }]),
  ];
  return documentFromJson({ type: "doc", attrs: { ...parts.fields }, content });
}

/** A story with nothing in it yet: empty headline, standfirst and first paragraph. */
export const emptyDocument = (fields: Partial<StoryFields> = {}): Node => storyDocument({ fields });

/**
 * What the story of this id begins with. The browser that makes the id and the server that stores the story both build it, and
 * the steps of the browser fit only if both documents are equal; so its one block takes its id from the story's.
 */
export const newStoryDocument = (storyId: string, fields: Partial<StoryFields>): Node =>
  storyDocument({
    fields,
    body: [{ type: "paragraph", attrs: { id: storyId.replaceAll("-", "").slice(-12) } }],
  });

/**
 * Reads a stored document. Checks structure and every attribute, not the limits and ids (`guardDocument` does).
 * Throws DocumentRefused: UNKNOWN_SCHEMA for a node or mark that this schema does not have, INVALID_DOCUMENT for all else.
 */
export function documentFromJson(json: unknown): Node {
  if (isDeeperThan(json, deepestJson)) throw new DocumentRefused("TOO_DEEP", "This text is nested too deeply to open.");
  try {
    const doc = Node.fromJSON(documentSchema, json);
    if (doc.type !== documentSchema.topNodeType || doc.marks.length > 0) throw new RangeError("not a whole story");
    doc.check();
    return doc;
  } catch (error) {
    const detail = reasonOf(error);
    if (/^(Unknown node type|There is no mark type)/.test(detail))
      throw new DocumentRefused(
        "UNKNOWN_SCHEMA",
        "This story holds something that this version of Galley does not know. Open it with the newer version.",
        detail,
      );
    throw new DocumentRefused("INVALID_DOCUMENT", "This text does not have the form of a story.", detail);
  }
}

/** The document as plain JSON, for storing and sending. */
export const toJson = (doc: Node): NodeJson => doc.toJSON() as NodeJson;
