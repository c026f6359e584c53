import type { Actor } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { transaction } from "../postgres/app.ts";
import { purge } from "../press/mutations.ts";
import { canBreakNews } from "./policy.ts";
import { type Breaking, breakingKey, breakingTag, parseBreaking } from "./schema.ts";

/** Shows a breaking-news line on every page and replaces the current one. @throws NOT_ALLOWED, INVALID (`until` is past) */
export async function setBreaking(actor: Actor, breaking: Breaking): Promise<void> {
  if (!canBreakNews(actor)) throw new DomainError("NOT_ALLOWED");
  if (Date.parse(breaking.until) <= Date.now()) throw new DomainError("INVALID", { field: "until" });
  await transaction(async (tx) => {
    await tx.setting.upsert({
      where: { key: breakingKey },
      create: { key: breakingKey, value: breaking },
      update: { value: breaking },
      select: { key: true },
    });
    await recordEvent(tx, actor, "breaking.set", { kind: "front", id: null, name: breaking.text }, { ...breaking });
    await purge(tx, [breakingTag]);
  });
}

/** Takes the line away: no page that shows it is served again. Safe to repeat. @throws NOT_ALLOWED */
export async function clearBreaking(actor: Actor): Promise<void> {
  if (!canBreakNews(actor)) throw new DomainError("NOT_ALLOWED");
  await transaction(async (tx) => {
    const row = await tx.setting.findUnique({ where: { key: breakingKey }, select: { value: true } });
    if (!row) return;
    await tx.setting.delete({ where: { key: breakingKey }, select: { key: true } });
    const name = parseBreaking(row.value, new Date(0))?.text ?? "";
    await recordEvent(tx, actor, "breaking.cleared", { kind: "front", id: null, name });
    await purge(tx, [breakingTag], { erase: true });
  });
}
