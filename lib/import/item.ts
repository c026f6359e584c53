import type { Kind } from "#lib/document/fields.ts";
import type { NodeJson } from "#lib/document/json.ts";
import type { ExportedVersion } from "#lib/revisions/types.ts";
import type { ExportedThread } from "#lib/stories/importing/types.ts";
import type { CopyState } from "#lib/stories/types.ts";
import type { OwnLists } from "./galley/own-lists.ts";
import type { WarningKind } from "./types.ts";

/** Text of the source with its notation. */
export type ItemText = {
  format: "html" | "markdown";
  text: string;
  /** The line of the file on which it begins, from 1. */
  line: number;
};

export type ItemPicture = { src: string; alt: string; caption: string; credit: string };

/** An author as the source names it. `slug` identifies the author within the source. */
export type ItemAuthor = { slug: string; name: string; jobTitle: string; bio: string };

/** A page of the old site that lists the stories of a category, a tag or an author. */
export type ItemArchive = {
  kind: "category" | "tag" | "author";
  /** As stored (`normalisePath`): "/category/news/harbour". */
  path: string;
  /** Of the section or topic, or of the author. */
  name: string;
};

/** The place of an item in its source, for reports. */
export type ItemPlace = {
  /** Path of the file below the root of the import. */
  file: string;
  /** Line on which the item begins, from 1. */
  line?: number | undefined;
};

/** What a news agency states about an item, beside its text. */
export type WireFacts = {
  /** Grows with each version; as the source writes it. */
  version: string;
  status: "usable" | "withheld" | "canceled";
  embargo: Date | null;
  /** 1 is the most urgent, 9 the least; null if it has none. */
  urgency: number | null;
  /** For editors, such as "Corrects the spelling in paragraph 3". */
  note: string;
  /** The agency. */
  provider: string;
  copyright: string;
};

/** A section of an export of Galley, with the one above it. */
export type OwnSection = { id: string; name: string; path: string; description: string; above: OwnSection | null };

/** A document of an export of Galley, and the places that its fields name. */
export type OwnText = {
  document: NodeJson;
  section: OwnSection | null;
  topics: { id: string; name: string; slug: string; description: string }[];
  authors: (ItemAuthor & { id: string })[];
};

/** What only an export of Galley has: the whole document, and what belongs to it. */
export type OwnStory = OwnText & {
  id: string;
  /** The working copy of a published story, where it differs from what readers get. */
  changes: OwnText | null;
  /** Those who suggest something in it. */
  people: { id: string; name: string }[];
  createdAt: Date;
  /** The state that the working copy keeps. One that was scheduled is approved, or filed if it was changed since: nothing publishes it here. */
  copy: Exclude<CopyState, "SCHEDULED">;
  corrections: {
    number: number;
    kind: "CORRECTION" | "CLARIFICATION";
    note: string;
    at: string;
    revision: number | null;
  }[];
  /** Of all stories of the export. */
  ids: ReadonlySet<string>;
  comments: ExportedThread[];
  lists: OwnLists;
  /** Reads the frozen versions, oldest first. @throws SkippedFile */
  history: () => Promise<ExportedVersion[]>;
};

/** A story or page of any format, as its reader hands it to the pipeline. */
export type ImportItem = ItemPlace & {
  kind: Kind;
  /** Identifies the item when it is imported again: format, site and id of origin. At most 500 characters. */
  key: string;
  /** Plain text. */
  headline: string;
  kicker: string;
  standfirst: ItemText | null;
  body: ItemText;
  /** The text of the item in the file, in which the lines of warnings are found, and its first line. */
  source: { text: string; line: number };
  slug: string;
  date: Date | null;
  updated: Date | null;
  language: string;
  /** Name, slug or path; it is not used for a page. */
  section: string;
  topics: string[];
  authors: ItemAuthor[];
  /** The main picture. */
  picture: ItemPicture | null;
  /** Origin of the old site, "https://old.example", to whose pages its links lead; "" if unknown. */
  site: string;
  /** The address that it keeps; null: built by the pattern once the section is known. */
  path: string | null;
  /** Former paths; also "/?p=12", an address that is identified by its query. */
  aliases: string[];
  /** Where the old site listed the item. */
  archives: ItemArchive[];
  /** Why it must not be published; null if it may. */
  draft: string | null;
  /** Null for formats that are not of agencies. */
  wire: WireFacts | null;
  /** Null for other formats; `body` is not read if it is there. */
  own: OwnStory | null;
  /** What the reader noticed. Reported with the item. */
  notes: { kind: WarningKind; what: string; line?: number | undefined }[];
  /** Returns the value of `page.title` and the like for templates in the text; "" if there is none. */
  page: (name: string) => string;
};

/** An item, or the reason why one could not be read. */
export type ReadResult = { item: ImportItem } | { place: ItemPlace; problem: string };

export const formats = [
  "galley",
  "markdown",
  "wxr",
  "ghost",
  "html",
  "substack",
  "medium",
  "csv",
  "feed",
  "ninjs",
  "newsml",
  "nitf",
] as const;
export type FormatName = (typeof formats)[number];

/** Options that readers need. */
export type ReadOptions = {
  /** Name, slug or path of the section of all items; without it, what each item says. */
  section?: string | undefined;
  /** What becomes of an item whose expiry date is past. */
  expired: "draft" | "live";
  /** Time zone of dates that name none. */
  zone: string;
  /** Language of items that name none. */
  language: string;
  now: Date;
  /** The address of the old site, for exports that do not hold it. */
  site?: string | undefined;
  /** CSV: the column of each field. */
  columns?: Readonly<Record<string, string>> | undefined;
};

/** Reads one format. `items` may be called more than once and starts from the beginning each time. */
export type ItemReader = { items(): AsyncIterable<ReadResult> };

const nothing = (): string => "";

/** An item with the values that most formats share. */
export function itemOf(
  given: Omit<Partial<ImportItem>, "body"> & Pick<ImportItem, "file" | "key" | "headline" | "body">,
): ImportItem {
  return {
    kind: "STORY",
    kicker: "",
    standfirst: null,
    source: { text: "", line: given.line ?? 1 },
    slug: "",
    date: null,
    updated: null,
    language: "en",
    section: "News",
    topics: [],
    authors: [],
    picture: null,
    site: "",
    path: null,
    aliases: [],
    archives: [],
    draft: null,
    own: null,
    wire: null,
    notes: [],
    page: nothing,
    ...given,
  };
}

/** Why an item stays a draft because of its date or of what its agency says; null if it may be published. */
export function draftReason(date: Date | null, wire: WireFacts | null, now: Date): string | null {
  if (wire?.status === "canceled") return "its source has withdrawn it";
  if (wire?.status === "withheld") return "its source has withheld it";
  if (wire?.embargo && wire.embargo > now) return `it is embargoed until ${utcMinute(wire.embargo)}`;
  if (date === null) return "it has no date";
  return date > now ? "its date is in the future" : null;
}

/** "2026-11-29 08:40 UTC" */
export const utcMinute = (date: Date): string => `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;

/** The later date of the two, if it is later than the publication by more than a minute and not in the future. */
export const updatedAfter = (date: Date | null, updated: Date | null, now: Date): Date | null =>
  date && updated && updated.getTime() - date.getTime() > 60_000 && updated <= now ? updated : null;
