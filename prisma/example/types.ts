/**
 * The shapes of the example newsroom: plain data that reads like copy, so that a person can edit a story here
 * without knowing the document schema. The seed turns it into documents, revisions and pictures.
 */

import type { Purpose } from "#lib/document/fields.ts";

export type SectionKey = "waterfront" | "city" | "business" | "opinion" | "culture" | "sport";

export type TopicKey =
  | "ferries"
  | "city-council"
  | "night-work"
  | "ropewalk"
  | "harbour-board"
  | "flood-defence"
  | "fishing"
  | "housing"
  | "schools"
  | "trams"
  | "covered-market"
  | "old-gasworks"
  | "football"
  | "swimming-and-rowing"
  | "music-and-stage"
  | "food";

export type AuthorKey =
  | "ines-calloway"
  | "tom-redfearn"
  | "abena-frost"
  | "nils-aldous"
  | "dele-marsh"
  | "karl-ostrander";

export type PersonKey = "maren" | "tom" | "ines" | "abena" | "karl";

export type PictureKey =
  | "ferry"
  | "gauge"
  | "bridge"
  | "breakwater"
  | "market"
  | "housing"
  | "tram"
  | "bakery"
  | "depot"
  | "library"
  | "clock"
  | "trawlers"
  | "gasworks"
  | "rope"
  | "concert"
  | "stage"
  | "lido"
  | "food"
  | "gooseberries"
  | "football"
  | "rowing"
  | "fields"
  | "map"
  | "portrait-ines"
  | "portrait-tom"
  | "portrait-abena"
  | "portrait-nils"
  | "portrait-dele"
  | "portrait-karl";

/** The `key` of another story of the example. A test checks that it exists. */
export type StoryKey = string;

/** Text with `**bold**`, `*italic*` and `[words](https://…)`; nothing else is markup. */
export type Inline = string;

export type ListItem = Inline | { text: Inline; ul?: ListItem[]; ol?: ListItem[] };

export type Block =
  | { p: Inline }
  | { h2: string }
  | { h3: string }
  | { ul: ListItem[] }
  | { ol: ListItem[]; start?: number }
  /** The first row and the first cell of each other one are headings. */
  | { table: Inline[][]; caption: Inline }
  | { quote: Inline[]; by?: string }
  | { pull: Inline[]; by?: string }
  | {
      figure: PictureKey;
      caption: Inline;
      credit: string;
      alt: string;
      decorative?: boolean;
      size?: "normal" | "wide" | "small";
    }
  | { divider: true }
  | { related: StoryKey };

/** What a piece is, for anything but plain news. */
export type Label = "analysis" | "opinion" | "review" | "explainer" | "interview" | "feature";

export type StoryState = "published" | "draft" | "filed" | "ready" | "spiked" | "takenDown";

export type MainPicture = { picture: PictureKey; caption: Inline; credit: string; alt: string };

export type Story = {
  key: StoryKey;
  kicker?: string;
  headline: string;
  standfirst: string;
  section: SectionKey;
  /** Bylines in order. Empty: the story is signed by the staff. */
  authors: AuthorKey[];
  topics: TopicKey[];
  label?: Label;
  /** Where it was written; shown as the dateline. */
  place?: string;
  editorsNote?: string;
  /** BCP 47; British English when absent. */
  language?: string;
  slug: string;
  main?: MainPicture;
  keyPoints?: Inline[];
  body: Block[];
  inShort?: Inline[];
  /** Chosen by an editor for "Read also", in order. */
  readAlso?: StoryKey[];
  state: StoryState;
  /** First publication, in hours before the seed runs. Present for `published` and `takenDown`. */
  publishedHoursAgo?: number;
  /** The last real change that readers saw, in hours before the seed runs. */
  updatedHoursAgo?: number;
  /** `note` is plain text. The story was published with the words `was`, where it says `now` since the correction. */
  correction?: { note: string; hoursAgo: number; was: string; now: string };
  /** Why it was taken down; for staff only. */
  takenDown?: { reason: string; hoursAgo: number };
  /** Work on a live story that readers do not have yet. */
  pendingUpdate?: { headline?: string; addBlocks?: Block[] };
  writtenBy: PersonKey;
};

/** A page on which the paper speaks of itself; its address comes from what it is for. */
export type StandingPage = {
  purpose: Exclude<Purpose, "">;
  headline: string;
  standfirst: string;
  body: Block[];
  publishedHoursAgo: number;
};

/** A thread of comments on words of a story, in order. */
export type Conversation = {
  story: StoryKey;
  /** Plain words of one block, which stand there once. */
  on: string;
  said: { by: PersonKey; text: string; hoursAgo: number }[];
  resolved?: { by: PersonKey; hoursAgo: number };
};

export type Section = { key: SectionKey; name: string; slug: string; description: string };

export type Topic = { key: TopicKey; name: string; slug: string; description?: string };

export type Author = {
  key: AuthorKey;
  name: string;
  slug: string;
  jobTitle: string;
  bio: string;
  portrait: PictureKey;
};

export type Person = {
  key: PersonKey;
  name: string;
  email: string;
  role: "editor" | "reporter" | "contributor";
  /** The byline that is theirs, where they have one. */
  author?: AuthorKey;
};

export type FrontPins = { lead: StoryKey; seconds: StoryKey[] };

export type Picture = {
  key: PictureKey;
  /** File name in the folder `pictures`. */
  file: string;
  width: number;
  height: number;
  /** Used where a story gives no description of its own. */
  alt: string;
  credit: string;
  /** What must stay in view when the picture is cropped, from 0 (left, top) to 1 (right, bottom). */
  focus: { x: number; y: number };
};
