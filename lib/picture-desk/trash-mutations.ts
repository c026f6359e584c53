// The trash: 30 days in which a picture can be restored, then it is deleted for good.
import { type Actor, personId, SYSTEM } from "../actor.ts";
import { mayDeleteFiles } from "../backup/locks.ts";
import { DomainError } from "../errors.ts";
import { log } from "../log.ts";
import { type PictureStore, pictureStore } from "../pictures/store.ts";
import { type Transaction, transaction } from "../postgres/app.ts";
import { canTrash } from "../rights/policy.ts";
import { assertSeesFiles } from "../roles/file-data.ts";
import { applyRights, type LockedPicture, lockPicture, record } from "./mutations.ts";
import { trashDays } from "./trash-data.ts";
import { countUses } from "./use-data.ts";

/**
 * Moves pictures to the trash, all or none. Refused while a published story or page or an author's page shows one of them.
 * @throws IN_USE {stories, name}, NOT_ALLOWED, NOT_FOUND
 */
export async function trashPictures(
  actor: Actor,
  { pictureIds }: { pictureIds: readonly string[] },
): Promise<{ draftCount: number }> {
  return transaction(async (tx) => {
    let draftCount = 0;
    await assertSeesFiles(actor, tx, "picture", pictureIds);
    // In one order, so that two people who trash the same pictures wait for each other.
    for (const id of [...new Set(pictureIds)].sort()) {
      const picture = await lockPicture(tx, id);
      if (picture.trashedAt) continue;
      const uses = await countUses(tx, id);
      if (!canTrash(actor, { uploaderId: picture.uploaderId, isUsed: uses.live + uses.drafts > 0 }))
        throw new DomainError("NOT_ALLOWED");
      if (uses.live > 0) throw new DomainError("IN_USE", { stories: uses.live, name: picture.fileName });
      draftCount += uses.drafts;
      await setTrashed(tx, picture, actor, true);
    }
    return { draftCount };
  });
}

/** Takes pictures out of the trash. @throws NOT_ALLOWED, NOT_FOUND (it was deleted for good) */
export async function restorePictures(actor: Actor, { pictureIds }: { pictureIds: readonly string[] }): Promise<void> {
  await transaction(async (tx) => {
    await assertSeesFiles(actor, tx, "picture", pictureIds);
    for (const id of [...new Set(pictureIds)].sort()) {
      const picture = await lockPicture(tx, id);
      if (!picture.trashedAt) continue;
      if (!canTrash(actor, { uploaderId: picture.uploaderId, isUsed: false })) throw new DomainError("NOT_ALLOWED");
      await setTrashed(tx, picture, actor, false);
    }
  });
}

async function setTrashed(tx: Transaction, picture: LockedPicture, actor: Actor, isTrashed: boolean): Promise<void> {
  await tx.$executeRaw`
    update picture set trashed_at = case when ${isTrashed}::boolean then clock_timestamp() end,
      trashed_by_id = case when ${isTrashed}::boolean then ${personId(actor)}::uuid end, version = version + 1
    where id = ${picture.id}::uuid`;
  await applyRights(tx, picture);
  await record(tx, actor, isTrashed ? "picture.trashed" : "picture.restored", picture);
}

/**
 * Deletes for good what has been in the trash for 30 days: files first, then the row, so that a failure leaves nothing behind that
 * no later run finds. Safe to repeat, and on several nodes at once. @returns how many
 */
export async function deleteOldTrash(store: PictureStore = pictureStore()): Promise<number> {
  for (let count = 0; ; count++) if (!(await deleteNext(store))) return count;
}

const deleteNext = (store: PictureStore): Promise<boolean> =>
  transaction(async (tx) => {
    if (!(await mayDeleteFiles(tx))) return false; // a backup is running: the next run does it
    const [row] = await tx.$queryRaw<{ id: string; fileName: string; sha256: string }[]>`
      select id::text, file_name as "fileName", sha256 from picture
      where trashed_at < clock_timestamp() - make_interval(days => ${trashDays}::int)
      order by trashed_at limit 1 for update skip locked`;
    if (!row) return false;
    await store.remove(row.sha256);
    await tx.storyPicture.deleteMany({ where: { pictureId: row.id } });
    await tx.author.updateMany({ where: { portraitId: row.id }, data: { portraitId: null } });
    await tx.collection.updateMany({
      where: { coverId: row.id },
      data: { coverId: null, coverAlt: "", coverCrop: null },
    });
    await tx.liveFrontPicture.deleteMany({ where: { pictureId: row.id } });
    await tx.picture.delete({ where: { id: row.id }, select: { id: true } });
    await record(tx, SYSTEM, "picture.deleted", row);
    log.info({ picture: row.id }, "picture trash: deleted for good after 30 days");
    return true;
  });
