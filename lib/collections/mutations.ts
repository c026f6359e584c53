import { type Actor, personId } from "../actor.ts";
import { collectionPath } from "../addresses/paths.ts";
import { claimNamed, moveAddress, releaseAddress } from "../addresses/place-mutations.ts";
import { recordEvent } from "../audit/mutations.ts";
import { checkedInput } from "../checked-input.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { type Transaction, transaction } from "../postgres/app.ts";
import { erasing, purge } from "../press/mutations.ts";
import type { Erasure } from "../press/nodes-data.ts";
import { writeLiveCollection } from "../published/collections/mutations.ts";
import { findRightsProblems } from "../rights/data.ts";
import { canSeeFile } from "../roles/file-data.ts";
import { listNameable } from "../stories/data.ts";
import { canManageCollections, mergeFields } from "./policy.ts";
import {
  type CreateCollection,
  createCollectionSchema,
  maxCollectionStories,
  type OnlyCollection,
  onlyCollection,
  type SaveCollection,
  saveCollectionSchema,
} from "./schema.ts";
import type { CollectionFields, CollectionKind } from "./types.ts";

export type StoredCollection = CollectionFields & { id: string; firstPublishedAt: Date | null; isPublished: boolean };

const subject = (id: string, name: string) => ({ kind: "collection", id, name }) as const;

/** @throws NOT_ALLOWED, INVALID {slug: ""} (none can be made of the title), TAKEN {path} */
export async function createCollection(actor: Actor, input: CreateCollection): Promise<{ id: string }> {
  assertMay(actor);
  const { kind, title, slug: given } = checkedInput(createCollectionSchema, input);
  return transaction(async (tx) => {
    const id = newId();
    const slug = await claimNamed(tx, { given, name: title, pathOf: collectionPath }, { kind: "COLLECTION", id });
    await tx.collection.create({
      data: { id, kind, title, slug, updatedById: personId(actor) },
      select: { id: true },
    });
    await recordEvent(tx, actor, "collection.created", subject(id, title));
    return { id };
  });
}

/**
 * Saves what a person changed since `base`. Changes that others made meanwhile are kept: see `mergeFields`. Readers get the
 * changes of a published collection with the next request, and its old address leads to the new one for ever.
 * @returns the fields as they are now
 * @throws NOT_ALLOWED, NOT_FOUND, CHANGED_MEANWHILE {field, theirs (the cover as JSON)}, TAKEN {path}, TOO_LARGE, INVALID {field}, PICTURE_RIGHTS
 */
export async function saveCollection(actor: Actor, input: SaveCollection, at = new Date()): Promise<CollectionFields> {
  assertMay(actor);
  const { collectionId, base, ...mine } = checkedInput(saveCollectionSchema, input);
  return transaction(async (tx) => {
    // Before any row is locked: a withdrawal locks the picture first.
    if (mine.cover && mine.cover.id !== base.cover?.id) await assertMayShow(tx, actor, mine.cover.id);
    const stored = await lockCollection(tx, collectionId);
    const theirs = fieldsOf(stored);
    const merged = mergeFields(base, { ...mine, slug: mine.slug || base.slug }, theirs);
    if ("clash" in merged) {
      const value = theirs[merged.clash];
      throw new DomainError("CHANGED_MEANWHILE", {
        field: merged.clash,
        theirs: typeof value === "string" ? value : JSON.stringify(value),
      });
    }
    const { fields } = merged;
    if (JSON.stringify(fields) === JSON.stringify(theirs)) return theirs;
    if (fields.storyIds.length > maxCollectionStories) throw new DomainError("TOO_LARGE");
    await assertKnown(
      tx,
      actor,
      fields.storyIds.filter((id) => !theirs.storyIds.includes(id)),
    );
    const [from, to] = [collectionPath(theirs.slug), collectionPath(fields.slug)];
    await moveAddress(tx, from, to, { kind: "COLLECTION", id: collectionId });
    if (from !== to && !stored.isPublished && stored.firstPublishedAt) await setGone(tx, to, true);
    const { cover, ...columns } = fields;
    await tx.collection.update({
      where: { id: collectionId },
      data: {
        ...columns,
        coverId: cover?.id ?? null,
        coverAlt: cover?.alt ?? "",
        coverCrop: cover?.crop ?? null,
        updatedAt: at,
        updatedById: personId(actor),
      },
      select: { id: true },
    });
    if (stored.isPublished) await writeLiveCollection(tx, collectionId, shownOf(fields, stored.firstPublishedAt, at));
    await recordEvent(
      tx,
      actor,
      "collection.changed",
      subject(collectionId, fields.title),
      {
        ...(theirs.title !== fields.title && { from: theirs.title }),
        ...(from !== to && { path: to }),
        ...(theirs.storyIds.join() !== fields.storyIds.join() && { stories: fields.storyIds.length }),
      },
      at,
    );
    return fields;
  });
}

/** @throws NOT_ALLOWED, NOT_FOUND, WRONG_STATE (it is published already), NOT_READY (without a story), INVALID {field: "cover"}, PICTURE_RIGHTS */
export async function publishCollection(
  actor: Actor,
  input: OnlyCollection,
  at = new Date(),
): Promise<{ path: string }> {
  const { collectionId } = checkedInput(onlyCollection, input);
  assertMay(actor);
  return transaction(async (tx) => {
    const before = await tx.collection.findUnique({ where: { id: collectionId }, select: { coverId: true } });
    if (before?.coverId) await assertMayShow(tx, actor, before.coverId);
    return publishLocked(tx, actor, await lockCollection(tx, collectionId), { at, since: at });
  });
}

/**
 * Publishes a locked collection. The caller has checked its cover with `assertMayShow` before it locked the row.
 * @param when `since`: when readers first had it, if nothing here says so
 * @throws NOT_ALLOWED, WRONG_STATE, NOT_READY
 */
export async function publishLocked(
  tx: Transaction,
  actor: Actor,
  stored: StoredCollection,
  { at, since }: { at: Date; since: Date },
): Promise<{ path: string }> {
  assertMay(actor);
  if (stored.isPublished) throw new DomainError("WRONG_STATE");
  if (stored.storyIds.length === 0) throw new DomainError("NOT_READY");
  const firstPublishedAt = stored.firstPublishedAt ?? since;
  const { id } = stored;
  await tx.collection.update({ where: { id }, data: { isPublished: true, firstPublishedAt }, select: { id: true } });
  const path = collectionPath(stored.slug);
  await setGone(tx, path, false);
  await writeLiveCollection(tx, id, shownOf(stored, firstPublishedAt, at));
  await recordEvent(tx, actor, "collection.published", subject(id, stored.title), { path }, at);
  return { path };
}

/** Takes a collection from readers; its stories stay. Returns once every node has dropped its pages. @throws NOT_ALLOWED, NOT_FOUND, WRONG_STATE */
export async function withdrawCollection(actor: Actor, input: OnlyCollection): Promise<{ erasure: Erasure }> {
  const { collectionId } = checkedInput(onlyCollection, input);
  assertMay(actor);
  return erasing(async (tx) => {
    const stored = await lockCollection(tx, collectionId);
    if (!stored.isPublished) throw new DomainError("WRONG_STATE");
    await tx.collection.update({ where: { id: collectionId }, data: { isPublished: false }, select: { id: true } });
    await setGone(tx, collectionPath(stored.slug), true);
    await writeLiveCollection(tx, collectionId, null);
    await recordEvent(tx, actor, "collection.withdrawn", subject(collectionId, stored.title));
    return {};
  });
}

/** A published collection is withdrawn first. An address that readers knew says for ever that its page is gone. @throws NOT_ALLOWED, NOT_FOUND, WRONG_STATE */
export async function deleteCollection(actor: Actor, input: OnlyCollection): Promise<void> {
  const { collectionId } = checkedInput(onlyCollection, input);
  assertMay(actor);
  await transaction(async (tx) => {
    const stored = await lockCollection(tx, collectionId);
    if (stored.isPublished) throw new DomainError("WRONG_STATE");
    if (!stored.firstPublishedAt) await releaseAddress(tx, collectionPath(stored.slug));
    await tx.collection.delete({ where: { id: collectionId }, select: { id: true } });
    await recordEvent(tx, actor, "collection.deleted", subject(collectionId, stored.title));
  });
}

/**
 * Replaces the cover of every collection that has a picture. The alt text becomes that of the new picture where it was that of
 * the old one; the crop goes. The caller has checked the rights to the new picture, and who may replace it. @returns how many
 */
export async function replaceCovers(tx: Transaction, from: string, to: string, at = new Date()): Promise<number> {
  const rows = await tx.collection.findMany({ where: { coverId: from }, orderBy: { id: "asc" }, select: { id: true } });
  if (rows.length === 0) return 0;
  const pictures = await tx.picture.findMany({ where: { id: { in: [from, to] } }, select: { id: true, alt: true } });
  const altOf = (id: string) => pictures.find((picture) => picture.id === id)?.alt ?? "";
  for (const { id } of rows) {
    const stored = await lockCollection(tx, id);
    if (stored.cover?.id !== from) continue;
    const alt = stored.cover.alt === altOf(from) ? altOf(to) : stored.cover.alt;
    const data = { coverId: to, coverAlt: alt, coverCrop: null };
    await tx.collection.update({ where: { id }, data, select: { id: true } });
    const fields = { ...fieldsOf(stored), cover: { id: to, alt, crop: null } };
    if (stored.isPublished) await writeLiveCollection(tx, id, shownOf(fields, stored.firstPublishedAt, at));
  }
  return rows.length;
}

const fieldsOf = ({ id: _, firstPublishedAt: _at, isPublished: _is, ...fields }: StoredCollection): CollectionFields =>
  fields;

const shownOf = (
  { kind, title, slug, intro, cover, storyIds }: CollectionFields,
  publishedAt: Date | null,
  at: Date,
) => ({
  kind,
  title,
  intro,
  cover,
  storyIds,
  path: collectionPath(slug),
  publishedAt: publishedAt ?? at,
  updatedAt: at,
});

async function setGone(tx: Transaction, path: string, isGone: boolean): Promise<void> {
  await tx.address.update({
    where: { path },
    data: { kind: isGone ? "GONE" : "COLLECTION" },
    select: { path: true },
  });
  await purge(tx, [`address:${path}`], { erase: isGone });
}

/** Locks the row until the transaction ends. @throws NOT_FOUND */
export async function lockCollection(tx: Transaction, id: string): Promise<StoredCollection> {
  const [row] = await tx.$queryRaw<
    {
      kind: CollectionKind;
      title: string;
      slug: string;
      intro: string;
      coverId: string | null;
      coverAlt: string;
      coverCrop: string | null;
      storyIds: string[];
      firstPublishedAt: Date | null;
      isPublished: boolean;
    }[]
  >`
    select kind::text as kind, title, slug, intro, cover_id::text as "coverId", cover_alt as "coverAlt",
      cover_crop as "coverCrop", story_ids::text[] as "storyIds", first_published_at as "firstPublishedAt",
      is_published as "isPublished"
    from collection where id = ${id}::uuid for update`;
  if (!row) throw new DomainError("NOT_FOUND");
  const { coverId, coverAlt, coverCrop, kind, title, slug, intro, storyIds, firstPublishedAt, isPublished } = row;
  const cover = coverId === null ? null : { id: coverId, alt: coverAlt, crop: coverCrop };
  return { id, kind, title, slug, intro, cover, storyIds, firstPublishedAt, isPublished };
}

/** @throws INVALID {field: "storyIds"} for a story that the person may not know of */
async function assertKnown(tx: Transaction, actor: Actor, added: readonly string[]): Promise<void> {
  if (added.length === 0) return;
  const known = await listNameable(tx, actor, added);
  const stories = await tx.story.count({ where: { id: { in: known.map(({ id }) => id) }, kind: "STORY" } });
  if (stories < added.length) throw new DomainError("INVALID", { field: "storyIds" });
}

/**
 * Before any row is locked: a withdrawal locks the picture first.
 * @throws INVALID {field: "cover"} for a picture of a confidential story that the actor may not see, PICTURE_RIGHTS
 */
export async function assertMayShow(tx: Transaction, actor: Actor, picture: string): Promise<void> {
  if (!(await canSeeFile(actor, tx, "picture", picture))) throw new DomainError("INVALID", { field: "cover" });
  const use = { storyId: null, pictures: [picture], at: new Date() };
  const pictures = (await findRightsProblems(tx, use, "key")).filter(({ rule }) => rule === "block");
  if (pictures.length > 0) throw new DomainError("PICTURE_RIGHTS", { pictures });
}

function assertMay(actor: Actor): void {
  if (!canManageCollections(actor)) throw new DomainError("NOT_ALLOWED");
}
