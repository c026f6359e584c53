// The rights and the trash of videos, sounds and documents, and what follows for readers. As of pictures, with fewer terms.
import { type Actor, personId, SYSTEM } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { mayDeleteFiles } from "../backup/locks.ts";
import { DomainError } from "../errors.ts";
import { log } from "../log.ts";
import { isMediaHiddenSql, mediaFactsOf } from "../media/data.ts";
import { type PictureStore, pictureStore } from "../pictures/store.ts";
import { appClient, Prisma, type Transaction, transaction } from "../postgres/app.ts";
import { erasing, purge } from "../press/mutations.ts";
import type { Erasure } from "../press/nodes-data.ts";
import { standingTag } from "../published/pages/data.ts";
import { canManageRights, canTrash } from "../rights/policy.ts";
import { assertSeesFiles } from "../roles/file-data.ts";
import type { MediaRightsChange, MediaTerms } from "./media-schema.ts";
import type { RightsApplied } from "./mutations.ts";
import { trashDays } from "./trash-data.ts";
import { countMediaUses } from "./use-data.ts";

type LockedMedia = {
  id: string;
  fileName: string;
  uploaderId: string | null;
  rightsNote: string;
  usableUntil: Date | null;
  trashedAt: Date | null;
  wasHidden: boolean;
};

/** Publications that show the file wait, or are waited for. @throws NOT_FOUND */
async function lockMedia(tx: Transaction, id: string): Promise<LockedMedia> {
  const [row] = await tx.$queryRaw<LockedMedia[]>`
    select id::text, file_name as "fileName", uploader_id::text as "uploaderId", rights_note as "rightsNote",
      usable_until as "usableUntil", trashed_at as "trashedAt", hidden_at is not null as "wasHidden"
    from media_file where id = ${id}::uuid for update`;
  if (!row) throw new DomainError("NOT_FOUND");
  return row;
}

/**
 * Makes the rows for readers follow the terms of a file: the one place that takes a file from readers everywhere, or gives it back.
 * @param media locked, as it was before its terms were changed in this transaction
 */
async function applyMediaRights(
  tx: Transaction,
  { id, wasHidden }: Pick<LockedMedia, "id" | "wasHidden">,
): Promise<RightsApplied> {
  const [row] = await tx.$queryRaw<{ isHidden: boolean }[]>`
    select ${isMediaHiddenSql} as "isHidden" from media_file where id = ${id}::uuid`;
  if (!row || row.isHidden === wasHidden) return { change: null, storyCount: 0 };
  const { isHidden } = row;
  await tx.$executeRaw`
    update media_file set hidden_at = case when ${isHidden}::boolean then clock_timestamp() end where id = ${id}::uuid`;
  const facts = isHidden ? null : JSON.stringify((await mediaFactsOf([id], tx)).get(id));
  const write = (table: string) => tx.$queryRaw<{ id: string }[]>`
    update ${Prisma.raw(table)} set facts = ${facts}::jsonb
    where media_id = ${id}::uuid and (facts is null) = (${facts}::jsonb is not null) returning story_id::text as id`;
  const [stories, pages] = [await write("live_media"), await write("live_page_media")];
  await purge(tx, [...stories.map((story) => `story:${story.id}`), ...pages.map((page) => standingTag(page.id))], {
    erase: isHidden,
  });
  return { change: isHidden ? "HIDDEN" : "SHOWN", storyCount: stories.length + pages.length };
}

const record = (
  tx: Transaction,
  actor: Actor,
  action: string,
  { id, fileName }: Pick<LockedMedia, "id" | "fileName">,
  detail: Prisma.InputJsonObject = {},
): Promise<void> => recordEvent(tx, actor, action, { kind: "media", id, name: fileName }, detail);

/**
 * Changes the terms of a file. Where they end its use, readers lose it at once, on every node.
 * @throws NOT_ALLOWED, NOT_FOUND, CHANGED_MEANWHILE (somebody has changed the terms since the person saw them)
 */
export async function changeMediaRights(
  actor: Actor,
  { mediaId, rightsNote, usableUntil, seen }: MediaRightsChange,
): Promise<RightsApplied & { terms: MediaTerms; erasure: Erasure }> {
  if (!canManageRights(actor)) throw new DomainError("NOT_ALLOWED");
  return erasing(async (tx) => {
    const media = await lockMedia(tx, mediaId);
    await assertSeesFiles(actor, tx, "media", [mediaId]);
    const until = usableUntil === null ? null : new Date(usableUntil);
    const terms = { rightsNote, usableUntil: until?.toISOString() ?? null };
    if (isSame(media, terms)) return { change: null, storyCount: 0, terms };
    if (!isSame(media, seen)) throw new DomainError("CHANGED_MEANWHILE");
    await tx.mediaFile.update({
      where: { id: mediaId },
      data: { rightsNote, usableUntil: until, version: { increment: 1 } },
      select: { id: true },
    });
    const applied = await applyMediaRights(tx, media);
    // The workers of all nodes look for the next instant again.
    await tx.$executeRaw`select pg_notify('galley_picture', ${mediaId})`;
    await record(tx, actor, "media.rights_changed", media, until ? { until: until.toISOString() } : {});
    return { ...applied, terms };
  });
}

const isSame = (media: Pick<LockedMedia, "rightsNote" | "usableUntil">, terms: MediaTerms): boolean =>
  media.rightsNote === terms.rightsNote &&
  media.usableUntil?.getTime() === (terms.usableUntil === null ? undefined : Date.parse(terms.usableUntil));

/**
 * Moves a file to the trash. Refused while a published story or page shows it.
 * @throws IN_USE {stories, name}, NOT_ALLOWED, NOT_FOUND
 */
export const trashMedia = (actor: Actor, { mediaId }: { mediaId: string }): Promise<{ draftCount: number }> =>
  transaction(async (tx) => {
    const media = await lockMedia(tx, mediaId);
    await assertSeesFiles(actor, tx, "media", [mediaId]);
    if (media.trashedAt) return { draftCount: 0 };
    const uses = await countMediaUses(tx, mediaId);
    if (!canTrash(actor, { uploaderId: media.uploaderId, isUsed: uses.live + uses.drafts > 0 }))
      throw new DomainError("NOT_ALLOWED");
    if (uses.live > 0) throw new DomainError("IN_USE", { stories: uses.live, name: media.fileName, what: "MEDIA" });
    await setTrashed(tx, actor, media, true);
    return { draftCount: uses.drafts };
  });

/** Takes a file out of the trash. @throws NOT_ALLOWED, NOT_FOUND (it was deleted for good) */
export const restoreMedia = (actor: Actor, { mediaId }: { mediaId: string }): Promise<void> =>
  transaction(async (tx) => {
    const media = await lockMedia(tx, mediaId);
    await assertSeesFiles(actor, tx, "media", [mediaId]);
    if (!media.trashedAt) return;
    if (!canTrash(actor, { uploaderId: media.uploaderId, isUsed: false })) throw new DomainError("NOT_ALLOWED");
    await setTrashed(tx, actor, media, false);
  });

async function setTrashed(tx: Transaction, actor: Actor, media: LockedMedia, isTrashed: boolean): Promise<void> {
  await tx.$executeRaw`
    update media_file set trashed_at = case when ${isTrashed}::boolean then clock_timestamp() end,
      trashed_by_id = case when ${isTrashed}::boolean then ${personId(actor)}::uuid end, version = version + 1
    where id = ${media.id}::uuid`;
  await applyMediaRights(tx, media);
  await record(tx, actor, isTrashed ? "media.trashed" : "media.restored", media);
}

/** Deletes for good what has been in the trash for 30 days, as `deleteOldTrash` does. @returns how many */
export async function deleteOldMediaTrash(store: PictureStore = pictureStore()): Promise<number> {
  for (let count = 0; ; count++) if (!(await deleteNext(store))) return count;
}

const deleteNext = (store: PictureStore): Promise<boolean> =>
  transaction(async (tx) => {
    if (!(await mayDeleteFiles(tx))) return false; // a backup is running: the next run does it
    const [row] = await tx.$queryRaw<{ id: string; fileName: string; sha256: string }[]>`
      select id::text, file_name as "fileName", sha256 from media_file
      where trashed_at < clock_timestamp() - make_interval(days => ${trashDays}::int)
      order by trashed_at limit 1 for update skip locked`;
    if (!row) return false;
    await store.remove(row.sha256);
    await tx.storyMedia.deleteMany({ where: { mediaId: row.id } });
    await tx.mediaFile.delete({ where: { id: row.id }, select: { id: true } });
    await record(tx, SYSTEM, "media.deleted", row);
    log.info({ media: row.id }, "media trash: deleted for good after 30 days");
    return true;
  });

export type MediaPerformed = RightsApplied & { id: string };

/** Takes one file whose use ended, or which left the trash by an upload, and which no other node holds, and applies that. Null when there is none. */
export const applyNextDueMedia = (): Promise<MediaPerformed | null> =>
  transaction(async (tx) => {
    const [due] = await tx.$queryRaw<{ id: string; isEnd: boolean }[]>`
      select id::text, hidden_at is null as "isEnd" from media_file
      where (hidden_at is null and usable_until <= statement_timestamp())
        or (hidden_at is not null and not ${isMediaHiddenSql})
      order by usable_until limit 1 for update skip locked`;
    if (!due) return null;
    const media = await lockMedia(tx, due.id);
    const applied = await applyMediaRights(tx, media);
    if (due.isEnd) await record(tx, SYSTEM, "media.expired", media, { stories: applied.storyCount });
    return { ...applied, id: due.id };
  });

/** ms until the use of a file ends, by the database's clock; 0 when it has already, null when nothing is due. */
export async function msUntilNextDueMedia(): Promise<number | null> {
  const [row] = await appClient().$queryRaw<{ ms: number | null }[]>`
    select (extract(epoch from (least(
      (select min(usable_until) from media_file where hidden_at is null and usable_until is not null),
      (select clock_timestamp() from media_file where hidden_at is not null and not ${isMediaHiddenSql} limit 1)
    ) - clock_timestamp())) * 1000)::float8 as ms`;
  return row?.ms == null ? null : Math.max(0, row.ms);
}
