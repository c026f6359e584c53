import { type Actor, personId } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { appClient, transaction } from "../postgres/app.ts";
import { purge } from "../press/mutations.ts";
import { findPlace, promotionsTag } from "./data.ts";
import { canManagePromotions } from "./policy.ts";
import { type OnlyPromotion, type SavePromotion, termOf } from "./schema.ts";
import type { PromotedKind } from "./types.ts";

const subject = (id: string, name: string) => ({ kind: "promotion", id, name }) as const;

function assertMay(actor: Actor): void {
  if (!canManagePromotions(actor)) throw new DomainError("NOT_ALLOWED");
}

/**
 * Puts something first for a term, from the next search on.
 * @throws NOT_ALLOWED, NOT_FOUND, INVALID {field: "target" (readers cannot get it), "endsAt" (it is past)}, TAKEN {path: the term}
 */
export async function savePromotion(
  actor: Actor,
  { id: given, term, kind, target, endsAt }: SavePromotion,
  now = new Date(),
): Promise<{ id: string }> {
  assertMay(actor);
  if (endsAt !== null && Date.parse(endsAt) <= now.getTime()) throw new DomainError("INVALID", { field: "endsAt" });
  if (!(await isForReaders(kind, target))) throw new DomainError("INVALID", { field: "target" });
  const key = termOf(term);
  return transaction(async (tx) => {
    await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`promotion ${key}`}, 0))`;
    const same = await tx.searchPromotion.findUnique({ where: { key }, select: { id: true } });
    if (same && same.id !== given) throw new DomainError("TAKEN", { path: term });
    const id = given ?? newId();
    const fields = { key, term, kind, target, endsAt: endsAt === null ? null : new Date(endsAt) };
    if (given === null) {
      const data = { id, ...fields, createdById: personId(actor) };
      await tx.searchPromotion.create({ data, select: { id: true } });
    } else {
      const { count } = await tx.searchPromotion.updateMany({ where: { id }, data: fields });
      if (count === 0) throw new DomainError("NOT_FOUND");
    }
    await recordEvent(tx, actor, given === null ? "promotion.added" : "promotion.changed", subject(id, term), {
      target,
    });
    await purge(tx, [promotionsTag]);
    return { id };
  });
}

async function isForReaders(kind: PromotedKind, target: string): Promise<boolean> {
  if (kind !== "STORY") return (await findPlace(kind, target)) !== null;
  return (await appClient().liveStory.count({ where: { storyId: target, listed: true } })) > 0;
}

/** @throws NOT_ALLOWED, NOT_FOUND */
export async function removePromotion(actor: Actor, { id }: OnlyPromotion): Promise<void> {
  assertMay(actor);
  await transaction(async (tx) => {
    const row = await tx.searchPromotion.findUnique({ where: { id }, select: { term: true } });
    const { count } = await tx.searchPromotion.deleteMany({ where: { id } });
    if (!row || count === 0) throw new DomainError("NOT_FOUND");
    await recordEvent(tx, actor, "promotion.removed", subject(id, row.term));
    await purge(tx, [promotionsTag]);
  });
}
