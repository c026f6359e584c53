// Delivers webhooks as Standard Webhooks has it: signed, with an id and a timestamp, again with growing waits.
import { createHmac } from "node:crypto";
import pLimit from "p-limit";
import { SYSTEM } from "../actor.ts";
import { hrefOf } from "../addresses/paths.ts";
import { recordEvent } from "../audit/mutations.ts";
import { decrypt } from "../auth/encryption.ts";
import { OutsideRefused, requestOutside } from "../http/outside-request.ts";
import { log } from "../log.ts";
import { mailOrigin } from "../mail/data.ts";
import { queueMail } from "../mail/mutations.ts";
import { appClient, type Transaction, transaction } from "../postgres/app.ts";
import { settings } from "../process.ts";
import { havingPrivilege } from "../roles/data.ts";
import { secretPurpose } from "./mutations.ts";
import {
  claimedForMs,
  deliveryTimeoutMs,
  givenUpAfterMs,
  keptAnswer,
  keptDays,
  type Outcome,
  outcomeOf,
  waitAfterAttempt,
} from "./policy.ts";

/** Deliveries of one run; the rest waits for the next. */
const maxAtOnce = 200;
const maxConcurrent = 5;
const dayMs = 86_400_000;

/** The header fields that prove where a delivery comes from. @param secret "whsec_" and base64 @param at of this attempt */
export function signatureHeaders(secret: string, id: string, body: string, at: Date): Record<string, string> {
  const seconds = Math.floor(at.getTime() / 1000);
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64");
  return { "webhook-id": id, "webhook-timestamp": String(seconds), "webhook-signature": `v1,${signature}` };
}

type Claimed = {
  id: string;
  webhookId: string;
  event: string;
  storyId: string | null;
  headline: string;
  at: Date;
  body: string | null;
  attempts: number;
  url: string;
  secret: string;
};

/** Sends what is due. Two nodes never send the same delivery at once. @returns how many were tried */
export async function deliverWebhooks(now = new Date()): Promise<number> {
  const claimed = await appClient().$queryRaw<Claimed[]>`
    update webhook_delivery d set next_try_at = ${new Date(now.getTime() + claimedForMs)}, attempts = d.attempts + 1
    from webhook w
    where w.id = d.webhook_id and d.id in (
      select c.id from webhook_delivery c join webhook o on o.id = c.webhook_id
      where c.next_try_at <= ${now} and o.disabled_at is null
      order by c.next_try_at limit ${maxAtOnce} for update of c skip locked)
    returning d.id::text, d.webhook_id::text as "webhookId", d.event, d.story_id::text as "storyId", d.headline, d.at, d.body,
      d.attempts, w.url, w.secret`;
  const limit = pLimit(maxConcurrent);
  await Promise.all(claimed.map((delivery) => limit(() => deliver(delivery, now))));
  await giveUp(now);
  await appClient().webhookDelivery.deleteMany({
    where: { nextTryAt: null, at: { lt: new Date(now.getTime() - keptDays * dayMs) } },
  });
  return claimed.length;
}

async function bodyOf({ body, event, storyId, headline, at }: Claimed): Promise<string> {
  if (body !== null) return body;
  const story = storyId
    ? await appClient().story.findUnique({
        where: { id: storyId },
        select: { path: true, publication: true, section: { select: { id: true, name: true, path: true } } },
      })
    : null;
  const { url } = settings();
  const path = story?.publication === "LIVE" ? story.path : null;
  return JSON.stringify({
    type: event,
    timestamp: at.toISOString(),
    data: {
      id: storyId,
      headline,
      section: story?.section ?? null,
      path,
      url: path !== null && url !== undefined ? url + hrefOf(path) : null,
      api: `${url ?? ""}/api/v1/stories/${storyId}`,
    },
  });
}

type Answered = { status: number; text: string };

async function send(delivery: Claimed, body: string, at: Date): Promise<Answered> {
  const secret = decrypt(delivery.secret, secretPurpose, delivery.webhookId);
  if (secret === null) return { status: 0, text: "The secret of this webhook cannot be read. Make the webhook anew." };
  try {
    return await requestOutside(delivery.url, {
      method: "POST",
      userAgent: "Galley-Webhooks/1.0",
      headers: {
        "content-type": "application/json",
        "content-length": String(Buffer.byteLength(body)),
        ...signatureHeaders(secret, delivery.id, body, at),
      },
      body,
      timeoutMs: deliveryTimeoutMs,
      maxBytes: 4 * keptAnswer,
      allowsPrivate: settings().privateWebhooks,
    });
  } catch (error) {
    const text = error instanceof OutsideRefused ? `Refused: ${error.message}.` : String((error as Error).message);
    return { status: 0, text };
  }
}

async function deliver(delivery: Claimed, now: Date): Promise<void> {
  const began = performance.now();
  const body = await bodyOf(delivery);
  const { status, text } = await send(delivery, body, new Date());
  const outcome = outcomeOf(status, delivery.attempts);
  const wait = outcome === "retry" ? waitAfterAttempt(delivery.attempts) : null;
  if (outcome !== "delivered")
    log.warn({ webhook: delivery.webhookId, delivery: delivery.id, status, outcome }, "webhook delivery failed");
  await transaction(async (tx) => {
    await tx.webhookDelivery.updateMany({
      where: { id: delivery.id },
      data: {
        body,
        nextTryAt: wait === null ? null : new Date(now.getTime() + wait),
        succeededAt: outcome === "delivered" ? now : null,
        lastAt: now,
        lastStatus: status,
        lastAnswer: text.slice(0, keptAnswer).toWellFormed().replaceAll("\0", ""),
        lastMs: Math.round(performance.now() - began),
      },
    });
    await noteOutcome(tx, delivery.webhookId, outcome, now);
  });
}

async function noteOutcome(tx: Transaction, id: string, outcome: Outcome, now: Date): Promise<void> {
  if (outcome === "delivered") await tx.webhook.updateMany({ where: { id }, data: { failingSince: null } });
  else await tx.webhook.updateMany({ where: { id, failingSince: null }, data: { failingSince: now } });
  if (outcome === "gone") await disable(tx, id, now);
}

/** Disables webhooks of which nothing has arrived for days. */
async function giveUp(now: Date): Promise<void> {
  const rows = await appClient().webhook.findMany({
    where: { disabledAt: null, failingSince: { lt: new Date(now.getTime() - givenUpAfterMs) } },
    select: { id: true },
  });
  for (const { id } of rows) await transaction((tx) => disable(tx, id, now));
}

/** Stops deliveries, and mails the admins. */
async function disable(tx: Transaction, id: string, now: Date): Promise<void> {
  const { count } = await tx.webhook.updateMany({
    where: { id, disabledAt: null },
    data: { disabledAt: now, isGivenUp: true },
  });
  const webhook = await tx.webhook.findUnique({ where: { id }, select: { name: true, url: true } });
  if (count === 0 || !webhook) return;
  const { name, url } = webhook;
  await recordEvent(tx, SYSTEM, "webhook.disabled", { kind: "webhook", id, name }, { isGivenUp: true }, now);
  const admins = await tx.person.findMany({
    where: { state: "ACTIVE", ...havingPrivilege("settings") },
    select: { id: true, name: true, email: true },
  });
  for (const admin of admins)
    await queueMail(tx, {
      kind: "webhook",
      personId: admin.id,
      address: admin.email,
      name: admin.name,
      subject: `The webhook “${name}” was disabled`,
      content: {
        parts: [
          `Galley has disabled the webhook “${name}” to ${url}, because its deliveries failed.`,
          "See in its log what the receiver answered, and enable the webhook again when it works.",
          { button: "Open the log", href: `${mailOrigin()}/admin/webhooks/${id}` },
        ],
      },
    });
}
