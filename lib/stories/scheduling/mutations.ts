// What the verbs of a story do to its due acts, and what an embargo forbids. Every caller holds the row of the story.
import { rejectAll } from "#lib/document/suggestions.ts";
import { DomainError } from "../../errors.ts";
import type { Prisma, Transaction } from "../../postgres/app.ts";
import type { CopyState } from "../../postgres/generated/enums.ts";
import { getRevisionDocument } from "../../revisions/data.ts";
import { loadDocument } from "../document.ts";
import type { LockedStory } from "../lock.ts";
import type { CancelReason, ScheduledVerb } from "./types.ts";

/** @throws EMBARGOED while the story's embargo lasts */
export function assertNotEmbargoed(story: Pick<LockedStory, "embargoUntil">): void {
  if (story.embargoUntil) throw new DomainError("EMBARGOED", { until: story.embargoUntil.toISOString() });
}

/** Wakes the workers of all nodes after the commit: something is due earlier than they know. */
export async function notifySchedule(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select pg_notify('galley_schedule', '')`;
}

/** Writes the nearest due instant into the row of the story, for lists. */
export async function refreshScheduledFor(tx: Transaction, storyId: string): Promise<void> {
  await tx.$executeRaw`
    update story set scheduled_for = (
      select min(due_at) from scheduled_act
      where story_id = ${storyId}::uuid and state = 'DUE' and verb <> 'END_EMBARGO')
    where id = ${storyId}::uuid`;
}

export const noApproval = { approvedRevisionId: null, approvedById: null };

/**
 * The columns of a story whose scheduled publication no longer counts: the copy returns to where it was, with its approval
 * where it had one and nothing was changed since.
 */
export async function unscheduledCopy(
  tx: Transaction,
  story: Pick<LockedStory, "id" | "copy" | "version" | "publishedRevisionId">,
  act: { copyBefore: CopyState | null; revisionId: string | null },
): Promise<Prisma.StoryUncheckedUpdateInput> {
  if (story.copy !== "SCHEDULED") return {};
  const copy = act.copyBefore ?? "DRAFT";
  if (copy !== "READY") return { copy, ...noApproval };
  const isSame = act.revisionId !== null && (await saysTheSame(tx, story, act.revisionId));
  return isSame ? { copy } : { copy: "FILED", ...noApproval };
}

/** Whether the working copy still equals the frozen revision, apart from suggestions. */
async function saysTheSame(
  tx: Transaction,
  story: Pick<LockedStory, "id" | "version" | "publishedRevisionId">,
  revisionId: string,
): Promise<boolean> {
  const frozen = await getRevisionDocument(tx, revisionId);
  return frozen.version === story.version || rejectAll(frozen.doc).eq(rejectAll(await loadDocument(tx, story)));
}

/**
 * Cancels the due acts with these verbs because something else happened to the story. Returns the columns to which the
 * story's copy returns when its scheduled publication was among them.
 */
export async function cancelActs(
  tx: Transaction,
  story: Pick<LockedStory, "id" | "copy" | "version" | "publishedRevisionId" | "scheduledFor">,
  verbs: readonly ScheduledVerb[],
  reason: CancelReason,
): Promise<Prisma.StoryUncheckedUpdateInput> {
  if (story.scheduledFor === null) return {};
  const acts = await tx.scheduledAct.findMany({
    where: { storyId: story.id, state: "DUE", verb: { in: [...verbs] } },
    select: { id: true, verb: true, copyBefore: true, revisionId: true },
  });
  if (acts.length === 0) return {};
  await tx.scheduledAct.updateMany({
    where: { id: { in: acts.map(({ id }) => id) } },
    data: { state: "CANCELLED", reason, finishedAt: new Date() },
  });
  await refreshScheduledFor(tx, story.id);
  const publication = acts.find(({ verb }) => verb === "PUBLISH");
  return publication ? unscheduledCopy(tx, story, publication) : {};
}
