import type { WireItemStatus } from "../feeds/wire-entry.ts";
import type { PartnerFormat } from "../postgres/generated/enums.ts";

export type { PartnerFormat };

/** What a partner gets. */
export type PartnerSelection = {
  sectionId: string | null;
  topicId: string | null;
  words: string;
  language: string;
  isFullText: boolean;
  hasPictures: boolean;
};

export type PartnerState = "active" | "over" | "ended";

/** A partner as admins see it; never its key. Times are ISO instants. */
export type PartnerRow = PartnerSelection & {
  id: string;
  name: string;
  format: PartnerFormat;
  section: string | null;
  topic: string | null;
  /** How the key begins. */
  prefix: string;
  keyMadeAt: string;
  endsAt: string | null;
  state: PartnerState;
  lastAskedAt: string | null;
};

/** A partner that asks for its stories. */
export type AskingPartner = PartnerSelection & { id: string; name: string; format: PartnerFormat };

/**
 * What was sent of a story. `version` grows for this partner also when a picture is withdrawn; `revision` is the number of the text.
 * `pictures`: ids of those in it.
 */
export type SentVersion = {
  story: string;
  version: number;
  revision: number;
  status: WireItemStatus;
  pictures: readonly string[];
};

export type FetchRow = {
  id: string;
  at: string;
  lastAt: string;
  requests: number;
  network: string;
  items: (Pick<SentVersion, "story" | "version" | "status"> & { headline: string })[];
};

/** A partner that has fetched a picture. `sentAt`: when it was sent last. */
export type PictureHolder = {
  partnerId: string;
  partner: string;
  sentAt: string;
  storyCount: number;
  /** It was withdrawn after that. */
  isRecalled: boolean;
  /** The partner has not fetched a story without it yet. */
  isOutdated: boolean;
  /** False: it fetched a story with the picture before Galley noted pictures, so that it may have it. It gets no withdrawal. */
  isNoted: boolean;
};

/** A version of a story that a partner has fetched, and when first. */
export type FetchedVersion = { version: number; status: WireItemStatus; at: string };

/** A partner that has fetched a story. */
export type StoryHolder = {
  partnerId: string;
  partner: string;
  /** It has not fetched the newest version, or the kill, yet. */
  isOutdated: boolean;
  /** The newest first. */
  versions: FetchedVersion[];
};

/** A story that partners have fetched. */
export type FetchedStory = { id: string; headline: string; isPublished: boolean; holders: StoryHolder[] };
