import type { CollectionKind } from "#lib/collections/types.ts";
import type { PublishedFields } from "#lib/document/field-rules.ts";
import type { Badge, Purpose } from "#lib/document/fields.ts";
import type { NodeJson } from "#lib/document/json.ts";
import type { MediaFacts } from "#lib/media/types.ts";
import type { PictureFacts } from "#lib/pictures/types.ts";

/** A thing with a page of its own. `path` is as stored; links need `hrefOf(path)`. */
export type Named = { id: string; name: string; path: string };

/** A live story as a line. */
export type Headline = Pick<LiveCard, "id" | "path" | "headline" | "language">;

/** `crop`: the shown part, as the figure of the story has it; null or absent for all of it. */
export type CardPicture = { id: string; alt: string; crop?: string | null; facts: PictureFacts };

/** A live story as lists and cards show it. */
export type LiveCard = {
  id: string;
  path: string;
  headline: string;
  kicker: string;
  /** Plain text. */
  standfirst: string;
  label: string;
  /** As it is now. */
  badge: Badge;
  language: string;
  section: Named;
  authors: Named[];
  publishedAt: Date;
  updatedAt: Date | null;
  picture: CardPicture | null;
};

/** The data that decides a story's position on a front, before its card is loaded. */
export type Candidate = Pick<LiveCard, "id" | "label" | "publishedAt"> & {
  section: { id: string };
  hasPicture: boolean;
};

export type LiveAuthor = Named & { jobTitle: string; bio: string };
/** An author's own page. */
export type LiveAuthorPage = LiveAuthor & { portrait: { id: string; facts: PictureFacts } | null };

export type LiveCorrection = { number: number; kind: "CORRECTION" | "CLARIFICATION"; note: string; at: Date };

/** A story in one of its languages. */
export type LiveTranslation = { id: string; path: string; language: string; noindex: boolean; isOriginal: boolean };

/** All that a story's page shows of the story itself. */
export type LiveStoryPage = PublishedFields<"STORY"> &
  Omit<LiveCard, "authors"> & {
    /** The id of the story that this is a translation of. */
    translationOf: string | null;
    document: NodeJson;
    /** From the top down to the story's own section. */
    trail: Named[];
    authors: LiveAuthor[];
    topics: Named[];
    corrections: LiveCorrection[];
    /** Ids of the stories that the text shows as cards or links to. */
    bodyStories: string[];
    /** Facts of every picture of the story, by its id. */
    pictures: Record<string, PictureFacts>;
    /** Facts of every video, sound and document of the story, by its id. */
    media: Record<string, MediaFacts>;
    /** Caption and credit of the card picture, plain. */
    pictureCaption: string;
    pictureCredit: string;
    words: number;
    /** How many versions of it readers may see; 0 for a single one. */
    versions: number;
  };

/** A standing page, all that readers get of it. */
export type StandingPage = PublishedFields<"PAGE"> &
  Pick<
    LiveStoryPage,
    | "id"
    | "path"
    | "headline"
    | "standfirst"
    | "document"
    | "picture"
    | "pictures"
    | "media"
    | "corrections"
    | "bodyStories"
    | "publishedAt"
    | "updatedAt"
  > & { purpose: Purpose };

/** A series or an issue that has a story, with the parts before and after it. */
export type ShownPart = {
  collection: Named & { kind: CollectionKind };
  previous: Headline | null;
  next: Headline | null;
};

/** A section with its parent and children. */
export type LiveSection = Named & { description: string; parent: Named | null; children: Named[] };
export type LiveTopic = Named & { description: string };

export type NavSection = Named & { description: string; children: NavSection[] };

/** One page of a list, `number` counted from 1. `pages` are counted no further than some ahead; `hasMore`: there are others. */
export type CardPage = { cards: LiveCard[]; number: number; pages: number; hasMore: boolean };

/** A list changes with every story in it: only stories say when they changed. */
export type SitemapEntry = {
  path: string;
  changedAt?: Date;
  /** As `listTranslations` gives them. */
  translations?: readonly LiveTranslation[];
};
