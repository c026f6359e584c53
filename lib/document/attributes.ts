import { embedOf } from "./blocks/embed/providers.ts";
import { isStorable } from "./characters.ts";
import { safeHref } from "./links.ts";
import {
  attributes,
  boolean,
  either,
  exactly,
  integer,
  number,
  oneOf,
  pattern,
  string,
  type ValueCheck,
} from "./value-checks.ts";

/** An id of a row (section, topic, author, story, picture, person): a UUID in lower case, as PostgreSQL writes it. */
export const rowId = pattern(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
export const blockId = pattern(/^[A-Za-z0-9_-]{8,36}$/);
/** One line of plain text of at most `max` code points. */
export const line = (max: number) => string(max, (text) => isStorable(text) && !/[\n\r\t]/.test(text));
/** An instant in UTC, "2026-11-24T09:15:00Z" or with milliseconds. */
export const instant = string(30, isInstant);
/** The number of a version of a wire item. */
export const wireNumber = integer(1, 1_000_000);
export const suggestionId = pattern(/^[A-Za-z0-9_-]{1,36}$/);
/** An address that a link may have. */
export const href = string(undefined, (value) => safeHref(value) !== null);

function isInstant(text: string): boolean {
  const day = /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z$/.exec(text)?.[1];
  const time = day === undefined ? Number.NaN : Date.parse(day);
  // Date.parse takes 30 February for 2 March.
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === day;
}

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
  decorative: boolean,
  size: oneOf(figureSizes),
  layout: oneOf(galleryLayouts),
  /** The shown part of the picture, "120x40x1200x800": left, top, width and height in pixels. Null: all of it. */
  crop: pattern(/^(?:0|[1-9]\d{0,4})x(?:0|[1-9]\d{0,4})x[1-9]\d{0,4}x[1-9]\d{0,4}$/).nullable(),
  story: rowId.nullable(),
  snippet: rowId.nullable(),
  /** Of a series box: the series or issue whose stories it shows. */
  collection: rowId.nullable(),
  /** As HTML's `start`; up to nine digits. */
  start: integer(0, 999_999_999),
  numbering: oneOf(Object.keys(numberings) as Numbering[]),
  /** Of a cell of a table; null: numbers to the right, words to the left. */
  align: oneOf(alignments).nullable(),
  /** Whether the first row, and the first cell of each row, are headings of the cells below and beside them. */
  headRow: boolean,
  headColumn: boolean,
  /** What a profile is about. */
  subject: oneOf(["person", "organisation"]),
  /** Content of another site, "youtube:abc_DEF-123": see blocks/embed/providers.ts. */
  embed: string(2048, (value) => embedOf(value) !== null).nullable(),
} as const;
export const subheadingLevel = oneOf([2, 3]);

const plainValue = either(string(2048, isStorable), number, boolean).nullable();
/** What a modification mark keeps of the former state: a plain value, or a mark as JSON; of a split or join, the block before. */
const markJson = exactly({ type: string(40), attrs: attributes(plainValue).optional() });
export const modifiedValue = either(plainValue, markJson);
export const modificationKind = oneOf(["attr", "mark", "nodeMark", "nodeType", "split", "join"]);

/** An attribute with a value that it may not hold. Never quotes the value, which is hostile. */
export class InvalidAttribute extends RangeError {}

/** A `validate` of ProseMirror, which asks when a node or mark is made and in `check()`. Throws InvalidAttribute. */
export function validator(check: ValueCheck<unknown>, name: string): (value: unknown) => void {
  return (value) => {
    if (!check.is(value)) throw new InvalidAttribute(`The attribute ${name} holds what it may not`);
  };
}
