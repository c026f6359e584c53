import { type Actor, personId } from "../../actor.ts";
import { recordEvent } from "../../audit/mutations.ts";
import { DomainError } from "../../errors.ts";
import { newId } from "../../ids.ts";
import { type Transaction, transaction } from "../../postgres/app.ts";
import { assertSeesFiles } from "../../roles/file-data.ts";
import { canEditPicture, canManageCollections } from "../policy.ts";
import { isNestedIn } from "./collection-data.ts";

type Collection = { id: string; name: string; parentId: string | null };
const select = { id: true, name: true, parentId: true } as const;

/** One change of the tree of collections at a time, so that two moves cannot make a circle and no name is taken twice. */
const lockTree = (tx: Transaction) => tx.$queryRaw`select pg_advisory_xact_lock(hashtext('picture collections'))::text`;

/** @throws NOT_FOUND */
async function getCollection(tx: Transaction, id: string): Promise<Collection> {
  const collection = await tx.pictureCollection.findUnique({ where: { id }, select });
  if (!collection) throw new DomainError("NOT_FOUND");
  return collection;
}

/** Whether another collection beside this one has its name; case does not matter. */
async function isTaken(tx: Transaction, { id, name, parentId }: Collection): Promise<boolean> {
  const siblings = await tx.pictureCollection.findMany({ where: { parentId, NOT: { id } }, select: { name: true } });
  return siblings.some((sibling) => sibling.name.toLowerCase() === name.toLowerCase());
}

/** @throws TAKEN */
async function checkName(tx: Transaction, collection: Collection): Promise<void> {
  if (await isTaken(tx, collection)) throw new DomainError("TAKEN");
}

const record = (
  tx: Transaction,
  actor: Actor,
  verb: string,
  { id, name }: Pick<Collection, "id" | "name">,
  detail = {},
) => recordEvent(tx, actor, verb, { kind: "collection", id, name }, detail);

/** @throws NOT_ALLOWED, NOT_FOUND for the parent, TAKEN */
export async function createCollection(
  actor: Actor,
  { name, parentId }: { name: string; parentId: string | null },
): Promise<{ id: string }> {
  if (!canManageCollections(actor)) throw new DomainError("NOT_ALLOWED");
  return transaction(async (tx) => {
    await lockTree(tx);
    if (parentId !== null) await getCollection(tx, parentId);
    const collection = { id: newId(), name, parentId };
    await checkName(tx, collection);
    await tx.pictureCollection.create({ data: { ...collection, createdById: personId(actor) }, select: { id: true } });
    await record(tx, actor, "picture.collection_created", collection);
    return { id: collection.id };
  });
}

/** @throws NOT_ALLOWED, NOT_FOUND, TAKEN */
export async function renameCollection(actor: Actor, { id, name }: { id: string; name: string }): Promise<void> {
  if (!canManageCollections(actor)) throw new DomainError("NOT_ALLOWED");
  await transaction(async (tx) => {
    await lockTree(tx);
    const before = await getCollection(tx, id);
    if (before.name === name) return;
    await checkName(tx, { ...before, name });
    await tx.pictureCollection.update({ where: { id }, data: { name }, select: { id: true } });
    await record(tx, actor, "picture.collection_renamed", { id, name }, { from: before.name });
  });
}

/**
 * Puts a collection into another one, or beside the outermost ones.
 * @throws NOT_ALLOWED, NOT_FOUND, TAKEN, and INVALID for a collection inside of itself
 */
export async function moveCollection(
  actor: Actor,
  { id, parentId }: { id: string; parentId: string | null },
): Promise<void> {
  if (!canManageCollections(actor)) throw new DomainError("NOT_ALLOWED");
  await transaction(async (tx) => {
    await lockTree(tx);
    const before = await getCollection(tx, id);
    if (before.parentId === parentId) return;
    const parent = parentId === null ? null : await getCollection(tx, parentId);
    if (parent && (await isNestedIn(tx, parent.id, id))) throw new DomainError("INVALID", { field: "parentId" });
    await checkName(tx, { ...before, parentId });
    await tx.pictureCollection.update({ where: { id }, data: { parentId }, select: { id: true } });
    await record(tx, actor, "picture.collection_moved", before, parent ? { to: parent.name } : {});
  });
}

/** Deletes a collection. Its pictures stay in the library, and collections inside of it move up. @throws NOT_ALLOWED, NOT_FOUND */
export async function deleteCollection(actor: Actor, { id }: { id: string }): Promise<void> {
  if (!canManageCollections(actor)) throw new DomainError("NOT_ALLOWED");
  await transaction(async (tx) => {
    await lockTree(tx);
    const { name, parentId } = await getCollection(tx, id);
    const nested = await tx.pictureCollection.findMany({ where: { parentId: id }, orderBy: { name: "asc" }, select });
    const pictures = await tx.pictureInCollection.count({ where: { collectionId: id } });
    await tx.pictureCollection.delete({ where: { id }, select: { id: true } });
    for (const child of nested) {
      const moved = { ...child, parentId };
      // Two collections side by side may not have the same name.
      for (let number = 2; await isTaken(tx, moved); number++) moved.name = `${child.name} ${number}`;
      await tx.pictureCollection.update({ where: { id: child.id }, data: moved, select: { id: true } });
    }
    await record(tx, actor, "picture.collection_deleted", { id, name }, { pictures });
  });
}

type Collecting = { collectionId: string; pictureIds: string[] };

/** @throws NOT_FOUND, NOT_ALLOWED when one of the pictures may not be changed */
async function checkPictures(tx: Transaction, actor: Actor, ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids)];
  const rows = await tx.picture.findMany({ where: { id: { in: wanted } }, select: { uploaderId: true } });
  if (rows.length < wanted.length) throw new DomainError("NOT_FOUND");
  await assertSeesFiles(actor, tx, "picture", wanted);
  if (rows.some((row) => !canEditPicture(actor, row))) throw new DomainError("NOT_ALLOWED");
}

/** Pictures that are in the collection already stay there once. @returns how many were added @throws NOT_FOUND, NOT_ALLOWED */
export async function addToCollection(
  actor: Actor,
  { collectionId, pictureIds }: Collecting,
): Promise<{ changed: number }> {
  return transaction(async (tx) => {
    const collection = await getCollection(tx, collectionId);
    await checkPictures(tx, actor, pictureIds);
    const { count } = await tx.pictureInCollection.createMany({
      data: [...new Set(pictureIds)].map((pictureId) => ({ collectionId, pictureId })),
      skipDuplicates: true,
    });
    if (count > 0) await record(tx, actor, "picture.collected", collection, { pictures: count });
    return { changed: count };
  });
}

/** The pictures stay in the library. @returns how many were removed @throws NOT_FOUND, NOT_ALLOWED */
export async function removeFromCollection(
  actor: Actor,
  { collectionId, pictureIds }: Collecting,
): Promise<{ changed: number }> {
  return transaction(async (tx) => {
    const collection = await getCollection(tx, collectionId);
    await checkPictures(tx, actor, pictureIds);
    const { count } = await tx.pictureInCollection.deleteMany({
      where: { collectionId, pictureId: { in: pictureIds } },
    });
    if (count > 0) await record(tx, actor, "picture.uncollected", collection, { pictures: count });
    return { changed: count };
  });
}
