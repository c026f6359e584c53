// Where a published story is found.

import type { Actor } from "../../actor.ts";
import { isPartOfStory } from "../../addresses/part-data.ts";
import { storyPath } from "../../addresses/paths.ts";
import { moveAddress } from "../../addresses/place-mutations.ts";
import { recordEvent } from "../../audit/mutations.ts";
import { DomainError } from "../../errors.ts";
import { transaction } from "../../postgres/app.ts";
import { getRevisionDocument } from "../../revisions/data.ts";
import { hasIn } from "../../roles/policy.ts";
import { getSiteSettings } from "../../site/data.ts";
import { startOfDay } from "../../times.ts";
import { getStatus } from "../data.ts";
import { lockStory } from "../lock.ts";
import { canMoveAddress } from "../policy.ts";
import { notifyStoryChanged } from "../saving/notify.ts";
import type { MoveAddress } from "../schema.ts";
import type { StoryStatus } from "../types.ts";
import { goLive } from "./mutations.ts";

/**
 * Gives a published story another section, day or slug in its address. The old address answers 301 for ever; what readers
 * read and the story's id in feeds stay the same.
 * @throws NOT_ALLOWED, NOT_FOUND, WRONG_STATE (it is not published), TAKEN {path}
 */
export async function moveStoryAddress(
  actor: Actor,
  { storyId, sectionId, day, slug }: MoveAddress,
): Promise<{ status: StoryStatus; path: string }> {
  const { timeZone } = await getSiteSettings();
  return transaction(async (tx) => {
    const story = await lockStory(tx, actor, storyId);
    if (!canMoveAddress(actor, story) || !hasIn(actor, "publish", sectionId)) throw new DomainError("NOT_ALLOWED");
    const { path: from, publishedRevisionId, firstPublishedAt, updatedAt } = story;
    if (story.kind !== "STORY" || story.publication !== "LIVE" || !from || !publishedRevisionId || !firstPublishedAt)
      throw new DomainError("WRONG_STATE", { verb: "move" });
    const section = await tx.section.findUnique({ where: { id: sectionId }, select: { path: true } });
    if (!section) throw new DomainError("NOT_FOUND");
    const path = storyPath({ sectionPath: section.path, at: startOfDay(day, timeZone), zone: timeZone, slug });
    if (path !== from) {
      if (await isPartOfStory(tx, path)) throw new DomainError("TAKEN", { path });
      await moveAddress(tx, from, path, { kind: "STORY", id: storyId });
      await tx.story.update({ where: { id: storyId }, data: { path }, select: { id: true } });
      const { doc } = await getRevisionDocument(tx, publishedRevisionId);
      const revision = await tx.revision.findUniqueOrThrow({
        where: { id: publishedRevisionId },
        select: { number: true },
      });
      const publishing = { path, firstPublishedAt, updatedAt, revisionNumber: revision.number };
      await goLive(tx, story, doc, publishing, { erase: false });
      await recordEvent(
        tx,
        actor,
        "story.address_moved",
        { kind: "story", id: storyId, name: story.headline },
        { from, path },
      );
      await notifyStoryChanged(tx, storyId, "status");
    }
    return { status: await getStatus(actor, storyId, tx), path };
  });
}
