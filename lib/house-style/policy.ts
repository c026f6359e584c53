import type { Actor } from "../actor.ts";
import { has } from "../roles/policy.ts";
import type { ManagedRule, RuleWeek } from "./types.ts";

/** The house style and the severity of checks are the editors'. */
export const canManageStyle = (actor: Actor): boolean => has(actor, "style");

/** The Monday of an instant, in UTC. @param weeksBefore 1: the Monday of the week before */
export const weekOf = (at: Date, weeksBefore = 0): Date => {
  const sinceMonday = (at.getUTCDay() + 6) % 7;
  return new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate() - sinceMonday - 7 * weeksBefore));
};

/** Whether a rule was found in the text of a story in a week. */
export const wasFound = ({ accepted, ignored, left }: RuleWeek): boolean => accepted + ignored + left > 0;

/**
 * The rules that were found in a week, and those of them whose proposal nobody accepted. A rule that proposes nothing
 * cannot be accepted and is in neither list.
 */
export function acceptanceOf(
  rules: readonly ManagedRule[],
  week: "thisWeek" | "lastWeek",
): { found: readonly ManagedRule[]; unaccepted: readonly ManagedRule[] } {
  const found = rules.filter((rule) => rule.replacement !== "" && wasFound(rule[week]));
  return { found, unaccepted: found.filter((rule) => rule[week].accepted === 0) };
}
