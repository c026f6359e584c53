import type { Person } from "../actor.ts";
import { newKey } from "../api-keys/mutations.ts";
import { recordEvent, type Subject } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { type Transaction, transaction } from "../postgres/app.ts";
import { assertConfirmed } from "../proof/mutations.ts";
import { parseQuery } from "../search/query.ts";
import { canManagePartners } from "./policy.ts";
import type { SavePartner } from "./schema.ts";

const subjectOf = (id: string, name: string): Subject => ({ kind: "partner", id, name });

function assertMay(actor: Person): void {
  if (!canManagePartners(actor)) throw new DomainError("NOT_ALLOWED");
}

/** @throws INVALID, with the field, for a place that does not exist or words that find nothing */
async function assertSelects(tx: Transaction, { sectionId, topicId, words }: SavePartner): Promise<void> {
  const exists = async (found: Promise<unknown>, field: string) => {
    if ((await found) === null) throw new DomainError("INVALID", { field });
  };
  if (sectionId) await exists(tx.section.findUnique({ where: { id: sectionId }, select: { id: true } }), "sectionId");
  if (topicId) await exists(tx.topic.findUnique({ where: { id: topicId }, select: { id: true } }), "topicId");
  if (words !== "" && parseQuery(words).parts.every(({ isMinus }) => isMinus))
    throw new DomainError("INVALID", { field: "words" });
}

/**
 * Creates or changes a partner. The key of a new one is in the answer, and nowhere else.
 * @throws NOT_ALLOWED, CONFIRM_NEEDED, NOT_FOUND, INVALID
 */
export function savePartner(
  actor: Person,
  { partnerId, endsAt, ...input }: SavePartner,
  at = new Date(),
): Promise<{ partnerId: string; token: string | null }> {
  assertMay(actor);
  return transaction(async (tx) => {
    await assertConfirmed(tx, actor);
    await assertSelects(tx, { partnerId, endsAt, ...input });
    const data = { ...input, endsAt: endsAt === null ? null : new Date(endsAt) };
    if (partnerId !== null) {
      const { count } = await tx.partner.updateMany({ where: { id: partnerId }, data });
      if (count === 0) throw new DomainError("NOT_FOUND");
      await recordEvent(tx, actor, "partner.changed", subjectOf(partnerId, input.name), {}, at);
      return { partnerId, token: null };
    }
    const id = newId();
    const { token, ...stored } = newKey();
    await tx.partner.create({
      data: { id, ...data, ...stored, keyMadeAt: at, createdById: actor.id, createdAt: at },
      select: { id: true },
    });
    await recordEvent(tx, actor, "partner.created", subjectOf(id, input.name), {}, at);
    return { partnerId: id, token };
  });
}

async function getName(tx: Transaction, id: string): Promise<string> {
  const row = await tx.partner.findUnique({ where: { id }, select: { name: true } });
  if (!row) throw new DomainError("NOT_FOUND");
  return row.name;
}

type OnlyPartner = { partnerId: string };

/** Makes a new key; the old one is refused from the next request on. @throws NOT_ALLOWED, CONFIRM_NEEDED, NOT_FOUND */
export function renewPartnerKey(
  actor: Person,
  { partnerId }: OnlyPartner,
  at = new Date(),
): Promise<{ token: string }> {
  assertMay(actor);
  return transaction(async (tx) => {
    await assertConfirmed(tx, actor);
    const name = await getName(tx, partnerId);
    const { token, ...stored } = newKey();
    await tx.partner.update({ where: { id: partnerId }, data: { ...stored, keyMadeAt: at }, select: { id: true } });
    await recordEvent(tx, actor, "partner.key_renewed", subjectOf(partnerId, name), {}, at);
    return { token };
  });
}

/** Ends the deliveries at once, or resumes them with the same key. The log stays. @throws NOT_ALLOWED, NOT_FOUND */
export function endPartner(
  actor: Person,
  { partnerId, isEnded }: OnlyPartner & { isEnded: boolean },
  at = new Date(),
): Promise<void> {
  assertMay(actor);
  return transaction(async (tx) => {
    if (!isEnded) await assertConfirmed(tx, actor);
    const name = await getName(tx, partnerId);
    const { count } = await tx.partner.updateMany({
      where: { id: partnerId, endedAt: isEnded ? null : { not: null } },
      data: { endedAt: isEnded ? at : null },
    });
    if (count === 0) return;
    await recordEvent(tx, actor, isEnded ? "partner.ended" : "partner.resumed", subjectOf(partnerId, name), {}, at);
  });
}

/** Deletes a partner with its log, which says what it has. @throws NOT_ALLOWED, CONFIRM_NEEDED, NOT_FOUND */
export function deletePartner(actor: Person, { partnerId }: OnlyPartner, at = new Date()): Promise<void> {
  assertMay(actor);
  return transaction(async (tx) => {
    await assertConfirmed(tx, actor);
    const name = await getName(tx, partnerId);
    await tx.partner.delete({ where: { id: partnerId }, select: { id: true } });
    await recordEvent(tx, actor, "partner.deleted", subjectOf(partnerId, name), {}, at);
  });
}
