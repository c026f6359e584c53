// Changes of what the newsroom writes about pictures.
import type { Actor } from "../../actor.ts";
import { recordEvent } from "../../audit/mutations.ts";
import { DomainError } from "../../errors.ts";
import { type Transaction, transaction } from "../../postgres/app.ts";
import { assertSeesFiles } from "../../roles/file-data.ts";
import { recallPictures } from "../partner-mutations.ts";
import { canEditPicture, canManageRights } from "../policy.ts";
import { getPictureDetails } from "./data.ts";
import { type BulkChange, type DescriptionChanges, maxLengths, uniqueItems } from "./schema.ts";
import { indexPictures } from "./search-mutations.ts";
import type { PictureDescription, PictureDetails } from "./types.ts";

const described = {
  id: true,
  fileName: true,
  uploaderId: true,
  version: true,
  caption: true,
  alt: true,
  credit: true,
  source: true,
  copyright: true,
  place: true,
  people: true,
  keywords: true,
  takenAt: true,
  rights: true,
} as const;

/** Locks pictures in the order of their ids, so that two changes of many cannot deadlock. @throws NOT_FOUND, NOT_ALLOWED */
async function lockPictures(tx: Transaction, actor: Actor, ids: readonly string[]) {
  const wanted = [...new Set(ids)];
  await tx.$queryRaw`select id from picture where id = any(${wanted}::uuid[]) order by id for update`;
  const rows = await tx.picture.findMany({ where: { id: { in: wanted } }, select: described });
  if (rows.length < wanted.length) throw new DomainError("NOT_FOUND");
  await assertSeesFiles(actor, tx, "picture", wanted);
  if (rows.some((row) => !canEditPicture(actor, row))) throw new DomainError("NOT_ALLOWED");
  return rows;
}

const keyOf = (item: string): string => item.toLowerCase();

/** A list with what one person added and removed since they saw it, whatever others did meanwhile. */
export function mergeItems(now: readonly string[], seen: readonly string[], wanted: readonly string[]): string[] {
  const isSeen = new Set(seen.map(keyOf));
  const isWanted = new Set(wanted.map(keyOf));
  const isNow = new Set(now.map(keyOf));
  // Nobody else has changed the list: the order is the person's own.
  if (isNow.size === isSeen.size && [...isNow].every((key) => isSeen.has(key))) return uniqueItems(wanted);
  const kept = now.filter((item) => isWanted.has(keyOf(item)) || !isSeen.has(keyOf(item)));
  return uniqueItems([...kept, ...wanted.filter((item) => !isSeen.has(keyOf(item)))]);
}

const textFields = ["caption", "alt", "credit", "source", "copyright", "place", "takenAt"] as const;
const listFields = ["people", "keywords"] as const;

/**
 * Changes some fields of a picture's description. Fields that only others have changed since keep their new values; lists are
 * merged entry by entry.
 * @throws NOT_FOUND, NOT_ALLOWED, CHANGED_MEANWHILE with `field` and `theirs` when somebody else has changed the same field
 */
export async function describePicture(
  actor: Actor,
  input: { id: string; version: number; changes: DescriptionChanges; seen: DescriptionChanges },
): Promise<PictureDetails> {
  const { id, version, changes, seen } = input;
  return transaction(async (tx) => {
    const [row] = await lockPictures(tx, actor, [id]);
    if (!row) throw new DomainError("NOT_FOUND");
    const now: PictureDescription = { ...row, takenAt: row.takenAt?.toISOString() ?? null };
    const next: Partial<PictureDescription> = {};
    for (const field of textFields) {
      const wanted = changes[field];
      if (wanted === undefined || wanted === now[field]) continue;
      const isNewer = version < row.version && seen[field] !== now[field];
      if (isNewer) throw new DomainError("CHANGED_MEANWHILE", { field, theirs: now[field], version: row.version });
      Object.assign(next, { [field]: wanted });
    }
    for (const field of listFields) {
      const wanted = changes[field];
      if (wanted === undefined) continue;
      const merged = mergeItems(now[field], seen[field] ?? now[field], wanted);
      if (merged.length > maxLengths.items) throw new DomainError("INVALID", { field });
      if (merged.join("\n") !== now[field].join("\n")) next[field] = merged;
    }
    const names = Object.keys(next);
    if (names.length > 0) {
      await tx.picture.update({
        where: { id },
        data: { ...next, version: { increment: 1 } },
        select: { id: true },
      });
      await indexPictures(tx, [id]);
      const subject = { kind: "picture" as const, id, name: row.fileName };
      await recordEvent(tx, actor, "picture.described", subject, { fields: names });
    }
    return getPictureDetails(actor, id, tx);
  });
}

/**
 * Changes credit, source, rights and keywords of many pictures, all of them or none.
 * @returns how many were changed
 * @throws NOT_FOUND, NOT_ALLOWED, CHANGED_MEANWHILE with `field`, `theirs` and `count`, the number of pictures in which somebody
 * else has changed that field
 */
export async function describePictures(actor: Actor, change: BulkChange): Promise<{ changed: number }> {
  const { pictures, set, addKeywords, removeKeywords } = change;
  if (set.rights !== undefined && !canManageRights(actor)) throw new DomainError("NOT_ALLOWED");
  return transaction(async (tx) => {
    const rows = await lockPictures(
      tx,
      actor,
      pictures.map(({ id }) => id),
    );
    const seenOf = new Map(pictures.map(({ id, seen }) => [id, seen]));
    for (const field of ["credit", "source", "rights"] as const) {
      const wanted = set[field];
      if (wanted === undefined) continue;
      const newer = rows.filter((row) => {
        const seen = seenOf.get(row.id)?.[field];
        return row[field] !== wanted && seen !== undefined && seen !== row[field];
      });
      const [first] = newer;
      if (first) throw new DomainError("CHANGED_MEANWHILE", { field, theirs: first[field], count: newer.length });
    }
    const isRemoved = new Set(removeKeywords.map(keyOf));
    let changed = 0;
    for (const row of rows) {
      const kept = row.keywords.filter((keyword) => !isRemoved.has(keyOf(keyword)));
      const keywords = uniqueItems([...kept, ...addKeywords]);
      if (keywords.length > maxLengths.items) throw new DomainError("INVALID", { field: "addKeywords" });
      const { credit = row.credit, source = row.source, rights = row.rights } = set;
      const next = { credit, source, rights, keywords };
      const fields = (["credit", "source", "rights", "keywords"] as const).filter(
        (field) => String(next[field]) !== String(row[field]),
      );
      if (fields.length === 0) continue;
      await tx.picture.update({
        where: { id: row.id },
        data: { ...next, version: { increment: 1 } },
        select: { id: true },
      });
      const subject = { kind: "picture" as const, id: row.id, name: row.fileName };
      const texts = fields.filter((field) => field !== "rights");
      if (texts.length > 0) await recordEvent(tx, actor, "picture.described", subject, { fields: texts });
      if (texts.length < fields.length)
        await recordEvent(tx, actor, "picture.rights_changed", subject, { fields: ["rights"] });
      changed++;
    }
    const ids = rows.map(({ id }) => id);
    await indexPictures(tx, ids);
    if (set.rights !== undefined) await recallPictures(tx, ids);
    return { changed };
  });
}
