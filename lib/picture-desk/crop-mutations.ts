import type { Actor } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { hasRatio, readCropParts } from "../pictures/crops.ts";
import { canEditPicture } from "../pictures/policy.ts";
import type { FocalPoint, NamedCrops, RatioName } from "../pictures/types.ts";
import type { Transaction } from "../postgres/app.ts";
import { erasing, purge } from "../press/mutations.ts";
import type { Erasure } from "../press/nodes-data.ts";
import { collectionTag } from "../published/collections/data.ts";
import { fallbackTag } from "../published/fallback-data.ts";
import { standingTag } from "../published/pages/data.ts";
import { getPictureCrops, type PictureCrops } from "./crop-data.ts";
import type { ChangeCrops } from "./crop-schema.ts";

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** In one order of keys, so that equal crops are equal texts. */
const ordered = (crops: NamedCrops): NamedCrops => readCropParts({ crops }).crops ?? {};

/**
 * Sets the focal point and the crops of a picture. Everything that readers see of it follows at once: the pages that show it
 * are erased, as after a correction. The files are made when they are first asked for.
 * @returns the crops as they are now, and the nodes that have not dropped the old pages
 * @throws NOT_FOUND, NOT_ALLOWED, INVALID (a crop that is outside the picture or does not have its shape), CHANGED_MEANWHILE
 */
export async function changeCrops(
  actor: Actor,
  { id, focal, crops, seen }: ChangeCrops,
): Promise<PictureCrops & { erasure: Erasure }> {
  return erasing(async (tx) => {
    const [locked] = await tx.$queryRaw<{ fileName: string; uploaderId: string | null }[]>`
      select file_name as "fileName", uploader_id::text as "uploaderId" from picture where id = ${id}::uuid for update`;
    if (!locked) throw new DomainError("NOT_FOUND");
    if (!canEditPicture(actor, locked)) throw new DomainError("NOT_ALLOWED");
    const now = await getPictureCrops(actor, id, tx);
    const next = ordered(crops);
    if (isSame([now.focal, now.crops], [focal, next])) return now;
    if (!isSame([now.focal, now.crops], [seen.focal, ordered(seen.crops)])) throw new DomainError("CHANGED_MEANWHILE");
    for (const [name, area] of Object.entries(next)) {
      const isInside = area.x + area.width <= 1.0001 && area.y + area.height <= 1.0001;
      if (!isInside || !hasRatio(area, now, name as RatioName)) throw new DomainError("INVALID", { [name]: area });
    }
    await tx.picture.update({
      where: { id },
      data: { focalX: focal?.x ?? null, focalY: focal?.y ?? null, crops: next, version: { increment: 1 } },
      select: { id: true },
    });
    const stories = await showCrops(tx, id, focal, next);
    const changed = Object.keys({ ...now.crops, ...next }).filter(
      (name) => !isSame(now.crops[name as RatioName], next[name as RatioName]),
    );
    await recordEvent(
      tx,
      actor,
      "picture.cropped",
      { kind: "picture", id, name: locked.fileName },
      { shapes: changed, focalPoint: !isSame(now.focal, focal), stories },
    );
    return getPictureCrops(actor, id, tx);
  });
}

/** Writes the crops into the rows for readers. @returns how many stories and pages show the picture */
async function showCrops(tx: Transaction, id: string, focal: FocalPoint | null, crops: NamedCrops): Promise<number> {
  const parts = JSON.stringify(readCropParts({ focal, crops }));
  const stories = await tx.$queryRaw<{ id: string }[]>`
    update live_picture set facts = facts - 'focal' - 'crops' || ${parts}::jsonb
    where picture_id = ${id}::uuid and facts is not null returning story_id::text as id`;
  const pages = await tx.$queryRaw<{ id: string }[]>`
    update live_page_picture set facts = facts - 'focal' - 'crops' || ${parts}::jsonb
    where picture_id = ${id}::uuid and facts is not null returning story_id::text as id`;
  await tx.$executeRaw`
    update live_story
    set picture = jsonb_set(picture, '{facts}', (picture -> 'facts') - 'focal' - 'crops' || ${parts}::jsonb)
    where story_id = any(${stories.map((story) => story.id)}::uuid[])
      and picture ->> 'picture' = ${id} and picture ? 'facts'`;
  const authors = await tx.$queryRaw<{ id: string }[]>`
    update author set portrait_facts = portrait_facts - 'focal' - 'crops' || ${parts}::jsonb
    where portrait_id = ${id}::uuid and portrait_facts is not null returning id::text`;
  const fallbackCount = await tx.$executeRaw`
    update fallback_picture set facts = facts - 'focal' - 'crops' || ${parts}::jsonb
    where picture_id = ${id}::uuid and facts is not null`;
  const collections = await tx.$queryRaw<{ id: string }[]>`
    update live_collection set cover_facts = cover_facts - 'focal' - 'crops' || ${parts}::jsonb
    where cover_id = ${id}::uuid and cover_facts is not null returning id::text`;
  const fronts = await tx.$queryRaw<{ front: string }[]>`
    update live_front_picture set facts = facts - 'focal' - 'crops' || ${parts}::jsonb
    where picture_id = ${id}::uuid and facts is not null returning front`;
  const tags = [
    ...stories.map((story) => `story:${story.id}`),
    ...pages.map((page) => standingTag(page.id)),
    ...authors.map((author) => `author:${author.id}`),
    ...collections.map((collection) => collectionTag(collection.id)),
    ...fronts.map(({ front }) => `front:${front}`),
    ...(fallbackCount > 0 ? [fallbackTag] : []),
  ];
  await purge(tx, tags, { erase: true });
  return stories.length + pages.length;
}
