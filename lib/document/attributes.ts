import * as z from "zod";
import { embedOf } from "./blocks/embed/providers.ts";
import { isStorable } from "./characters.ts";
import { safeHref } from "./links.ts";

/** An id of a row (section, topic, author, story, picture, person): a UUID in lower case, as PostgreSQL writes it. */
export const rowId = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
export const blockId = z.string().regex(/^[A-Za-z0-9_-]{8,36}$/);
/** One line of plain text of at most `max` UTF-16 units. */
export const line = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => isStorable(text) && !/[\n\r\t]/.test(text), "holds controls or line breaks");
/** An instant in UTC, "2026-11-24T09:15:00Z" or with milliseconds. */
export const instant = z.iso.datetime().max(30);
export const suggestionId = z.string().regex(/^[A-Za-z0-9_-]{1,36}$/);
export const href = z.string().refine((value) => safeHref(value) !== null, "is not an address that a link may carry");

export const figureSizes = ["normal", "wide", "small"] as const;
export type FigureSize = (typeof figureSizes)[number];
/** Pictures in a grid, or all of them side by side. */
export const galleryLayouts = ["grid", "row"] as const;
export type GalleryLayout = (typeof galleryLayouts)[number];

/** How the items of a numbered list are counted, each with its `type` in HTML. */
export const numberings = { decimal: "1", lowerAlpha: "a", upperAlpha: "A", lowerRoman: "i", upperRoman: "I" } as const;
export type Numbering = keyof typeof numberings;
export const alignments = ["left", "center", "right"] as const;
export type Alignment = (typeof alignments)[number];

/** What each attribute of a block may be, where a field step may set it. */
export const blockFields = {
  picture: rowId.nullable(),
  /** A video, sound or document. */
  media: rowId.nullable(),
  /** Up to 1,000: a map or a chart needs more than a sentence. */
  alt: line(1000),
  decorative: z.boolean(),
  size: z.enum(figureSizes),
  layout: z.enum(galleryLayouts),
  /** The shown part of the picture, "120x40x1200x800": left, top, width and height in pixels. Null: all of it. */
  crop: z
    .string()
    .regex(/^(?:0|[1-9]\d{0,4})x(?:0|[1-9]\d{0,4})x[1-9]\d{0,4}x[1-9]\d{0,4}$/)
    .nullable(),
  story: rowId.nullable(),
  snippet: rowId.nullable(),
  /** As HTML's `start`; up to nine digits. */
  start: z.int().min(0).max(999_999_999),
  numbering: z.enum(Object.keys(numberings) as [Numbering, ...Numbering[]]),
  /** Of a cell of a table; null: numbers to the right, words to the left. */
  align: z.enum(alignments).nullable(),
  /** Whether the first row, and the first cell of each row, are headings of the cells below and beside them. */
  headRow: z.boolean(),
  headColumn: z.boolean(),
  /** What a profile is about. */
  subject: z.enum(["person", "organisation"]),
  /** Content of another site, "youtube:abc_DEF-123": see blocks/embed/providers.ts. */
  embed: z
    .string()
    .max(2048)
    .refine((value) => embedOf(value) !== null, "is not an embed")
    .nullable(),
} as const;
export const subheadingLevel = z.union([z.literal(2), z.literal(3)]);

const storableText = (max: number) => z.string().max(max).refine(isStorable, "holds controls");
/** What a modification mark keeps of the former state: a plain value, or a mark as JSON; of a split or join, the block before. */
const markJson = z.strictObject({
  type: z.string().max(40),
  attrs: z.record(z.string().max(40), z.union([storableText(2048), z.number(), z.boolean(), z.null()])).optional(),
});
export const modifiedValue = z.union([storableText(2048), z.number(), z.boolean(), z.null(), markJson]);
export const modificationKind = z.enum(["attr", "mark", "nodeMark", "nodeType", "split", "join"]);

/** An attribute with a value that it may not hold. Never quotes the value, which is hostile. */
export class InvalidAttribute extends RangeError {}

/** A `validate` of ProseMirror, which asks when a node or mark is made and in `check()`. Throws InvalidAttribute. */
export function validator(schema: z.ZodType, name: string): (value: unknown) => void {
  return (value) => {
    if (!schema.safeParse(value).success) throw new InvalidAttribute(`The attribute ${name} holds what it may not`);
  };
}
