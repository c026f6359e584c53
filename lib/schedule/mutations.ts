// Scheduling: what is to happen to a story at an instant, and every change of that plan.
import { type Actor, personId } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { sendNotice } from "../notices/mutations.ts";
import { type Prisma, type Transaction, transaction } from "../postgres/app.ts";
import { getRevisionDocument } from "../revisions/data.ts";
import { recordRevision } from "../revisions/mutations.ts";
import { assertChecked } from "../stories/checking/mutations.ts";
import { getStatus } from "../stories/data.ts";
import { loadDocument } from "../stories/document.ts";
import { assertCan, type LockedStory, lockStory } from "../stories/lock.ts";
import { mayUse, missingRight } from "../stories/policy.ts";
import { assertReady, correctedText, type Outgoing } from "../stories/publishing/mutations.ts";
import { notifyStoryChanged } from "../stories/saving/notify.ts";
import { databaseNow } from "../stories/scheduling/data.ts";
import { notifySchedule, refreshScheduledFor, unscheduledCopy } from "../stories/scheduling/mutations.ts";
import type { ActInput } from "../stories/scheduling/schema.ts";
import { endingVerbs, publishingVerbs, type ScheduledVerb } from "../stories/scheduling/types.ts";
import { assertUnchanged } from "../stories/verbs/mutations.ts";
import { canChangeSchedule } from "./policy.ts";
import type {
  Reschedule,
  ScheduleCorrection,
  SchedulePublication,
  ScheduleTakeDown,
  ScheduleUnlisting,
} from "./schema.ts";
import type { Scheduled } from "./types.ts";

/**
 * Schedules a first publication, or the update of a live story. Approved copy is published as it was approved; other copy is
 * frozen as the editor saw it. Edits afterwards stay out of it, see `includeChanges`.
 * @throws IN_THE_PAST, EMBARGOED, NOT_READY, CHANGED_MEANWHILE, WRONG_STATE, NOT_ALLOWED, INVALID (it would end before)
 */
export function schedulePublication(actor: Actor, input: SchedulePublication): Promise<Scheduled> {
  return changing(actor, input.storyId, async (tx, story) => {
    assertCan(actor, "schedule", story);
    const approved = story.approvedRevisionId ? await getRevisionDocument(tx, story.approvedRevisionId) : null;
    if (!approved) assertUnchanged(story, input.version);
    const out = approved ?? { doc: await loadDocument(tx, story), version: story.version };
    await assertChecked(tx, actor, story, out.doc, { override: input.override });
    const { showUpdated, showReplaced } = input;
    return insertAct(tx, actor, story, {
      verb: "PUBLISH",
      dueAt: input.dueAt,
      out,
      revisionId: story.approvedRevisionId,
      input: { note: "", showUpdated, ...(showReplaced === undefined ? {} : { showReplaced }) },
    });
  });
}

/**
 * Schedules a correction or a clarification: the text that readers have with the chosen changes, frozen now. The state of
 * the copy stays. @throws as `schedulePublication`
 */
export function scheduleCorrection(actor: Actor, input: ScheduleCorrection): Promise<Scheduled> {
  return changing(actor, input.storyId, async (tx, story) => {
    assertCan(actor, input.kind === "CORRECTION" ? "correct" : "clarify", story);
    const { note, showReplaced } = input;
    return insertAct(tx, actor, story, {
      verb: input.kind === "CORRECTION" ? "CORRECT" : "CLARIFY",
      dueAt: input.dueAt,
      out: await correctedText(tx, actor, story, input),
      revisionId: null,
      input: { note, showUpdated: true, ...(showReplaced === undefined ? {} : { showReplaced }) },
    });
  });
}

/** Schedules a take-down: of a live story, or of one whose publication is scheduled for before. @throws as `schedulePublication` */
export function scheduleTakeDown(actor: Actor, input: ScheduleTakeDown): Promise<Scheduled> {
  return changing(actor, input.storyId, async (tx, story) => {
    if (!mayUse(actor, "takeDown", story))
      throw new DomainError("NOT_ALLOWED", { verb: "takeDown", ...missingRight(actor, "takeDown", story) });
    return insertAct(tx, actor, story, {
      verb: "TAKE_DOWN",
      dueAt: input.dueAt,
      out: null,
      revisionId: null,
      input: { note: input.reason, showUpdated: true },
    });
  });
}

/** Schedules that readers find the story in no list and no search any more; its page stays. @throws as `scheduleTakeDown` */
export function scheduleUnlisting(actor: Actor, input: ScheduleUnlisting): Promise<Scheduled> {
  return changing(actor, input.storyId, async (tx, story) => {
    if (!mayUse(actor, "takeDown", story))
      throw new DomainError("NOT_ALLOWED", { verb: "unlist", ...missingRight(actor, "takeDown", story) });
    if (story.kind !== "STORY" || story.unlistedAt !== null) throw new DomainError("WRONG_STATE", { verb: "unlist" });
    return insertAct(tx, actor, story, {
      verb: "UNLIST",
      dueAt: input.dueAt,
      out: null,
      revisionId: null,
      input: { note: "", showUpdated: true },
    });
  });
}

/** What every change of the plan shares: lock, notification of open tabs and workers, the new status. */
function changing(
  actor: Actor,
  storyId: string,
  work: (tx: Transaction, story: LockedStory) => Promise<string>,
): Promise<Scheduled> {
  return transaction(async (tx) => {
    const story = await lockStory(tx, actor, storyId);
    const actId = await work(tx, story);
    await refreshScheduledFor(tx, story.id);
    await notifyStoryChanged(tx, story.id, "status");
    await notifySchedule(tx);
    return { actId, status: await getStatus(actor, story.id, tx) };
  });
}

type NewAct = {
  verb: ScheduledVerb;
  dueAt: string;
  /** The text to publish; null for an end. */
  out: Outgoing | null;
  /** The revision that holds this text already. */
  revisionId: string | null;
  input: ActInput;
};

async function insertAct(tx: Transaction, actor: Actor, story: LockedStory, act: NewAct): Promise<string> {
  const due = await assertDue(tx, story, { id: null, verb: act.verb, dueAt: act.dueAt });
  let revision: { id: string; number: number } | null = null;
  if (act.out) {
    await assertReady(tx, story, act.out.doc, due);
    revision = act.revisionId
      ? await tx.revision.findUniqueOrThrow({ where: { id: act.revisionId }, select: { id: true, number: true } })
      : await recordRevision(tx, actor, { id: story.id, version: act.out.version }, act.out.doc, {
          kind: "SCHEDULED",
          note: act.input.note,
        });
  }
  const id = newId();
  const isPublication = act.verb === "PUBLISH";
  await tx.scheduledAct.create({
    data: {
      id,
      verb: act.verb,
      storyId: story.id,
      revisionId: revision?.id ?? null,
      dueAt: due,
      actorId: personId(actor),
      input: act.input,
      copyBefore: isPublication ? story.copy : null,
    },
    select: { id: true },
  });
  if (isPublication && revision)
    await tx.story.update({
      where: { id: story.id },
      data: { copy: "SCHEDULED", approvedRevisionId: revision.id },
      select: { id: true },
    });
  await sendNotice(tx, actor, { kind: "SCHEDULED", story, text: act.input.note });
  await recordPlan(tx, actor, story, "story.scheduled", {
    verb: act.verb,
    due: due.toISOString(),
    ...(revision && { revision: revision.number }),
    ...(act.input.note && { note: act.input.note }),
  });
  return id;
}

/**
 * Checks the instant of an act against the clock, the embargo and the other acts of the story.
 * @param act.id null for a new one
 * @throws IN_THE_PAST, EMBARGOED, WRONG_STATE (another one is scheduled, or there is nothing to end), INVALID
 */
async function assertDue(
  tx: Transaction,
  story: LockedStory,
  act: { id: string | null; verb: ScheduledVerb; dueAt: string },
): Promise<Date> {
  const due = new Date(act.dueAt);
  const now = await databaseNow(tx);
  if (due <= now) throw new DomainError("IN_THE_PAST", { now: now.toISOString() });
  const isPublishing = isOneOf(publishingVerbs, act.verb);
  if (isPublishing && story.embargoUntil && due < story.embargoUntil)
    throw new DomainError("EMBARGOED", { until: story.embargoUntil.toISOString() });
  const others = await tx.scheduledAct.findMany({
    where: { storyId: story.id, state: "DUE", ...(act.id && { id: { not: act.id } }) },
    select: { verb: true, dueAt: true },
  });
  const publishing = others.find(({ verb }) => isOneOf(publishingVerbs, verb));
  const ending = others.filter(({ verb }) => isOneOf(endingVerbs, verb));
  if ((isPublishing && publishing) || others.some(({ verb }) => verb === act.verb))
    throw new DomainError("WRONG_STATE", { why: "ALREADY_SCHEDULED" });
  if (story.publication === "LIVE") return due;
  // Nothing could be ended before it is published, and then it would never end.
  if (isPublishing && ending.some((end) => end.dueAt <= due)) throw new DomainError("INVALID", { order: "END" });
  if (isOneOf(endingVerbs, act.verb)) {
    if (!publishing) throw new DomainError("WRONG_STATE", { why: "NOT_PUBLISHED" });
    if (due <= publishing.dueAt) throw new DomainError("INVALID", { order: "PUBLICATION" });
  }
  return due;
}
const isOneOf = (verbs: readonly ScheduledVerb[], verb: ScheduledVerb): boolean => verbs.includes(verb);

/** Moves a due act to another time. @throws IN_THE_PAST, EMBARGOED, INVALID, WRONG_STATE (it is not due any more), NOT_ALLOWED, NOT_FOUND */
export const reschedule = (actor: Actor, { actId, dueAt }: Reschedule): Promise<Scheduled> =>
  changingAct(actor, actId, async (tx, story, act) => {
    if (act.verb === "END_EMBARGO") throw new DomainError("WRONG_STATE", { why: "EMBARGO" });
    const due = await assertDue(tx, story, { id: act.id, verb: act.verb, dueAt });
    await tx.scheduledAct.update({
      where: { id: act.id },
      // The person who reschedules it becomes responsible for it.
      data: { dueAt: due, actorId: personId(actor), attempts: 0, error: "", retryAt: null },
      select: { id: true },
    });
    await recordPlan(tx, actor, story, "story.rescheduled", {
      verb: act.verb,
      from: act.dueAt.toISOString(),
      due: due.toISOString(),
    });
  });

/** Cancels a due act. The copy of a scheduled publication returns to where it was, with its approval. @throws as `reschedule` */
export const unschedule = (actor: Actor, { actId }: { actId: string }): Promise<Scheduled> =>
  changingAct(actor, actId, async (tx, story, act) => {
    if (act.verb === "END_EMBARGO") throw new DomainError("WRONG_STATE", { why: "EMBARGO" });
    await tx.scheduledAct.update({
      where: { id: act.id },
      data: { state: "CANCELLED", reason: "UNSCHEDULED", finishedAt: await databaseNow(tx) },
      select: { id: true },
    });
    if (act.verb === "PUBLISH") {
      const data = await unscheduledCopy(tx, story, act);
      await tx.story.update({ where: { id: story.id }, data, select: { id: true } });
    }
    await recordPlan(tx, actor, story, "story.unscheduled", { verb: act.verb, due: act.dueAt.toISOString() });
  });

/**
 * Freezes the copy anew, so that a scheduled publication takes along what was changed since. An approval does not cover
 * those changes, and is lost. @throws CHANGED_MEANWHILE, NOT_READY, WRONG_STATE, NOT_ALLOWED, NOT_FOUND
 */
export const includeChanges = (
  actor: Actor,
  { actId, version }: { actId: string; version: number },
): Promise<Scheduled> =>
  changingAct(actor, actId, async (tx, story, act) => {
    if (act.verb !== "PUBLISH") throw new DomainError("WRONG_STATE", { verb: act.verb });
    assertUnchanged(story, version);
    const doc = await loadDocument(tx, story);
    await assertReady(tx, story, doc, act.dueAt);
    const revision = await recordRevision(tx, actor, story, doc, { kind: "SCHEDULED" });
    await tx.scheduledAct.update({
      where: { id: act.id },
      data: { revisionId: revision.id, ...(act.copyBefore === "READY" && { copyBefore: "FILED" }) },
      select: { id: true },
    });
    await tx.story.update({
      where: { id: story.id },
      data: { approvedRevisionId: revision.id, approvedById: null },
      select: { id: true },
    });
    await recordPlan(tx, actor, story, "story.schedule_renewed", {
      due: act.dueAt.toISOString(),
      revision: revision.number,
    });
  });

/**
 * Has a stopped act performed after all, at once, in the name of the person who asks: its cause is mended. What was frozen stays so.
 * @throws WRONG_STATE when the story was published since, which the older text would undo, or something else is scheduled; NOT_ALLOWED
 */
export const retryStopped = (actor: Actor, { actId }: { actId: string }): Promise<Scheduled> =>
  changingAct(
    actor,
    actId,
    async (tx, story, act) => {
      const isPublication = act.verb === "PUBLISH";
      if (isPublication) assertCan(actor, "schedule", story);
      const { publishedAt } = await tx.story.findUniqueOrThrow({
        where: { id: story.id },
        select: { publishedAt: true },
      });
      const isOlder = act.finishedAt !== null && publishedAt !== null && publishedAt > act.finishedAt;
      const other = await tx.scheduledAct.count({
        where: {
          storyId: story.id,
          state: "DUE",
          verb: isOneOf(publishingVerbs, act.verb) ? { in: [...publishingVerbs] } : act.verb,
        },
      });
      if (isOneOf(publishingVerbs, act.verb) && isOlder) throw new DomainError("WRONG_STATE", { why: "PUBLISHED" });
      if (other > 0) throw new DomainError("WRONG_STATE", { why: "ALREADY_SCHEDULED" });
      await tx.scheduledAct.update({
        where: { id: act.id },
        data: {
          state: "DUE",
          actorId: personId(actor),
          reason: "",
          detail: {},
          error: "",
          attempts: 0,
          finishedAt: null,
          ...(isPublication && { copyBefore: story.copy }),
        },
        select: { id: true },
      });
      if (isPublication)
        await tx.story.update({
          where: { id: story.id },
          data: { copy: "SCHEDULED", approvedRevisionId: act.revisionId },
          select: { id: true },
        });
      await recordPlan(tx, actor, story, "story.rescheduled", { verb: act.verb, due: act.dueAt.toISOString() });
    },
    "STOPPED",
  );

/** Takes the red note of a stopped act away. @throws WRONG_STATE, NOT_ALLOWED, NOT_FOUND */
export const dismissStopped = (actor: Actor, { actId }: { actId: string }): Promise<Scheduled> =>
  changingAct(
    actor,
    actId,
    async (tx, _story, act) => {
      await tx.scheduledAct.update({
        where: { id: act.id },
        data: { dismissedAt: await databaseNow(tx) },
        select: { id: true },
      });
    },
    "STOPPED",
  );

export const actSelect = {
  id: true,
  verb: true,
  storyId: true,
  revisionId: true,
  dueAt: true,
  actorId: true,
  input: true,
  copyBefore: true,
  state: true,
  attempts: true,
  finishedAt: true,
} satisfies Prisma.ScheduledActSelect;
export type ActRow = Prisma.ScheduledActGetPayload<{ select: typeof actSelect }>;

/** The story of an act. What the actor may not see is not there: see `lockStory`. @throws NOT_FOUND */
export async function lockStoryOfAct(
  tx: Transaction,
  actor: Actor,
  actId: string,
): Promise<{ story: LockedStory; act: ActRow }> {
  if (!isId(actId)) throw new DomainError("NOT_FOUND");
  const found = await tx.scheduledAct.findUnique({ where: { id: actId }, select: { storyId: true } });
  if (!found) throw new DomainError("NOT_FOUND");
  const story = await lockStory(tx, actor, found.storyId);
  // Read again: it may have been performed while the story was waited for.
  return { story, act: await tx.scheduledAct.findUniqueOrThrow({ where: { id: actId }, select: actSelect }) };
}

/** @throws WRONG_STATE when it was performed, stopped or cancelled meanwhile */
export function assertState(act: ActRow, state: ActRow["state"]): void {
  if (act.state !== state) throw new DomainError("WRONG_STATE", { why: act.state });
}

function changingAct(
  actor: Actor,
  actId: string,
  work: (tx: Transaction, story: LockedStory, act: ActRow) => Promise<void>,
  state: ActRow["state"] = "DUE",
): Promise<Scheduled> {
  return transaction(async (tx) => {
    const { story, act } = await lockStoryOfAct(tx, actor, actId);
    if (!canChangeSchedule(actor, story))
      throw new DomainError("NOT_ALLOWED", { verb: "schedule", ...missingRight(actor, "schedule", story) });
    assertState(act, state);
    await work(tx, story, act);
    await refreshScheduledFor(tx, story.id);
    await notifyStoryChanged(tx, story.id, "status");
    await notifySchedule(tx);
    return { actId, status: await getStatus(actor, story.id, tx) };
  });
}

const recordPlan = (
  tx: Transaction,
  actor: Actor,
  story: LockedStory,
  action: string,
  detail: Prisma.InputJsonObject,
): Promise<void> => recordEvent(tx, actor, action, { kind: "story", id: story.id, name: story.headline }, detail);
