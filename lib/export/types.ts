import type { NodeJson } from "#lib/document/json.ts";

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
  copy: string;
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
  corrections: { number: number; kind: "CORRECTION" | "CLARIFICATION"; note: string; at: string }[];
  sections: (Named & { path: string; description: string })[];
  topics: (Named & { slug: string; description: string })[];
  authors: (Named & { slug: string; jobTitle: string; bio: string })[];
  /** The working copy. */
  document: NodeJson;
  /** What readers get, where that is another text than the working copy. */
  published: NodeJson | null;
};

/** A frozen version in `history/NAME.json`. */
export type ExportedVersion = {
  number: number;
  kind: string;
  note: string;
  actorId: string | null;
  at: string;
  headline: string;
  blocks: string[];
  salts: string[];
  blockHashes: string[];
  contentHash: string;
  previousHash: string | null;
  revisionHash: string;
};

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
