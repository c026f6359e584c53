import type { HiddenReason } from "#lib/rights/types.ts";

/** Why readers do not see a picture, as a note beside it. */
export const hiddenWords: Record<HiddenReason, string> = {
  WITHDRAWN: "Withdrawn: readers no longer see it",
  TRASHED: "In the trash: readers do not see it",
  EXPIRED: "Its use has ended: readers no longer see it",
  NOT_YET: "It may not be used yet: readers do not see it",
};
