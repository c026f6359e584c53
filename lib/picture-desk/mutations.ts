// The rights of pictures, and what follows for readers: withdrawing, allowing again, new terms, and what is due by the clock.
import { type Actor, personId } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { factsOf } from "../pictures/data.ts";
import { recallPictures } from "../pictures/partner-mutations.ts";
import { Prisma, type Transaction, transaction } from "../postgres/app.ts";
import { erasing, purge } from "../press/mutations.ts";
import type { Erasure } from "../press/nodes-data.ts";
import { collectionTag } from "../published/collections/data.ts";
import { fallbackTag } from "../published/fallback-data.ts";
import { standingTag } from "../published/pages/data.ts";
import { isHiddenSql, presentTerms, termsSelect } from "../rights/data.ts";
import { canManageRights } from "../rights/policy.ts";
import type { ChangeRights, RightsTerms } from "../rights/schema.ts";
import { assertSeesFiles } from "../roles/file-data.ts";

/** What became of a picture for readers. `storyCount`: published stories and pages that lost it or have it again. */
export type RightsApplied = { change: "HIDDEN" | "SHOWN" | null; storyCount: number };

export type LockedPicture = {
  id: string;
  fileName: string;
  sha256: string;
  version: number;
  uploaderId: string | null;
  withdrawnAt: Date | null;
  trashedAt: Date | null;
  wasHidden: boolean;
};

/** Publications that show the picture wait, or are waited for. @throws NOT_FOUND */
export async function lockPicture(tx: Transaction, id: string): Promise<LockedPicture> {
  const [row] = await tx.$queryRaw<LockedPicture[]>`
    select id::text, file_name as "fileName", sha256, version, uploader_id::text as "uploaderId", withdrawn_at as "withdrawnAt",
      trashed_at as "trashedAt", hidden_at is not null as "wasHidden"
    from picture where id = ${id}::uuid for update`;
  if (!row) throw new DomainError("NOT_FOUND");
  return row;
}

/**
 * Makes the rows for readers follow the terms of a picture: the one place that takes a picture from readers everywhere, or gives it
 * back. Documents and revisions stay as they are. Set-based, for a thousand stories may show one picture.
 * @param picture locked, as it was before its terms were changed in this transaction
 */
export async function applyRights(
  tx: Transaction,
  { id, wasHidden }: Pick<LockedPicture, "id" | "wasHidden">,
): Promise<RightsApplied> {
  await recallPictures(tx, [id]);
  const [row] = await tx.$queryRaw<{ isHidden: boolean }[]>`
    select ${isHiddenSql} as "isHidden" from picture where id = ${id}::uuid`;
  if (!row || row.isHidden === wasHidden) return { change: null, storyCount: 0 };
  const { isHidden } = row;
  await tx.$executeRaw`
    update picture set hidden_at = case when ${isHidden}::boolean then clock_timestamp() end where id = ${id}::uuid`;
  const facts = isHidden ? null : JSON.stringify((await factsOf([id], tx)).get(id));
  const stories = await writeFacts(tx, "live_picture", id, facts);
  const pages = await writeFacts(tx, "live_page_picture", id, facts);
  await tx.$executeRaw`
    update live_story s set picture = case when p.facts is null then s.picture - 'facts'
      else s.picture || jsonb_build_object('facts', p.facts) end
    from live_picture p
    where p.story_id = s.story_id and p.picture_id = ${id}::uuid
      and s.story_id = any(${stories}::uuid[]) and s.picture->>'picture' = ${id}`;
  const authors = await tx.$queryRaw<{ id: string }[]>`
    update author set portrait_facts = ${facts}::jsonb where portrait_id = ${id}::uuid returning id::text`;
  const fallbackCount = await tx.$executeRaw`
    update fallback_picture set facts = ${facts}::jsonb where picture_id = ${id}::uuid`;
  const collections = await tx.$queryRaw<{ id: string }[]>`
    update live_collection set cover_facts = ${facts}::jsonb
      || case when cover_crop is null then '{}' else jsonb_build_object('uses', jsonb_build_array(cover_crop)) end
    where cover_id = ${id}::uuid returning id::text`;
  const fronts = await tx.$queryRaw<{ front: string }[]>`
    update live_front_picture set facts = ${facts}::jsonb
      || case when crops = '{}' then '{}' else jsonb_build_object('uses', crops) end
    where picture_id = ${id}::uuid and is_shown returning front`;
  const tags = [
    ...stories.map((storyId) => `story:${storyId}`),
    ...pages.map(standingTag),
    ...authors.map((author) => `author:${author.id}`),
    ...collections.map((collection) => collectionTag(collection.id)),
    ...fronts.map(({ front }) => `front:${front}`),
    ...(fallbackCount > 0 ? [fallbackTag] : []),
  ];
  await purge(tx, tags, { erase: isHidden });
  await tx.$executeRaw`select pg_notify('galley_picture', ${id})`;
  return { change: isHidden ? "HIDDEN" : "SHOWN", storyCount: stories.length + pages.length };
}

/** @returns the stories or pages whose row changed */
async function writeFacts(
  tx: Transaction,
  table: "live_picture" | "live_page_picture",
  id: string,
  facts: string | null,
): Promise<string[]> {
  const documents = Prisma.raw(table === "live_picture" ? "live_story" : "live_page");
  // The crops of its figures differ from story to story, as `withUses` has them.
  const rows = await tx.$queryRaw<{ id: string }[]>`
    update ${Prisma.raw(table)} p set facts = case when ${facts}::jsonb is not null then ${facts}::jsonb || coalesce((
        select jsonb_build_object('uses', jsonb_agg(distinct attrs->>'crop')) from jsonb_path_query(
          d.document, '$.**.attrs ? (@.picture == $id && @.crop != null)', ${JSON.stringify({ id })}::jsonb) attrs
        having count(*) > 0), '{}'::jsonb) end
    from ${documents} d
    where d.story_id = p.story_id and p.picture_id = ${id}::uuid and (p.facts is null) = (${facts}::jsonb is not null)
    returning p.story_id::text as id`;
  return rows.map((row) => row.id);
}

export type Withdrawn = { storyCount: number; erasure: Erasure };

/**
 * Takes the picture from readers everywhere, in one transaction, and returns once every node has dropped what showed it.
 * Stories keep it in their text, for the newsroom. @throws NOT_ALLOWED, NOT_FOUND, WRONG_STATE (it is withdrawn already)
 */
export async function withdrawPicture(
  actor: Actor,
  { pictureId, reason }: { pictureId: string; reason: string },
): Promise<Withdrawn> {
  if (!canManageRights(actor)) throw new DomainError("NOT_ALLOWED");
  return erasing(async (tx) => {
    const picture = await lockPicture(tx, pictureId);
    await assertSeesFiles(actor, tx, "picture", [pictureId]);
    if (picture.withdrawnAt) throw new DomainError("WRONG_STATE", { why: "WITHDRAWN" });
    await tx.$executeRaw`
      update picture set withdrawn_at = clock_timestamp(), withdrawn_by_id = ${personId(actor)}::uuid,
        withdrawal_reason = ${reason}, version = version + 1 where id = ${pictureId}::uuid`;
    const { storyCount } = await applyRights(tx, picture);
    await record(tx, actor, "picture.withdrawn", picture, { reason, stories: storyCount });
    return { storyCount };
  });
}

/**
 * Ends a withdrawal: the stories and pages that still use the picture show it again, unless it has expired or is in the trash.
 * @throws NOT_ALLOWED, NOT_FOUND, WRONG_STATE (it is not withdrawn)
 */
export async function allowPictureAgain(actor: Actor, { pictureId }: { pictureId: string }): Promise<RightsApplied> {
  if (!canManageRights(actor)) throw new DomainError("NOT_ALLOWED");
  return transaction(async (tx) => {
    const picture = await lockPicture(tx, pictureId);
    await assertSeesFiles(actor, tx, "picture", [pictureId]);
    if (!picture.withdrawnAt) throw new DomainError("WRONG_STATE", { why: "NOT_WITHDRAWN" });
    await tx.picture.update({
      where: { id: pictureId },
      data: { withdrawnAt: null, withdrawnById: null, withdrawalReason: "", version: { increment: 1 } },
      select: { id: true },
    });
    const applied = await applyRights(tx, picture);
    await record(tx, actor, "picture.allowed_again", picture, { stories: applied.storyCount });
    return applied;
  });
}

/**
 * Changes some terms of a picture. Where they end or begin its use, readers lose it or get it at once, on every node.
 * @throws NOT_ALLOWED, NOT_FOUND, CHANGED_MEANWHILE with `field` when somebody else has changed the same term, INVALID with `reason`
 * where the use would end before it begins
 */
export async function changeRights(
  actor: Actor,
  { pictureId, changes, seen }: ChangeRights,
): Promise<RightsApplied & { terms: RightsTerms; erasure: Erasure }> {
  if (!canManageRights(actor)) throw new DomainError("NOT_ALLOWED");
  return erasing(async (tx) => {
    const picture = await lockPicture(tx, pictureId);
    await assertSeesFiles(actor, tx, "picture", [pictureId]);
    const before = presentTerms(await tx.picture.findUniqueOrThrow({ where: { id: pictureId }, select: termsSelect }));
    const after = { ...before, ...changes } as RightsTerms;
    const fields = (Object.keys(before) as (keyof RightsTerms)[]).filter((name) => !isSame(before[name], after[name]));
    const clash = fields.find((name) => seen[name] !== undefined && !isSame(before[name], seen[name]));
    if (clash) throw new DomainError("CHANGED_MEANWHILE", { field: clash, theirs: before[clash] });
    if (fields.length === 0) return { change: null, storyCount: 0, terms: before };
    const usableFrom = after.usableFrom === null ? null : new Date(after.usableFrom);
    const usableUntil = after.usableUntil === null ? null : new Date(after.usableUntil);
    if (usableFrom && usableUntil && usableFrom >= usableUntil)
      throw new DomainError("INVALID", { reason: "ENDS_BEFORE_IT_BEGINS" });
    const row = await tx.picture.update({
      where: { id: pictureId },
      data: { ...after, usableFrom, usableUntil, version: { increment: 1 } },
      select: termsSelect,
    });
    const applied = await applyRights(tx, picture);
    // The workers of all nodes look for the next instant again.
    await tx.$executeRaw`select pg_notify('galley_picture', ${pictureId})`;
    await record(tx, actor, "picture.rights_changed", picture, {
      fields,
      ...(fields.includes("usableUntil") && usableUntil ? { until: usableUntil.toISOString() } : {}),
    });
    return { ...applied, terms: presentTerms(row) };
  });
}

/** Instants may be written in several ways. */
const isSame = (a: string | number | null | undefined, b: string | number | null | undefined): boolean =>
  a === b || (typeof a === "string" && typeof b === "string" && Date.parse(a) === Date.parse(b));

export const record = (
  tx: Transaction,
  actor: Actor,
  action: string,
  { id, fileName }: Pick<LockedPicture, "id" | "fileName">,
  detail: Prisma.InputJsonObject = {},
): Promise<void> => recordEvent(tx, actor, action, { kind: "picture", id, name: fileName }, detail);
