import type { BriefWithComments } from "#lib/stories/publishing/data.ts";

type Asked = Pick<BriefWithComments, "missing" | "rights" | "questions" | "comments" | "suggestions">;

/** A story that is scheduled may wait for the day on which a picture may be used: the server checks that instant. */
export const requiredCount = ({ missing, rights }: Pick<Asked, "missing" | "rights">, isScheduled: boolean): number =>
  missing.length +
  rights.filter(({ rule, problem }) => rule === "block" && !(isScheduled && problem === "NOT_YET")).length;

/**
 * What the last line of the publish panel says.
 * @param isOverridden whether a reason is given for publishing in spite of checks that block it
 */
export function publishNote(brief: Asked, isOverridden: boolean): string {
  const { questions, rights, comments, suggestions } = brief;
  const warnings = rights.filter(({ rule }) => rule === "warn").length;
  const blocking = isOverridden ? 0 : questions.filter(({ severity }) => severity === "BLOCK").length;
  const recommended = questions.length - blocking + warnings + comments.length + suggestions.length;
  const hints = recommended > 0 ? `, ${recommended} recommended` : "";
  const required = requiredCount(brief, false);
  if (required > 0) return `${required + blocking} required${hints}`;
  if (blocking === 0) return `Ready to publish${hints}`;
  return `${blocking === 1 ? "1 check blocks" : `${blocking} checks block`} publishing${hints}`;
}
