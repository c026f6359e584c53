import type { Actor } from "../actor.ts";
import { has } from "../roles/policy.ts";

export const canManagePromotions = (actor: Actor): boolean => has(actor, "topics");

/** UTF-16 units of a term. */
export const maxTerm = 80;

/**
 * A term is reported for a day only if so many different readers searched for it on that day, and is deleted otherwise:
 * words that only one person would enter are nobody's business.
 */
export const minReaders = 5;
/** For so many days the counts are kept. */
export const keptDays = 30;
