// The way of the copy before it is out: each verb one transaction of policy, change, revision, audit.
import type { Actor } from "../../actor.ts";
import { personId } from "../../actor.ts";
import { recordEvent } from "../../audit/mutations.ts";
import { DomainError } from "../../errors.ts";
import { sendNotice } from "../../notices/mutations.ts";
import type { StoryNotice } from "../../notices/types.ts";
import { type Prisma, type Transaction, transaction } from "../../postgres/app.ts";
import type { HandOverKind } from "../../postgres/generated/enums.ts";
import { recordRevision } from "../../revisions/mutations.ts";
import { getSiteSettings } from "../../site/data.ts";
import { getStatus } from "../data.ts";
import { loadDocument } from "../document.ts";
import { assertCan, type LockedStory, lockStory } from "../lock.ts";
import { arrows } from "../policy.ts";
import { notifyStoryChanged } from "../saving/notify.ts";
import { cancelActs, noApproval } from "../scheduling/mutations.ts";
import { endingVerbs, publishingVerbs } from "../scheduling/types.ts";
import type { StoryStatus, Verb } from "../types.ts";

type Only = { storyId: string };
export type VerbResult = { status: StoryStatus };

/** What every verb shares: lock, policy, the arrow of the table, the event, the notification of open tabs. */
async function move(
  actor: Actor,
  storyId: string,
  verb: Verb,
  action: string,
  at: Date,
  work: (
    tx: Transaction,
    story: LockedStory,
  ) => Promise<{
    data?: Prisma.StoryUncheckedUpdateInput;
    detail?: Prisma.InputJsonObject;
    notice?: Pick<StoryNotice, "kind" | "text">;
  }>,
): Promise<VerbResult> {
  return transaction(async (tx) => {
    const story = await lockStory(tx, actor, storyId);
    assertCan(actor, verb, story);
    const { data = {}, detail = {}, notice } = await work(tx, story);
    const { copy } = arrows[verb];
    await tx.story.update({
      where: { id: storyId },
      data: { ...(copy ? { copy } : {}), ...data },
      select: { id: true },
    });
    await recordEvent(tx, actor, action, { kind: "story", id: storyId, name: story.headline }, detail, at);
    if (notice) await sendNotice(tx, actor, { ...notice, story }, at);
    await notifyStoryChanged(tx, storyId, "status");
    return { status: await getStatus(actor, storyId, tx) };
  });
}

/** The version that the actor saw must be the newest. @throws CHANGED_MEANWHILE with the newest version */
export function assertUnchanged(story: LockedStory, seen: number): void {
  if (seen !== story.version) throw new DomainError("CHANGED_MEANWHILE", { version: story.version });
}

const requiredBy = { FILED: "noteToFile", SENT_BACK: "noteToSendBack", APPROVED: "noteToApprove" } as const;

/**
 * Keeps the note to the next person at the top of the story, in place of the one before. Without a note only a story that came back says so.
 * @throws INVALID (`field` is "note") without a note where the newsroom requires one
 */
async function leaveNote(tx: Transaction, actor: Actor, storyId: string, kind: HandOverKind, note: string, at: Date) {
  if (note === "" && (await getSiteSettings())[requiredBy[kind]]) throw new DomainError("INVALID", { field: "note" });
  await tx.handOverNote.deleteMany({ where: { storyId } });
  if (note !== "" || kind === "SENT_BACK")
    await tx.handOverNote.create({
      data: { storyId, kind, note, personId: personId(actor), at },
      select: { storyId: true },
    });
}

/** What passes from hand to hand is frozen as it was handed over. */
async function handOver(tx: Transaction, actor: Actor, story: LockedStory, note: string, at: Date) {
  const doc = await loadDocument(tx, story);
  const { number } = await recordRevision(tx, actor, story, doc, { kind: "HANDED_OVER", note, at });
  return { revision: number };
}

/** Hands the story to the editors, with a note to them that the history keeps. */
export const fileStory = (actor: Actor, { storyId, note = "" }: Only & { note?: string }, at = new Date()) =>
  move(actor, storyId, "file", "story.filed", at, async (tx, story) => {
    await leaveNote(tx, actor, storyId, "FILED", note, at);
    const detail = { note, ...(await handOver(tx, actor, story, note ? `Filed: ${note}` : "Filed", at)) };
    return { detail, notice: { kind: "FILED", text: note } };
  });

export const withdrawStory = (actor: Actor, { storyId }: Only, at = new Date()) =>
  move(actor, storyId, "withdraw", "story.withdrawn", at, async (tx, story) => ({
    detail: await handOver(tx, actor, story, "Withdrawn", at),
  }));

export const sendBackStory = (actor: Actor, { storyId, note }: Only & { note: string }, at = new Date()) =>
  move(actor, storyId, "sendBack", "story.sent_back", at, async (tx, story) => {
    await leaveNote(tx, actor, storyId, "SENT_BACK", note, at);
    return {
      data: noApproval,
      detail: { note, ...(await handOver(tx, actor, story, note ? `Sent back: ${note}` : "Sent back", at)) },
      notice: { kind: "SENT_BACK", text: note },
    };
  });

/** Freezes the version that the editor saw: that revision is published later, not the working copy at that time. */
export const approveStory = (
  actor: Actor,
  { storyId, version, note = "" }: Only & { version: number; note?: string },
  at = new Date(),
) =>
  move(actor, storyId, "approve", "story.approved", at, async (tx, story) => {
    assertUnchanged(story, version);
    await leaveNote(tx, actor, storyId, "APPROVED", note, at);
    const doc = await loadDocument(tx, story);
    const revision = await recordRevision(tx, actor, story, doc, { kind: "APPROVED", note, at });
    return {
      data: { approvedRevisionId: revision.id, approvedById: personId(actor) },
      detail: { revision: revision.number, ...(note === "" ? {} : { note }) },
      notice: { kind: "APPROVED", text: note },
    };
  });

export const spikeStory = (actor: Actor, { storyId }: Only, at = new Date()) =>
  move(actor, storyId, "spike", "story.spiked", at, async (tx, story) => {
    await cancelActs(tx, story, [...publishingVerbs, ...endingVerbs], "SPIKED");
    await tx.reviewLink.updateMany({ where: { storyId, revokedAt: null }, data: { revokedAt: at } });
    return { data: noApproval };
  });

export const unspikeStory = (actor: Actor, { storyId }: Only, at = new Date()) =>
  move(actor, storyId, "unspike", "story.unspiked", at, async () => ({}));

export const nameVersion = (actor: Actor, { storyId, note }: Only & { note: string }, at = new Date()) =>
  move(actor, storyId, "nameVersion", "story.version_named", at, async (tx, story) => {
    const revision = await recordRevision(tx, actor, story, await loadDocument(tx, story), { kind: "NAMED", note, at });
    return { detail: { revision: revision.number, note } };
  });
