import type { FlagKind, HandOverKind } from "#lib/assignments/types.ts";
import type { StoryStatus } from "#lib/stories/types.ts";
import type { Times } from "#lib/times.ts";

export const flagNames: Record<FlagKind, string> = { LEGAL: "Legal", SENSITIVE: "Sensitive" };

export const handOverVerbs: Record<HandOverKind, string> = {
  FILED: "filed this",
  SENT_BACK: "sent this back",
  APPROVED: "approved this",
};

type Facts = Pick<StoryStatus, "copy" | "publication" | "assignee" | "dueAt">;

/** Work is overdue while it is a draft that readers never had and its due time has passed. */
export const isOverdue = ({ copy, publication, dueAt }: Omit<Facts, "assignee">, now = new Date()): boolean =>
  dueAt !== null && copy === "DRAFT" && publication === "NEVER" && new Date(dueAt) < now;

/** Who has a story, since when and until when; null for a story that nobody has and that is never due. */
export function assignmentSentence(facts: Facts, times: Times, now = new Date()): string | null {
  const { assignee, dueAt } = facts;
  if (!assignee && !dueAt) return null;
  const since = assignee && times.full(new Date(assignee.since));
  const who = !assignee
    ? "Nobody is assigned to this story yet"
    : assignee.state === "OFFERED"
      ? `${assignee.name} was asked ${since}, no answer yet`
      : `${assignee.name} has had this since ${since}`;
  if (!dueAt) return `${who}.`;
  return `${who}; ${isOverdue(facts, now) ? "overdue since" : "due"} ${times.full(new Date(dueAt))}.`;
}
