import type { PictureRights } from "../postgres/generated/enums.ts";

export type { PictureRights };

/** A reason for which a paper may not want to publish a picture: its category, or an end of its use. */
export type RightsProblem = PictureRights | "WITHDRAWN" | "TRASHED" | "EXPIRED" | "NOT_YET" | "OVER_COUNT";

/** The problems for which readers must not see a picture. */
export type HiddenReason = Extract<RightsProblem, "WITHDRAWN" | "TRASHED" | "EXPIRED" | "NOT_YET">;

/** How a problem is treated when a story is published: settings of the paper. */
export type RightsRule = "block" | "warn" | "allow";

/** The terms of a picture, as far as they decide whether it may be published. */
export type PictureTerms = {
  rights: PictureRights;
  usesAllowed: number | null;
  usableFrom: Date | null;
  usableUntil: Date | null;
  withdrawnAt: Date | null;
  trashedAt: Date | null;
};

/** A problem with a picture of a story, or with a video, sound or document. */
export type RightsFinding = {
  what: "PICTURE" | "MEDIA";
  /** Of the picture or the file. */
  id: string;
  /** The file name, by which people know it. */
  name: string;
  problem: RightsProblem;
  rule: Exclude<RightsRule, "allow">;
  /** The instant that matters: of an end, a beginning, a withdrawal. */
  at: string | null;
  /** Of OVER_COUNT: how many stories may show it. */
  usesAllowed: number | null;
  note: string;
};
