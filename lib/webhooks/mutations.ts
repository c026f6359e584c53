// Webhooks as admins arrange them. What they are sent is queued with the audit log.
import { randomBytes } from "node:crypto";
import type { Person } from "../actor.ts";
import { recordEvent, type Subject } from "../audit/mutations.ts";
import { encrypt } from "../auth/encryption.ts";
import { DomainError } from "../errors.ts";
import { OutsideRefused, outsideUrl } from "../http/outside-request.ts";
import { newId } from "../ids.ts";
import { type Transaction, transaction } from "../postgres/app.ts";
import { settings } from "../process.ts";
import { assertConfirmed } from "../proof/mutations.ts";
import { canManageWebhooks } from "./policy.ts";
import type { SaveWebhook } from "./schema.ts";

/** What the secret of a webhook is encrypted for. */
export const secretPurpose = "webhook secret";
const secretBytes = 32;

const subjectOf = (id: string, name: string): Subject => ({ kind: "webhook", id, name });

function assertMay(actor: Person): void {
  if (!canManageWebhooks(actor)) throw new DomainError("NOT_ALLOWED");
}

/** Names are resolved at each delivery; an address that says openly that it is private is refused at once. */
function assertPublicUrl(url: string): void {
  if (settings().privateWebhooks) return;
  try {
    outsideUrl(url);
  } catch (error) {
    if (error instanceof OutsideRefused) throw new DomainError("INVALID", { field: "url" });
    throw error;
  }
}

/**
 * Creates or changes a webhook. The secret of a new one is in the answer, and nowhere else.
 * @throws NOT_ALLOWED, CONFIRM_NEEDED, NOT_FOUND, INVALID (`field` is "url") for an address of a private network
 */
export function saveWebhook(
  actor: Person,
  { webhookId, name, url, events, sectionIds }: SaveWebhook,
): Promise<{ webhookId: string; secret: string | null }> {
  assertMay(actor);
  assertPublicUrl(url);
  return transaction(async (tx) => {
    await assertConfirmed(tx, actor);
    const sections = await tx.section.findMany({ where: { id: { in: sectionIds } }, select: { id: true } });
    const data = { name, url, events, sectionIds: sections.map(({ id }) => id) };
    if (webhookId !== null) {
      const { count } = await tx.webhook.updateMany({ where: { id: webhookId }, data });
      if (count === 0) throw new DomainError("NOT_FOUND");
      await recordEvent(tx, actor, "webhook.changed", subjectOf(webhookId, name), { url });
      return { webhookId, secret: null };
    }
    const id = newId();
    const secret = `whsec_${randomBytes(secretBytes).toString("base64")}`;
    await tx.webhook.create({
      data: { id, ...data, secret: encrypt(secret, secretPurpose, id), createdById: actor.id },
      select: { id: true },
    });
    await recordEvent(tx, actor, "webhook.created", subjectOf(id, name), { url });
    return { webhookId: id, secret };
  });
}

async function getName(tx: Transaction, id: string): Promise<string> {
  const row = await tx.webhook.findUnique({ where: { id }, select: { name: true } });
  if (!row) throw new DomainError("NOT_FOUND");
  return row.name;
}

/** A disabled webhook is sent nothing; what happens meanwhile is not sent later. @throws NOT_ALLOWED, NOT_FOUND */
export function enableWebhook(
  actor: Person,
  { webhookId, isEnabled }: { webhookId: string; isEnabled: boolean },
  at = new Date(),
): Promise<void> {
  assertMay(actor);
  return transaction(async (tx) => {
    const name = await getName(tx, webhookId);
    await tx.webhook.update({
      where: { id: webhookId },
      data: { disabledAt: isEnabled ? null : at, isGivenUp: false, failingSince: null },
      select: { id: true },
    });
    await recordEvent(
      tx,
      actor,
      isEnabled ? "webhook.enabled" : "webhook.disabled",
      subjectOf(webhookId, name),
      {},
      at,
    );
  });
}

/** Deletes a webhook with its log. @throws NOT_ALLOWED, NOT_FOUND */
export function deleteWebhook(actor: Person, { webhookId }: { webhookId: string }): Promise<void> {
  assertMay(actor);
  return transaction(async (tx) => {
    const name = await getName(tx, webhookId);
    await tx.webhook.delete({ where: { id: webhookId }, select: { id: true } });
    await recordEvent(tx, actor, "webhook.deleted", subjectOf(webhookId, name));
  });
}

/**
 * Sends what was sent before once more, with the same id, so that the receiver can tell. It starts within half a minute.
 * @throws NOT_ALLOWED, NOT_FOUND, WRONG_STATE where the webhook is disabled
 */
export function replayDelivery(actor: Person, { deliveryId }: { deliveryId: string }, at = new Date()): Promise<void> {
  assertMay(actor);
  return transaction(async (tx) => {
    const delivery = await tx.webhookDelivery.findUnique({
      where: { id: deliveryId },
      select: { webhook: { select: { id: true, name: true, disabledAt: true } } },
    });
    if (!delivery) throw new DomainError("NOT_FOUND");
    const { id, name, disabledAt } = delivery.webhook;
    if (disabledAt) throw new DomainError("WRONG_STATE", { why: "disabled" });
    await tx.webhookDelivery.update({
      where: { id: deliveryId },
      data: { attempts: 0, nextTryAt: at, succeededAt: null },
      select: { id: true },
    });
    await recordEvent(tx, actor, "webhook.replayed", subjectOf(id, name), { delivery: deliveryId }, at);
  });
}
