import type { ReviewRight } from "../postgres/generated/enums.ts";

export type { ReviewRight };

/** Times are ISO instants. */
export type ReviewLinkRow = {
  id: string;
  name: string;
  may: ReviewRight;
  sharedBy: string;
  createdAt: string;
  expiresAt: string;
  state: "OPEN" | "EXPIRED" | "REVOKED";
  /** Number of the revision that it shows; null: the story as it is. */
  revision: number | null;
  openCount: number;
  /** The last openings, newest first. */
  openings: string[];
  /** `isOutdated`: the text has changed since. */
  approval: { at: string; note: string; isOutdated: boolean } | null;
};

export type StoryReviews = {
  /** Whether the person may share the story and revoke links. */
  mayShare: boolean;
  /** Newest first. */
  links: ReviewLinkRow[];
};

/** `token` is shown once: only its hash is stored. */
export type SharedLink = { token: string; isMailed: boolean; reviews: StoryReviews };

/** A comment of the guest, as the page shows it. */
export type GuestComment = { id: string; at: Date; quote: string; text: string; isResolved: boolean };
