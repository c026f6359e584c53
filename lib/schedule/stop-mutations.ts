// What happens when a scheduled act cannot be performed.
import { SYSTEM } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { sendNotice } from "../notices/mutations.ts";
import type { Transaction } from "../postgres/app.ts";
import { type LockedStory, lockStory } from "../stories/lock.ts";
import { notifyStoryChanged } from "../stories/saving/notify.ts";
import { refreshScheduledFor, unscheduledCopy } from "../stories/scheduling/mutations.ts";
import type { ActRow } from "./mutations.ts";

/** A due act, with the database's time. */
export type Taken = ActRow & { now: Date };

/** A scheduled act that could not be performed, in the transaction that records it. */
export type StoppedSchedule = {
  act: Pick<ActRow, "id" | "verb" | "dueAt" | "actorId">;
  story: LockedStory;
  /** An error code, or "FAILED" after repeated technical failures. */
  reason: string;
  detail: Record<string, unknown>;
};

/** Everything that is to happen when an act stops, besides its own record. */
async function onScheduleStopped(tx: Transaction, { act, story, reason }: StoppedSchedule): Promise<void> {
  await recordEvent(
    tx,
    SYSTEM,
    "story.schedule_stopped",
    { kind: "story", id: story.id, name: story.headline },
    { act: act.id, verb: act.verb, due: act.dueAt.toISOString(), reason },
  );
  await sendNotice(tx, SYSTEM, { kind: "STOPPED", story, to: [act.actorId], key: `stopped ${act.id}` });
}

/** Records why an act was not performed. The copy of a publication returns to where it was. */
export async function stopAct(
  tx: Transaction,
  act: Taken,
  { reason, detail, error = "" }: Pick<StoppedSchedule, "reason" | "detail"> & { error?: string },
): Promise<void> {
  const story = await lockStory(tx, SYSTEM, act.storyId);
  await tx.scheduledAct.update({
    where: { id: act.id },
    // `detail` comes from an error, whose values the type system does not know.
    data: {
      state: "STOPPED",
      reason,
      detail: JSON.parse(JSON.stringify(detail)),
      error,
      finishedAt: act.now,
      retryAt: null,
    },
    select: { id: true },
  });
  if (act.verb === "PUBLISH") {
    const data = await unscheduledCopy(tx, story, act);
    await tx.story.update({ where: { id: story.id }, data, select: { id: true } });
  }
  await refreshScheduledFor(tx, story.id);
  await onScheduleStopped(tx, { act, story, reason, detail });
  await notifyStoryChanged(tx, story.id, "status");
}
