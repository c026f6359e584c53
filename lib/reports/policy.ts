import type { Actor } from "../actor.ts";
import { canRead, has, hasForReaders, hasIn, worksWithOthers } from "../roles/policy.ts";
import type { StoryFacts } from "../stories/policy.ts";

/** Who answers readers and may correct what is live. */
export const canHandleReports = (actor: Actor): boolean => has(actor, "correct");
export const canHandleReport = (actor: Actor, story: StoryFacts): boolean =>
  canRead(actor, story) && hasForReaders(actor, "correct", story);
/** Whether the reports about all stories are for the actor, and not only those of some sections. */
export const correctsAll = (actor: Actor): boolean => hasIn(actor, "correct", null) && worksWithOthers(actor);

/** After so many days the e-mail address of a reader is taken out. */
export const emailDays = 90;

/** Reports within an hour: from one address, and from all. More would only bury those that are meant. */
export const maxInAnHour = { address: 10, site: 200 } as const;
