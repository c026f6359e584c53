import { documentFromJson } from "./build.ts";
import { type FieldDates, type PublishedFields, publishedFields } from "./field-rules.ts";
import type { Kind } from "./fields.ts";
import type { NodeJson } from "./json.ts";
import type { LiveProjection } from "./project-live.ts";

/** What the row takes from elsewhere: the address, the revision, and the dates of dated fields. */
type Given<K extends Kind> = { path: string; revisionNumber: number; dates: FieldDates<K> };
type Row<K extends Kind> = Omit<Given<K>, "dates"> & PublishedFields<K>;

/** The columns of live_page that follow the published revision alone: written, verified and previewed by this one list. */
export type PublishedPageRow = Row<"PAGE"> & { headline: string; standfirst: string; document: NodeJson };
/** The same of live_story. */
export type PublishedStoryRow = Row<"STORY"> & {
  headline: string;
  kicker: string;
  standfirst: string;
  document: NodeJson;
  sectionId: string | null;
};

export const pageRow = (
  { headline, standfirst, document, fields }: LiveProjection,
  { path, revisionNumber, dates }: Given<"PAGE">,
): PublishedPageRow => ({
  path,
  revisionNumber,
  ...publishedFields("PAGE", fields, dates),
  headline,
  standfirst,
  document,
});

export const storyRow = (
  projected: LiveProjection,
  { path, revisionNumber, dates }: Given<"STORY">,
): PublishedStoryRow => ({
  path,
  revisionNumber,
  ...publishedFields("STORY", projected.fields, dates),
  headline: projected.headline,
  kicker: projected.kicker,
  standfirst: projected.standfirst,
  document: projected.document,
  sectionId: projected.fields.section,
});

/** The first column in which a stored row is not the one wanted; null when they are the same. */
export function differingColumn(
  wanted: Readonly<Record<string, unknown>>,
  stored: Readonly<Record<string, unknown>>,
): string | null {
  return Object.keys(wanted).find((name) => !isSame(name, wanted[name], stored[name])) ?? null;
}

function isSame(column: string, wanted: unknown, stored: unknown): boolean {
  // The database keeps the keys of JSON in an order of its own.
  if (column === "document") return documentFromJson(wanted).eq(documentFromJson(stored));
  if (wanted instanceof Date && stored instanceof Date) return wanted.getTime() === stored.getTime();
  return String(wanted) === String(stored);
}
