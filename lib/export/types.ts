import type { NodeJson } from "#lib/document/json.ts";
import type { ExportedThread } from "#lib/stories/importing/types.ts";
import type { CopyState } from "#lib/stories/types.ts";

/** What is exported. `path` is that of a section; the sections below it belong to it. */
export type ExportScope = { kind: "all" } | { kind: "story"; id: string } | { kind: "section"; path: string };

type Named = { id: string; name: string };

/** `stories/NAME.json` in an export. Times are ISO instants; ids in documents are those of the rows beside them. */
export type ExportedStory = {
  format: 1;
  /** The number of the document's schema. */
  schema: number;
  id: string;
  kind: "STORY" | "PAGE";
  copy: CopyState;
  /**
   * Null unless `copy` is SCHEDULED: when it was to be published, and whether the working copy still has the words that were scheduled.
   */
  scheduled: { at: string; isWorkingCopy: boolean } | null;
  publication: "NEVER" | "LIVE" | "TAKEN_DOWN";
  headline: string;
  language: string;
  path: string | null;
  /** Addresses that lead to `path`. */
  formerPaths: string[];
  createdAt: string;
  firstPublishedAt: string | null;
  publishedAt: string | null;
  updatedAt: string | null;
  /** `revision` is the number of the frozen version that readers got with it. */
  corrections: {
    number: number;
    kind: "CORRECTION" | "CLARIFICATION";
    note: string;
    at: string;
    revision: number | null;
  }[];
  /** Those that the story names, then those above them. */
  sections: (Named & { path: string; description: string })[];
  topics: (Named & { slug: string; description: string })[];
  authors: (Named & { slug: string; jobTitle: string; bio: string })[];
  /** Those who suggest something in it. */
  people: Named[];
  /** The working copy, with its suggestions. */
  document: NodeJson;
  /** What readers get, where that is another text than the working copy. */
  published: NodeJson | null;
  /** Only in an export with comments, and where there are some. */
  comments?: ExportedThread[];
};

/** A row of `collections.json`: a series or an issue. `stories` are in the order of its page, also those that are not in the export. */
export type ExportedCollection = {
  id: string;
  kind: "SERIES" | "ISSUE";
  title: string;
  slug: string;
  intro: string;
  /** `picture` is the id of a row of `pictures.json`; `crop` is "left x top x width x height" in pixels, such as "120x40x1200x800". */
  cover: { picture: string; alt: string; crop: string | null } | null;
  stories: string[];
  firstPublishedAt: string | null;
  isPublished: boolean;
};

/** A row of `snippets.json`: blocks that stories show by its id. */
export type ExportedSnippet = { id: string; name: string; schema: number; blocks: NodeJson[] };

/** `galley-export.json` */
export type ExportHead = {
  format: 1;
  name: string;
  language: string;
  timeZone: string;
  /** The public address of the site, if it is known. */
  site: string | null;
  stories: number;
};
