// An embargo: until an instant nothing of a story's copy may be published, by whatever door. See `assertNotEmbargoed`.
import { type Actor, personId } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { type Transaction, transaction } from "../postgres/app.ts";
import { getStatus } from "../stories/data.ts";
import { type LockedStory, lockStory } from "../stories/lock.ts";
import { canLiftEmbargo, canSetEmbargo } from "../stories/policy.ts";
import { notifyStoryChanged } from "../stories/saving/notify.ts";
import { databaseNow } from "../stories/scheduling/data.ts";
import { notifySchedule } from "../stories/scheduling/mutations.ts";
import { publishingVerbs } from "../stories/scheduling/types.ts";
import type { StoryStatus } from "../stories/types.ts";
import { actSelect } from "./mutations.ts";
import type { LiftEmbargo, SetEmbargo } from "./schema.ts";
import { stopAct } from "./stop-mutations.ts";

/**
 * Sets the embargo of a story, or moves it. The story's writer may set one and make it longer; to make it shorter is to lift a part
 * of it. A publication that is scheduled for before its end stops at once, so that somebody schedules it anew.
 * @throws IN_THE_PAST, NOT_ALLOWED, NOT_FOUND
 */
export const setEmbargo = (actor: Actor, given: SetEmbargo): Promise<{ status: StoryStatus }> =>
  transaction((tx) => setEmbargoIn(tx, actor, given));

/** The same as a part of a transaction that does more. */
export async function setEmbargoIn(
  tx: Transaction,
  actor: Actor,
  { storyId, until, reason }: SetEmbargo,
): Promise<{ status: StoryStatus }> {
  const story = await lockStory(tx, actor, storyId);
  if (!canSetEmbargo(actor, story)) throw new DomainError("NOT_ALLOWED");
  const now = await databaseNow(tx);
  const ends = new Date(until);
  if (ends <= now) throw new DomainError("IN_THE_PAST", { now: now.toISOString() });
  if (story.embargoUntil && ends < story.embargoUntil && !canLiftEmbargo(actor, story))
    throw new DomainError("NOT_ALLOWED");
  await tx.story.update({
    where: { id: storyId },
    data: { embargoUntil: ends, embargoReason: reason, embargoById: personId(actor) },
    select: { id: true },
  });
  await cancelEnd(tx, storyId, now);
  await tx.scheduledAct.create({
    data: { id: newId(), verb: "END_EMBARGO", storyId, dueAt: ends, actorId: personId(actor) },
    select: { id: true },
  });
  await stopEarlier(tx, storyId, ends, now);
  await recordEvent(
    tx,
    actor,
    "story.embargo_set",
    { kind: "story", id: storyId, name: story.headline },
    {
      due: ends.toISOString(),
      ...(story.embargoUntil && { from: story.embargoUntil.toISOString() }),
      ...(reason && { reason }),
    },
  );
  return settle(tx, actor, story);
}

/** Ends an embargo before its time. @throws NOT_ALLOWED, WRONG_STATE (there is none), NOT_FOUND */
export function liftEmbargo(actor: Actor, { storyId, reason }: LiftEmbargo): Promise<{ status: StoryStatus }> {
  return transaction(async (tx) => {
    const story = await lockStory(tx, actor, storyId);
    if (!canLiftEmbargo(actor, story)) throw new DomainError("NOT_ALLOWED");
    if (!story.embargoUntil) throw new DomainError("WRONG_STATE", { why: "NO_EMBARGO" });
    await tx.story.update({ where: { id: storyId }, data: noEmbargo, select: { id: true } });
    await cancelEnd(tx, storyId, await databaseNow(tx));
    await recordEvent(
      tx,
      actor,
      "story.embargo_lifted",
      { kind: "story", id: storyId, name: story.headline },
      { from: story.embargoUntil.toISOString(), reason },
    );
    return settle(tx, actor, story);
  });
}

const noEmbargo = { embargoUntil: null, embargoReason: "", embargoById: null };

/** What is left to do when an embargo has ended by itself: it held by the clock, and is no longer shown. */
export async function endEmbargo(tx: Transaction, actor: Actor, story: LockedStory): Promise<void> {
  await tx.story.update({ where: { id: story.id }, data: noEmbargo, select: { id: true } });
  await recordEvent(tx, actor, "story.embargo_ended", { kind: "story", id: story.id, name: story.headline });
  await notifyStoryChanged(tx, story.id, "status");
}

const cancelEnd = (tx: Transaction, storyId: string, now: Date) =>
  tx.scheduledAct.updateMany({
    where: { storyId, state: "DUE", verb: "END_EMBARGO" },
    data: { state: "CANCELLED", reason: "LIFTED", finishedAt: now },
  });

async function stopEarlier(tx: Transaction, storyId: string, until: Date, now: Date): Promise<void> {
  const acts = await tx.scheduledAct.findMany({
    where: { storyId, state: "DUE", verb: { in: [...publishingVerbs] }, dueAt: { lt: until } },
    select: actSelect,
  });
  for (const act of acts)
    await stopAct(tx, { ...act, now }, { reason: "EMBARGOED", detail: { until: until.toISOString() } });
}

async function settle(tx: Transaction, actor: Actor, { id }: LockedStory): Promise<{ status: StoryStatus }> {
  await notifyStoryChanged(tx, id, "status");
  await notifySchedule(tx);
  return { status: await getStatus(actor, id, tx) };
}
