import { Node } from "@tiptap/pm/model";
import { type FigureParts, figureOf } from "./blocks/figure/block.ts";
import { paragraph } from "./blocks/paragraph/block.ts";
import type { StoryFields } from "./fields.ts";
import { newBlockId } from "./ids.ts";
import { type Inline, withText } from "./inline-json.ts";
import { isDeeperThan, type NodeJson } from "./json.ts";
import { DocumentRefused, reasonOf } from "./refused.ts";
import { documentSchema } from "./schema.ts";

export { divider } from "./blocks/divider/block.ts";
export { type FigureParts, figure } from "./blocks/figure/block.ts";
export { bulletList, listItem, orderedList } from "./blocks/list/block.ts";
export { paragraph } from "./blocks/paragraph/block.ts";
export { pullQuote, quote } from "./blocks/quote/block.ts";
export { relatedStory } from "./blocks/related-story/block.ts";
export { subheading } from "./blocks/subheading/block.ts";
export { type TableParts, table } from "./blocks/table/block.ts";
export {
  bold,
  code,
  type Inline,
  italic,
  lineBreak,
  link,
  strike,
  subscript,
  superscript,
  withFootnote,
} from "./inline-json.ts";

const deepestJson = 64;

export const mainFigure = (parts: Omit<FigureParts, "size">): NodeJson => figureOf("mainFigure", parts, {});

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
