// A published story that readers find at its address alone, and in no list and no search.
import type { Actor } from "../../actor.ts";
import { recordEvent } from "../../audit/mutations.ts";
import { DomainError } from "../../errors.ts";
import { type Transaction, transaction } from "../../postgres/app.ts";
import { purge } from "../../press/mutations.ts";
import { getRevisionDocument } from "../../revisions/data.ts";
import { getStatus } from "../data.ts";
import { type LockedStory, lockStory } from "../lock.ts";
import { mayUse, missingRight } from "../policy.ts";
import { notifyStoryChanged } from "../saving/notify.ts";
import { cancelActs } from "../scheduling/mutations.ts";
import type { VerbResult } from "../verbs/mutations.ts";
import { type Circumstances, goLive } from "./mutations.ts";

/** Takes a published story out of lists, feeds, site maps and search. Its page stays. @throws NOT_ALLOWED, WRONG_STATE, NOT_FOUND */
export const unlistStory = (actor: Actor, { storyId }: { storyId: string }, at = new Date()): Promise<VerbResult> =>
  transaction(async (tx) => {
    const story = await lockStory(tx, actor, storyId);
    await unlist(tx, actor, story, { at });
    return { status: await getStatus(actor, storyId, tx) };
  });

/** Puts it back into them. @throws as `unlistStory` */
export const relistStory = (actor: Actor, { storyId }: { storyId: string }): Promise<VerbResult> =>
  transaction(async (tx) => {
    const story = await lockStory(tx, actor, storyId);
    if (story.unlistedAt === null) throw new DomainError("WRONG_STATE", { verb: "relist" });
    await setUnlisted(tx, actor, story, null);
    await recordEvent(tx, actor, "story.listed", { kind: "story", id: storyId, name: story.headline });
    return { status: await getStatus(actor, storyId, tx) };
  });

/** As `unlistStory`, of a story that the caller has locked. */
export async function unlist(
  tx: Transaction,
  actor: Actor,
  story: LockedStory,
  { at, scheduled }: Omit<Circumstances, "timeZone">,
): Promise<void> {
  if (story.unlistedAt !== null) throw new DomainError("WRONG_STATE", { verb: "unlist" });
  await cancelActs(tx, story, ["UNLIST"], "NOT_PUBLISHED");
  await setUnlisted(tx, actor, story, at);
  const pins = await tx.pin.findMany({ where: { storyId: story.id }, select: { front: true } });
  await tx.pin.deleteMany({ where: { storyId: story.id } });
  await purge(
    tx,
    pins.map(({ front }) => `front:${front}`),
  );
  await recordEvent(
    tx,
    actor,
    "story.unlisted",
    { kind: "story", id: story.id, name: story.headline },
    scheduled ? { scheduled } : {},
    at,
  );
}

async function setUnlisted(tx: Transaction, actor: Actor, story: LockedStory, unlistedAt: Date | null): Promise<void> {
  if (!mayUse(actor, "takeDown", story))
    throw new DomainError("NOT_ALLOWED", { verb: "unlist", ...missingRight(actor, "takeDown", story) });
  const { path, publishedRevisionId, firstPublishedAt, updatedAt } = story;
  if (story.kind !== "STORY" || story.publication !== "LIVE" || !path || !publishedRevisionId || !firstPublishedAt)
    throw new DomainError("WRONG_STATE", { verb: "unlist", publication: story.publication });
  await tx.story.update({ where: { id: story.id }, data: { unlistedAt }, select: { id: true } });
  const { doc, number } = await getRevisionDocument(tx, publishedRevisionId);
  const publishing = { path, firstPublishedAt, updatedAt, revisionNumber: number };
  await goLive(tx, { ...story, unlistedAt }, doc, publishing, { erase: false });
  await notifyStoryChanged(tx, story.id, "status");
}
