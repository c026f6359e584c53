import { searchForm } from "#lib/document/search-words.ts";
import { withoutVariants } from "#lib/document/spelling-variants.ts";
import type { Actor } from "../actor.ts";
import { has } from "../roles/policy.ts";

export const canManagePromotions = (actor: Actor): boolean => has(actor, "topics");

/** UTF-16 units of a term. */
export const maxTerm = 80;

/**
 * A query as a term: its words in small letters without accents, quotation marks and other signs, with one space between
 * them. Queries with the same term are answered with the same promoted result, and counted together.
 */
export const termOf = (query: string): string =>
  (withoutVariants(searchForm(query)).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).join(" ");

/**
 * A term is reported for a day only if so many different readers searched for it on that day, and is deleted otherwise:
 * words that only one person would enter are nobody's business.
 */
export const minReaders = 5;
/** For so many days the counts are kept. */
export const keptDays = 30;
