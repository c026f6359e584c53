// Who writes a story, and what the story is to become.

import type * as z from "zod";
import { storyDocument } from "#lib/document/build.ts";
import { type Actor, type Person, personId } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { sendNotice } from "../notices/mutations.ts";
import { type Prisma, type Transaction, transaction } from "../postgres/app.ts";
import { readFacts } from "../roles/data.ts";
import { getSiteSettings } from "../site/data.ts";
import { createStoryIn } from "../stories/creating/mutations.ts";
import { type LockedStory, lockStory } from "../stories/lock.ts";
import type { StoryFacts } from "../stories/policy.ts";
import { notifyStoryChanged } from "../stories/saving/notify.ts";
import { getAssignment } from "./data.ts";
import {
  canAnswer,
  canAssign,
  canClaim,
  canDismissNote,
  canFlag,
  canGiveIdea,
  canPlan,
  canPlanIdeas,
  canRemoveFlag,
} from "./policy.ts";
import type { Idea, Plan, planSchema } from "./schema.ts";
import type { FlagKind, StoryAssignment } from "./types.ts";

type Only = { storyId: string };

/** What every change shares: lock, permission, the change, the event, notification of open tabs. */
async function change(
  actor: Actor,
  storyId: string,
  may: (actor: Actor, story: StoryFacts) => boolean,
  work: (tx: Transaction, story: LockedStory) => Promise<{ action: string; detail?: Prisma.InputJsonObject } | null>,
): Promise<StoryAssignment> {
  return transaction(async (tx) => {
    const story = await lockStory(tx, actor, storyId);
    if (!may(actor, story)) throw new DomainError("NOT_ALLOWED");
    const done = await work(tx, story);
    if (done) {
      const subject = { kind: "story" as const, id: storyId, name: story.headline };
      await recordEvent(tx, actor, done.action, subject, done.detail);
      await notifyStoryChanged(tx, storyId, "status");
    }
    return getAssignment(actor, storyId, tx);
  });
}

/** Stores who has the story; `person` null: nobody. */
async function give(
  tx: Transaction,
  actor: Actor,
  storyId: string,
  person: { id: string } | null,
  at: Date,
): Promise<void> {
  const isOwn = person !== null && person.id === personId(actor);
  const data = {
    personId: person?.id ?? null,
    state: isOwn ? ("ACCEPTED" as const) : ("OFFERED" as const),
    assignedById: personId(actor),
    assignedAt: at,
    answer: "",
    answeredAt: isOwn ? at : null,
  };
  await tx.assignment.upsert({
    where: { storyId },
    create: { storyId, ...data },
    update: data,
    select: { storyId: true },
  });
  const story = await tx.story.update({
    where: { id: storyId },
    data: { assigneeId: person?.id ?? null },
    select: { id: true, headline: true, ...readFacts },
  });
  if (!isOwn && person) {
    const plan = await tx.assignment.findUnique({ where: { storyId }, select: { brief: true } });
    await sendNotice(tx, actor, { kind: "ASSIGNED", story, to: [person.id], text: plan?.brief ?? "" }, at);
  }
}

/** @throws INVALID when the account is not in use */
async function activePerson(tx: Transaction, id: string): Promise<{ id: string; name: string }> {
  const person = await tx.person.findFirst({ where: { id, state: "ACTIVE" }, select: { id: true, name: true } });
  if (!person) throw new DomainError("INVALID", { field: "personId" });
  return person;
}

/**
 * Gives the story to a person, or takes it from everybody. Nothing happens when that person has it already.
 * @throws CHANGED_MEANWHILE when somebody else has it now than the actor saw
 */
export const assignStory = (
  actor: Actor,
  { storyId, personId: to, seen }: Only & { personId: string | null; seen?: string | null | undefined },
  at = new Date(),
) =>
  change(actor, storyId, canAssign, async (tx, story) => {
    if (story.assigneeId === to) return null;
    if (seen !== undefined && story.assigneeId !== seen) throw new DomainError("CHANGED_MEANWHILE");
    const person = to === null ? null : await activePerson(tx, to);
    await give(tx, actor, storyId, person, at);
    return person
      ? { action: "story.assigned", detail: { person: person.id, name: person.name } }
      : { action: "story.unassigned" };
  });

/** Takes a story that nobody has. @throws WRONG_STATE when somebody else was faster */
export const claimStory = (actor: Person, { storyId }: Only, at = new Date()) =>
  change(
    actor,
    storyId,
    (who, story) => {
      if (story.assigneeId !== null && story.assigneeId !== actor.id) throw new DomainError("WRONG_STATE");
      return story.assigneeId === actor.id || canClaim(who, story);
    },
    async (tx, story) => {
      if (story.assigneeId === actor.id) return null;
      await give(tx, actor, storyId, actor, at);
      return { action: "story.claimed" };
    },
  );

/** Accepts the work, or declines it: then nobody has the story. */
export const answerAssignment = (
  actor: Person,
  { storyId, accepts, answer }: Only & { accepts: boolean; answer: string },
  at = new Date(),
) =>
  transaction(async (tx) => {
    const story = await lockStory(tx, actor, storyId);
    if (!canAnswer(actor, story)) throw new DomainError("NOT_ALLOWED");
    const { assignedById } = await tx.assignment.update({
      where: { storyId },
      data: { state: accepts ? "ACCEPTED" : "DECLINED", answer, answeredAt: at },
      select: { assignedById: true },
    });
    const subject = { kind: "story" as const, id: storyId, name: story.headline };
    await recordEvent(tx, actor, accepts ? "story.accepted" : "story.declined", subject, { answer });
    const kind = accepts ? "ACCEPTED" : "DECLINED";
    await sendNotice(tx, actor, { kind, story, to: [assignedById], text: answer }, at);
    await notifyStoryChanged(tx, storyId, "status");
    const now = await getAssignment(actor, storyId, tx); // a contributor who declines may not read the story afterwards
    if (accepts) return now;
    await tx.story.update({ where: { id: storyId }, data: { assigneeId: null }, select: { id: true } });
    return { ...now, may: { ...now.may, answer: false } };
  });

type PartOfPlan = z.output<typeof planSchema>["changes"];

/**
 * Changes some fields of the plan. @throws CHANGED_MEANWHILE with `field` and what is there when somebody else has changed
 * that field since the actor saw it
 */
export const planStory = (actor: Actor, { storyId, changes, seen }: Only & { changes: PartOfPlan; seen: PartOfPlan }) =>
  change(actor, storyId, canPlan, async (tx) => {
    const now = await getAssignment(actor, storyId, tx);
    for (const field of ["dueAt", "brief", "length", "pictureWish"] as const) {
      const wanted = changes[field];
      if (wanted === undefined || now[field] === wanted) continue;
      if (seen[field] !== now[field]) throw new DomainError("CHANGED_MEANWHILE", { field, theirs: now[field] });
    }
    const { dueAt, brief, length, pictureWish } = { ...now, ...definedOf(changes) };
    await storePlan(tx, storyId, { dueAt, brief, length, pictureWish });
    return { action: "story.planned", detail: { due: dueAt } };
  });

const definedOf = (changes: PartOfPlan): Partial<Plan> =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));

async function storePlan(tx: Transaction, storyId: string, { dueAt, ...plan }: Plan): Promise<void> {
  await tx.assignment.upsert({
    where: { storyId },
    create: { storyId, ...plan },
    update: plan,
    select: { storyId: true },
  });
  await tx.story.update({
    where: { id: storyId },
    data: { dueAt: dueAt === null ? null : new Date(dueAt) },
    select: { id: true },
  });
}

/**
 * A story that so far is a headline and a brief. Editors give it to anybody, reporters to themselves or to nobody.
 * @throws NOT_ALLOWED
 */
export async function createIdea(
  actor: Actor,
  { headline, sectionId, personId: to, ...plan }: Idea,
  at = new Date(),
): Promise<{ id: string }> {
  const isForOther = to !== null && to !== personId(actor);
  if (!canPlanIdeas(actor) || (isForOther && !canGiveIdea(actor, sectionId))) throw new DomainError("NOT_ALLOWED");
  const { language } = await getSiteSettings();
  return transaction(async (tx) => {
    if (sectionId !== null && (await tx.section.count({ where: { id: sectionId } })) === 0)
      throw new DomainError("INVALID", { field: "sectionId" });
    const { id } = await createStoryIn(
      tx,
      actor,
      storyDocument({ headline, fields: { language, section: sectionId } }),
    );
    await storePlan(tx, id, plan);
    const person = to === null ? null : await activePerson(tx, to);
    if (person) {
      await give(tx, actor, id, person, at);
      const detail = { person: person.id, name: person.name };
      await recordEvent(tx, actor, "story.assigned", { kind: "story", id, name: headline }, detail);
    }
    return { id };
  });
}

/** Warns everybody who handles the story. A second warning of the same kind replaces the reason. */
export const flagStory = (
  actor: Actor,
  { storyId, kind, reason }: Only & { kind: FlagKind; reason: string },
  at = new Date(),
) =>
  change(actor, storyId, canFlag, async (tx) => {
    const data = { reason, personId: personId(actor), at };
    await tx.storyFlag.upsert({
      where: { storyId_kind: { storyId, kind } },
      create: { storyId, kind, ...data },
      update: data,
      select: { storyId: true },
    });
    return { action: "story.flagged", detail: { kind, reason } };
  });

export const removeFlag = (actor: Actor, { storyId, kind }: Only & { kind: FlagKind }) =>
  change(actor, storyId, canRemoveFlag, async (tx) => {
    const { count } = await tx.storyFlag.deleteMany({ where: { storyId, kind } });
    return count > 0 ? { action: "story.flag_removed", detail: { kind } } : null;
  });

/** Takes the note of the last hand-over from the top of the story. The history keeps it. */
export const dismissNote = (actor: Actor, { storyId }: Only) =>
  change(actor, storyId, canDismissNote, async (tx) => {
    const { count } = await tx.handOverNote.deleteMany({ where: { storyId } });
    return count > 0 ? { action: "story.note_dismissed" } : null;
  });
