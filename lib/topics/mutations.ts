import type { Actor } from "../actor.ts";
import { topicPath } from "../addresses/paths.ts";
import { claimNamed, moveAddress, redirectAddress, releaseAddress } from "../addresses/place-mutations.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { type Transaction, transaction } from "../postgres/app.ts";
import { literally } from "../postgres/pattern.ts";
import { purge } from "../press/mutations.ts";
import { canManageTopics } from "./policy.ts";
import type { ChangeTopic, CreateTopic, DeleteTopic, MergeTopics } from "./schema.ts";

/** @throws NOT_ALLOWED, INVALID {slug: ""} (none can be made of the name), TAKEN {path} (the name or the typed slug) */
export async function createTopic(
  actor: Actor,
  { name, slug: given, description }: CreateTopic,
): Promise<{ id: string; name: string }> {
  assertMay(actor);
  return transaction(async (tx) => {
    const id = newId();
    const same = await tx.topic.findFirst({
      // Prisma compares with ILIKE, where % and _ are patterns.
      where: { name: { equals: literally(name), mode: "insensitive" } },
      select: { slug: true },
    });
    if (same) throw new DomainError("TAKEN", { path: topicPath(same.slug) });
    const slug = await claimNamed(tx, { given, name, pathOf: topicPath }, { kind: "TOPIC", id });
    await tx.topic.create({ data: { id, name, slug, description }, select: { id: true } });
    await recordEvent(tx, actor, "topic.created", { kind: "topic", id, name });
    return { id, name };
  });
}

/** Renames, describes, moves. The old address leads to the new one for ever. @throws NOT_ALLOWED, NOT_FOUND, WRONG_STATE, TAKEN {path} */
export async function changeTopic(
  actor: Actor,
  { topicId, name, slug: given, description }: ChangeTopic,
): Promise<void> {
  assertMay(actor);
  await transaction(async (tx) => {
    const topic = await lockTopic(tx, topicId);
    if (topic.alias_of_id) throw new DomainError("WRONG_STATE");
    const slug = given || topic.slug;
    if (topic.name === name && topic.slug === slug && topic.description === description) return;
    await moveAddress(tx, topicPath(topic.slug), topicPath(slug), { kind: "TOPIC", id: topicId });
    await tx.topic.update({ where: { id: topicId }, data: { name, slug, description }, select: { id: true } });
    await recordEvent(
      tx,
      actor,
      "topic.changed",
      { kind: "topic", id: topicId, name },
      {
        ...(topic.name !== name && { from: topic.name, to: name }),
        ...(topic.slug !== slug && { path: topicPath(slug) }),
      },
    );
    await purge(tx, [`topic:${topicId}`, ...(await aliasTags(tx, topicId))]);
  });
}

/**
 * Makes one topic another name of `into`. Stories keep what is written in them: the alias is resolved when read. Its
 * address leads to the survivor, and so does everything that was merged into it before: aliases are never chained.
 * @throws NOT_ALLOWED, NOT_FOUND, INVALID (into itself), WRONG_STATE (one of them is merged already)
 */
export async function mergeTopics(actor: Actor, { topicId, into }: MergeTopics): Promise<void> {
  assertMay(actor);
  if (topicId === into) throw new DomainError("INVALID");
  await transaction(async (tx) => {
    // In the order of ids, so that two merges in opposite directions wait for each other instead of blocking.
    const locked = new Map<string, Topic>();
    for (const id of [topicId, into].sort()) locked.set(id, await lockTopic(tx, id));
    const source = locked.get(topicId);
    const target = locked.get(into);
    if (!source || !target) throw new DomainError("NOT_FOUND");
    if (source.alias_of_id || target.alias_of_id) throw new DomainError("WRONG_STATE");
    const tags = await aliasTags(tx, topicId);
    await tx.topic.updateMany({ where: { OR: [{ id: topicId }, { aliasOfId: topicId }] }, data: { aliasOfId: into } });
    await redirectAddress(tx, topicPath(source.slug), topicPath(target.slug));
    await recordEvent(
      tx,
      actor,
      "topic.merged",
      { kind: "topic", id: topicId, name: source.name },
      { into, intoName: target.name },
    );
    await purge(tx, [`topic:${topicId}`, `topic:${into}`, ...tags]);
  });
}

/** Only a topic that no story names, now or in an earlier version, and that no other was merged into. @throws NOT_ALLOWED, NOT_FOUND, IN_USE */
export async function deleteTopic(actor: Actor, { topicId }: DeleteTopic): Promise<void> {
  assertMay(actor);
  await transaction(async (tx) => {
    const topic = await lockTopic(tx, topicId);
    // A revision holds its fields in the first of its texts.
    const [{ used } = { used: true }] = await tx.$queryRaw<{ used: boolean }[]>`
      select exists (select from topic where alias_of_id = ${topicId}::uuid)
        or exists (select from live_story_topic where topic_id = ${topicId}::uuid)
        or exists (select from story_document where position(${topicId} in document::text) > 0)
        or exists (select from revision where position(${topicId} in blocks[1]) > 0) as used`;
    if (used) throw new DomainError("IN_USE");
    await releaseAddress(tx, topicPath(topic.slug));
    await tx.topic.delete({ where: { id: topicId }, select: { id: true } });
    await recordEvent(tx, actor, "topic.deleted", { kind: "topic", id: topicId, name: topic.name });
    await purge(tx, [`topic:${topicId}`]);
  });
}

type Topic = { id: string; name: string; slug: string; description: string; alias_of_id: string | null };

async function lockTopic(tx: Transaction, id: string): Promise<Topic> {
  const rows = await tx.$queryRaw<Topic[]>`
    select id, name, slug, description, alias_of_id from topic where id = ${id}::uuid for update`;
  if (!rows[0]) throw new DomainError("NOT_FOUND");
  return rows[0];
}

/** Pages of stories that hold an alias in their text show the name of the survivor. */
async function aliasTags(tx: Transaction, topicId: string): Promise<string[]> {
  const aliases = await tx.topic.findMany({ where: { aliasOfId: topicId }, select: { id: true } });
  return aliases.map(({ id }) => `topic:${id}`);
}

function assertMay(actor: Actor): void {
  if (!canManageTopics(actor)) throw new DomainError("NOT_ALLOWED");
}
