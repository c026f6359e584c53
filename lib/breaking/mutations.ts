import type { Actor } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { type Transaction, transaction } from "../postgres/app.ts";
import { purge } from "../press/mutations.ts";
import { canBreakNews } from "./policy.ts";
import { type Breaking, breakingKey, breakingTag, parseBreaking } from "./schema.ts";

/** Shows a breaking-news line on every page and replaces the current one. @throws NOT_ALLOWED, INVALID (`until` is past, `story` is not published) */
export async function setBreaking(actor: Actor, given: Breaking): Promise<void> {
  if (!canBreakNews(actor)) throw new DomainError("NOT_ALLOWED");
  if (Date.parse(given.until) <= Date.now()) throw new DomainError("INVALID", { field: "until" });
  await transaction(async (tx) => {
    const breaking = given.story === "" ? given : { ...given, href: await lockPath(tx, given.story) };
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

/** The address of a published story, which is not taken down before the end of the transaction. */
async function lockPath(tx: Transaction, story: string): Promise<string> {
  await tx.$queryRaw`select from story where id = ${story}::uuid for share`;
  const row = await tx.liveStory.findUnique({ where: { storyId: story }, select: { path: true } });
  if (!row) throw new DomainError("INVALID", { field: "story" });
  return row.path;
}

/** Takes the line away: no page that shows it is served again. Safe to repeat. @throws NOT_ALLOWED */
export async function clearBreaking(actor: Actor): Promise<void> {
  if (!canBreakNews(actor)) throw new DomainError("NOT_ALLOWED");
  await transaction((tx) => removeLine(tx, actor));
}

/** Takes the line away if it is about this story, which is being taken down. The caller has locked the story. */
export const clearBreakingOf = (tx: Transaction, actor: Actor, story: string): Promise<void> =>
  removeLine(tx, actor, story);

async function removeLine(tx: Transaction, actor: Actor, story?: string): Promise<void> {
  const row = await tx.setting.findUnique({ where: { key: breakingKey }, select: { value: true } });
  const line = parseBreaking(row?.value, new Date(0));
  if (!row || (story !== undefined && line?.story !== story)) return;
  await tx.setting.delete({ where: { key: breakingKey }, select: { key: true } });
  await recordEvent(tx, actor, "breaking.cleared", { kind: "front", id: null, name: line?.text ?? "" });
  await purge(tx, [breakingTag], { erase: true });
}
