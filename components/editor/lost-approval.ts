import type { StoryStatus } from "#lib/stories/types.ts";

type Facts = Pick<StoryStatus, "copy" | "version" | "publishedVersion" | "approvedBy">;

/**
 * Whether an edit withdrew an approval between two states of a story: the name of the approver ("" where it is not known),
 * or null. Verbs such as "send back" and "publish" end an approval without a new version.
 */
export function lostApproval(before: Facts, now: Facts): string | null {
  const isLost =
    before.copy === "READY" &&
    (now.copy === "FILED" || now.copy === "DRAFT") &&
    now.version > before.version &&
    now.publishedVersion === before.publishedVersion;
  return isLost ? (before.approvedBy?.name ?? "") : null;
}
