import type { Actor } from "../actor.ts";
import { type Page, readTimeCursor, toPage, writeTimeCursor } from "../cursor.ts";
import { DomainError } from "../errors.ts";
import { isId } from "../ids.ts";
import { appClient } from "../postgres/app.ts";
import { canManageWebhooks } from "./policy.ts";
import type { DeliveryRow, WebhookRow } from "./types.ts";

function assertMay(actor: Actor): void {
  if (!canManageWebhooks(actor)) throw new DomainError("NOT_ALLOWED");
}

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

const rowSelect = {
  id: true,
  name: true,
  url: true,
  events: true,
  sectionIds: true,
  failingSince: true,
  disabledAt: true,
  isGivenUp: true,
  createdBy: { select: { name: true } },
  deliveries: {
    where: { succeededAt: { not: null } },
    orderBy: { at: "desc" },
    take: 1,
    select: { succeededAt: true },
  },
} as const;

/** By name. @throws NOT_ALLOWED */
export async function listWebhooks(actor: Actor, id?: string): Promise<WebhookRow[]> {
  assertMay(actor);
  const rows = await appClient().webhook.findMany({
    where: id === undefined ? {} : { id },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: 200,
    select: rowSelect,
  });
  return rows.map(({ deliveries, createdBy, failingSince, disabledAt, ...row }) => ({
    ...row,
    createdBy: createdBy.name,
    failingSince: iso(failingSince),
    disabledAt: iso(disabledAt),
    lastDeliveryAt: iso(deliveries[0]?.succeededAt ?? null),
  }));
}

/** Null: there is none. @throws NOT_ALLOWED */
export async function findWebhook(actor: Actor, id: string): Promise<WebhookRow | null> {
  return isId(id) ? ((await listWebhooks(actor, id))[0] ?? null) : null;
}

export const deliveryPageSize = 50;

/** What a webhook was sent, newest first. @throws NOT_ALLOWED */
export async function listDeliveries(actor: Actor, webhookId: string, cursor?: string): Promise<Page<DeliveryRow>> {
  assertMay(actor);
  const after = readTimeCursor(cursor);
  const rows = await appClient().webhookDelivery.findMany({
    where: {
      webhookId,
      ...(after ? { OR: [{ at: { lt: after.at } }, { at: after.at, id: { lt: after.id } }] } : {}),
    },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: deliveryPageSize + 1,
    omit: { webhookId: true },
  });
  const page = toPage(rows, deliveryPageSize, ({ at, id }) => writeTimeCursor(at, id));
  return {
    next: page.next,
    rows: page.rows.map(({ at, nextTryAt, succeededAt, lastAt, ...row }) => ({
      ...row,
      at: at.toISOString(),
      nextTryAt: iso(nextTryAt),
      succeededAt: iso(succeededAt),
      lastAt: iso(lastAt),
    })),
  };
}
