import { acceptanceOf } from "#lib/house-style/policy.ts";
import type { ManagedRule } from "#lib/house-style/types.ts";
import classes from "./acceptance-note.module.css";

/** Maximum number of rules that are named. */
const maxNamed = 5;

const quoted = ({ pattern }: ManagedRule): string => `“${pattern}”`;

/** Which rules were found this week without anybody accepting what they propose. */
export function weekSentence(rules: readonly ManagedRule[]): string {
  const { found, unaccepted } = acceptanceOf(rules, "thisWeek");
  if (found.length === 0) return "No rule with a proposal has been found in a story this week.";
  if (unaccepted.length === 0)
    return found.length === 1
      ? "The one rule that was found in stories this week was accepted."
      : `Each of the ${found.length} rules that were found in stories this week was accepted at least once.`;
  const named = unaccepted.slice(0, maxNamed).map(quoted);
  const more = unaccepted.length - named.length;
  const names = `${named.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
  return `This week, nobody accepted ${unaccepted.length} of the ${found.length} ${found.length === 1 ? "rule" : "rules"} found in stories: ${names}.`;
}

/** The count for last week; null if no rule was found then. */
export function lastWeekSentence(rules: readonly ManagedRule[]): string | null {
  const { found, unaccepted } = acceptanceOf(rules, "lastWeek");
  return found.length === 0 ? null : `Last week it was ${unaccepted.length} of ${found.length}.`;
}

/** The weekly count of rules that nobody accepts, above the list of rules. */
export function AcceptanceNote({ rules }: { rules: readonly ManagedRule[] }) {
  if (rules.length === 0) return null;
  const isUnaccepted = acceptanceOf(rules, "thisWeek").unaccepted.length > 0;
  return (
    <p className={classes.note}>
      {weekSentence(rules)} {lastWeekSentence(rules)}
      {isUnaccepted && " A rule that nobody accepts may be wrong, or its reason unclear."}
    </p>
  );
}
