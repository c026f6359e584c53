import { type Actor, hasRole } from "../actor.ts";

/** Who answers readers and may correct what is live. */
export const canHandleReports = (actor: Actor): boolean => hasRole(actor, "EDITOR");

/** After so many days the e-mail address of a reader is taken out. */
export const emailDays = 90;

/** Reports within an hour: from one address, and from all. More would only bury those that are meant. */
export const maxInAnHour = { address: 10, site: 200 } as const;
