// Which terms of a picture are a problem when it is published, and who may change them.
import { type Actor, personId } from "../actor.ts";
import { canManageRights } from "../pictures/policy.ts";
import type { SiteSettings } from "../site/schema.ts";
import type { HiddenReason, PictureTerms, RightsProblem, RightsRule } from "./types.ts";

export { canManageRights };

/** The picture desk may move every picture to the trash; anybody may move their own upload, while no story of others uses it. */
export const canTrash = (
  actor: Actor,
  { uploaderId, isUsed }: { uploaderId: string | null; isUsed: boolean },
): boolean => canManageRights(actor) || (!isUsed && uploaderId !== null && uploaderId === personId(actor));

/** The setting that says how each problem is treated. */
export const ruleSettings = {
  WITHDRAWN: "pictureWithdrawn",
  TRASHED: "pictureTrashed",
  EXPIRED: "pictureExpired",
  NOT_YET: "pictureNotYet",
  OVER_COUNT: "pictureOverCount",
  UNKNOWN: "pictureUnknown",
  ASK_FIRST: "pictureAskFirst",
  PAY_PER_USE: "picturePayPerUse",
  AGENCY: "pictureAgency",
  HANDOUT: "pictureHandout",
  CREATIVE_COMMONS: "pictureCreativeCommons",
  STAFF: "pictureStaff",
} as const satisfies Record<RightsProblem, keyof SiteSettings>;

export const hiddenReasons = ["WITHDRAWN", "TRASHED", "EXPIRED", "NOT_YET"] as const satisfies HiddenReason[];

export const ruleOf = (settings: SiteSettings, problem: RightsProblem): RightsRule => settings[ruleSettings[problem]];

/**
 * All problems with publishing a picture at an instant, the most serious first; the category is always the last of them.
 * @param uses how many other published stories and pages show it
 */
export function problemsOf(terms: PictureTerms, { at, uses }: { at: Date; uses: number }): RightsProblem[] {
  const { rights, usesAllowed, usableFrom, usableUntil, withdrawnAt, trashedAt } = terms;
  return [
    ...(withdrawnAt ? (["WITHDRAWN"] as const) : []),
    ...(trashedAt ? (["TRASHED"] as const) : []),
    ...(usableUntil && usableUntil <= at ? (["EXPIRED"] as const) : []),
    ...(usableFrom && usableFrom > at ? (["NOT_YET"] as const) : []),
    ...(rights === "PAY_PER_USE" && usesAllowed !== null && uses >= usesAllowed ? (["OVER_COUNT"] as const) : []),
    rights,
  ];
}
