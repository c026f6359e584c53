// Series and issues that come with the stories of an export from another newsroom.
import { type Actor, personId } from "../actor.ts";
import { collectionPath } from "../addresses/paths.ts";
import { claimNamed, releaseAddress } from "../addresses/place-mutations.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import type { Transaction } from "../postgres/app.ts";
import { erasing, purge } from "../press/mutations.ts";
import { writeLiveCollection } from "../published/collections/mutations.ts";
import { assertMayShow, lockCollection, publishLocked } from "./mutations.ts";
import { canManageCollections } from "./policy.ts";
import type { CollectionFields } from "./types.ts";

/** The cover is a picture of this newsroom. `stories`: ids of the stories that come with it; others count only if they are here. */
type CollectionElsewhere = CollectionFields & { id: string; stories: ReadonlySet<string> };

/**
 * Finds or creates a collection, unpublished. One with its id stays as it is, and so does one with its kind, title and address; where
 * the address alone is taken, a number goes behind it.
 * @throws NOT_ALLOWED
 */
export async function takeCollection(
  tx: Transaction,
  actor: Actor,
  { id, stories, kind, title, slug: wanted, intro, cover, storyIds }: CollectionElsewhere,
  at = new Date(),
): Promise<{ id: string; isNew: boolean }> {
  if (!canManageCollections(actor)) throw new DomainError("NOT_ALLOWED");
  if (await tx.collection.findUnique({ where: { id }, select: { id: true } })) return { id, isNew: false };
  const same = await tx.collection.findUnique({
    where: { slug: wanted },
    select: { id: true, kind: true, title: true },
  });
  if (same && same.kind === kind && same.title === title) return { id: same.id, isNew: false };
  const slug = await claimNamed(tx, { given: "", name: wanted, pathOf: collectionPath }, { kind: "COLLECTION", id });
  const here = new Set([...stories, ...(await storiesHere(tx, storyIds))]);
  await tx.collection.create({
    data: {
      id,
      kind,
      title,
      slug,
      intro,
      coverId: cover?.id ?? null,
      coverAlt: cover?.alt ?? "",
      coverCrop: cover?.crop ?? null,
      storyIds: storyIds.filter((each) => here.has(each)),
      // Nobody has changed a collection for which the two are the same.
      createdAt: at,
      updatedAt: at,
      updatedById: personId(actor),
    },
    select: { id: true },
  });
  await recordEvent(tx, actor, "collection.created", { kind: "collection", id, name: title });
  return { id, isNew: true };
}

async function storiesHere(tx: Transaction, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.story.findMany({ where: { id: { in: [...ids] }, kind: "STORY" }, select: { id: true } });
  return new Set(rows.map(({ id }) => id));
}

/**
 * Takes out the stories that did not come in after all, and publishes the collection if `publishedAt` says since when readers had it.
 * Does nothing to one that is published or that somebody has changed.
 * @throws NOT_ALLOWED, NOT_FOUND, NOT_READY (none of its stories is here), PICTURE_RIGHTS
 */
export async function finishCollection(
  tx: Transaction,
  actor: Actor,
  { id, publishedAt }: { id: string; publishedAt: Date | null },
): Promise<void> {
  const row = await tx.collection.findUnique({
    where: { id },
    select: { coverId: true, createdAt: true, updatedAt: true },
  });
  if (!row) throw new DomainError("NOT_FOUND");
  if (publishedAt && row.coverId) await assertMayShow(tx, actor, row.coverId);
  const stored = await lockCollection(tx, id);
  if (stored.isPublished || row.updatedAt > row.createdAt) return;
  const here = await storiesHere(tx, stored.storyIds);
  const storyIds = stored.storyIds.filter((each) => here.has(each));
  await tx.collection.update({ where: { id }, data: { storyIds }, select: { id: true } });
  if (publishedAt) await publishLocked(tx, actor, { ...stored, storyIds }, { at: new Date(), since: publishedAt });
}

/**
 * Removes a collection that an import made, with its address. One that somebody has changed since, or that a story shows, stays.
 * @returns whether it is gone
 */
export async function dropImportedCollection(actor: Actor, id: string): Promise<boolean> {
  const { isGone } = await erasing(async (tx) => {
    const [row] = await tx.$queryRaw<{ title: string; slug: string; isUsed: boolean }[]>`
      select title, slug, (
          updated_at > created_at
          or exists (select from story_document where position(${id} in document::text) > 0)
          or exists (select from story s join revision r on r.id = s.published_revision_id, unnest(r.blocks) as block
            where position(${id} in block) > 0)
        ) as "isUsed"
      from collection where id = ${id}::uuid for update`;
    if (!row) return { isGone: true };
    if (row.isUsed) return { isGone: false };
    await writeLiveCollection(tx, id, null);
    await releaseAddress(tx, collectionPath(row.slug));
    await tx.collection.delete({ where: { id }, select: { id: true } });
    await recordEvent(tx, actor, "collection.deleted", { kind: "collection", id, name: row.title });
    await purge(tx, [`address:${collectionPath(row.slug)}`], { erase: true });
    return { isGone: true };
  });
  return isGone;
}
