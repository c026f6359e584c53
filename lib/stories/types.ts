import type { WrittenPiece } from "#lib/document/authorship.ts";
import type { Kind, Purpose } from "#lib/document/fields.ts";
import type { NodeJson } from "#lib/document/json.ts";
import type { Failure } from "../errors.ts";
import type { StoredMedia } from "../media/types.ts";
import type { PictureFacts } from "../pictures/types.ts";
import type { CopyState, FlagKind, Publication } from "../postgres/generated/enums.ts";
import type { Erasure } from "../press/nodes-data.ts";
import type { HiddenReason } from "../rights/types.ts";
import type { Log } from "../steps/types.ts";
import type { Name, StorySchedule } from "./scheduling/types.ts";
import type { NewStoryFacts } from "./schema.ts";

export type { Name } from "./scheduling/types.ts";
export type { CopyState, FlagKind, Kind, Log, Publication };

export const verbs = [
  "file",
  "withdraw",
  "sendBack",
  "approve",
  "schedule",
  "unschedule",
  "publish",
  "correct",
  "clarify",
  "takeDown",
  "reinstate",
  "spike",
  "unspike",
  "nameVersion",
  "restoreRevision",
] as const;
export type Verb = (typeof verbs)[number];

/** Why a person who sees a story may not change its text. */
export type NoEdit = "SPIKED" | "NOT_YOURS" | "FILED" | "READY" | "SCHEDULED" | "LIVE";

/** The status of a story, and what this person may do with it. Times are ISO instants. */
export type StoryStatus = {
  kind: Kind;
  copy: CopyState;
  publication: Publication;
  version: number;
  /**
   * The version that readers have; the copy has changes where `version` is greater. Null for a story that they do not have,
   * and after a correction that left changes out.
   */
  publishedVersion: number | null;
  editedAt: string;
  editedBy: Name | null;
  firstPublishedAt: string | null;
  publishedAt: string | null;
  updatedAt: string | null;
  path: string | null;
  approvedBy: Name | null;
  /** Who has the story, since when, and whether they have accepted it; null: nobody. */
  assignee: (Name & { state: "OFFERED" | "ACCEPTED"; since: string }) | null;
  dueAt: string | null;
  flags: FlagKind[];
  /** Changes with the brief, the wanted length and picture, and the reasons of flags, which are read separately. */
  planDigest: string;
  isConfidential: boolean;
  /** With how many people it is shared whatever their role. */
  sharedCount: number;
  /**
   * `suggest`: propose changes; `settle`: take or refuse what others propose; `comment`: begin and answer conversations
   * about the text; `embargo`: set an embargo.
   */
  may: {
    edit: boolean;
    suggest: boolean;
    settle: boolean;
    comment: boolean;
    embargo: boolean;
    liftEmbargo: boolean;
    hideWords: boolean;
    moveAddress: boolean;
    /** Fields that are kept for editors, such as badges. */
    editorsFields: boolean;
    /** Decide with whom it is shared, and whether it is confidential. */
    nameReaders: boolean;
    verbs: Verb[];
  };
  noEdit: NoEdit | null;
  schedule: StorySchedule;
};

/** Names and pictures of what the document refers to by id. */
export type StoryNames = {
  sections: { id: string; name: string; path: string }[];
  topics: Name[];
  authors: (Name & { jobTitle: string })[];
  stories: { id: string; headline: string; path: string | null }[];
  /** Who proposes something in the text. */
  people: Name[];
  /** Series and issues. */
  collections: Name[];
  /** `src` is the address of a rendition of about 1280 px. */
  pictures: Record<
    string,
    Pick<PictureFacts, "width" | "height" | "color" | "focal" | "crops"> & {
      src: string;
      /** Why readers must not see it now. */
      hidden?: HiddenReason;
    }
  >;
  /** Videos, sounds and documents. */
  media: Record<string, MediaLook>;
};
/** `captions`: whether it has any. */
export type MediaLook = Pick<StoredMedia, "kind" | "format" | "bytes" | "fileName" | "durationSeconds"> & {
  captions: boolean;
};

/** A story as the editor opens it. */
export type OpenStory = {
  id: string;
  creator: Name | null;
  status: StoryStatus;
  version: number;
  schemaNumber: number;
  document: NodeJson;
  names: StoryNames;
  /** Of a new story that the server does not have yet: the first batch creates it. */
  creates?: NewStoryFacts;
  /** The same story in other languages: what it was translated from and into, as far as the actor may see it. */
  translations: Translation[];
};
export type Translation = {
  id: string;
  language: string;
  headline: string;
  publication: Publication;
  isOriginal: boolean;
};

/** `stale`: the base is not the newest version; take `log`, rebase, send again. Nothing was stored. */
export type Saved =
  | { kind: "saved"; version: number; at: string; repeated?: true; status: StoryStatus }
  | { kind: "stale"; log: Log };

/** A revision to look at, with the names and pictures of what it refers to. */
export type OpenRevision = { number: number; document: NodeJson; names: StoryNames };

/** Words that one person wrote in one go. `person`: null is Galley, or somebody who is not known. */
export type WrittenBy = Omit<WrittenPiece, "personId"> & { person: Name | null };

/** `undo`: the revision that holds what stood before; null when the story read like that already and nothing was done. */
export type Restored = { status: StoryStatus; undo: number | null };

/** What an editor is shown after publishing. */
export type Receipt = {
  path: string;
  headline: string;
  publishedAt: string;
  revision: number;
  status: StoryStatus;
  /** After a correction: from where the earlier text is gone. */
  erasure?: Erasure;
};

/** What became of stories that were to be taken down together: each is in one of the two lists. */
export type TakeDowns = {
  takenDown: string[];
  refused: { storyId: string; failure: Failure }[];
  /** From where the stories that were taken down are gone; null if there are none. */
  erasure: Erasure | null;
};

/** A standing page as the newsroom lists it. */
export type PageRow = {
  id: string;
  headline: string;
  /** As the copy says it. */
  purpose: Purpose;
  copy: CopyState;
  publication: Publication;
  changed: boolean;
  editedAt: string;
  editedBy: Name | null;
  path: string | null;
};

export type StoryRow = {
  id: string;
  headline: string;
  copy: CopyState;
  publication: Publication;
  /** A live story whose copy has changes that readers do not have. */
  changed: boolean;
  section: Name | null;
  authors: Name[];
  words: number;
  editedAt: string;
  editedBy: Name | null;
  assignee: Name | null;
  dueAt: string | null;
  /** The nearest instant at which something happens to the story by itself. */
  scheduledFor: string | null;
  flags: FlagKind[];
  path: string | null;
  /** Readers have it, and the person who asks may take it down. */
  mayTakeDown: boolean;
  /** Address of a small rendition, or null. */
  picture: string | null;
};
