import { type Actor, personId } from "../../actor.ts";
import { recordEvent } from "../../audit/mutations.ts";
import { DomainError } from "../../errors.ts";
import { type Transaction, transaction } from "../../postgres/app.ts";
import { isOwnOrAssigned } from "../../roles/policy.ts";
import { lockStory } from "../lock.ts";
import { canNameReaders } from "../policy.ts";
import { notifyStoryChanged } from "../saving/notify.ts";
import { getReaders } from "./data.ts";
import type { NameReaders } from "./schema.ts";
import type { StoryReaders } from "./types.ts";

/**
 * Shares a story with people who would otherwise not see it, and makes it confidential or ends that. Who makes a story confidential
 * still sees it afterwards.
 * @throws NOT_FOUND, NOT_ALLOWED, INVALID {field} for an account that is not in use, CHANGED_MEANWHILE
 */
export function nameReaders(
  actor: Actor,
  { storyId, isConfidential, people: wanted, seen }: NameReaders,
): Promise<StoryReaders> {
  return transaction(async (tx) => {
    const story = await lockStory(tx, actor, storyId);
    if (!canNameReaders(actor, story)) throw new DomainError("NOT_ALLOWED");
    const isAsSeen = story.isConfidential === seen.isConfidential && isSame(story.sharedWith, seen.people);
    if (!isAsSeen) throw new DomainError("CHANGED_MEANWHILE");
    const self = personId(actor);
    const staysIn = isConfidential && self !== null && !isOwnOrAssigned(actor, story) ? [self] : [];
    const people = [...new Set([...wanted, ...staysIn])];
    if (isConfidential === story.isConfidential && isSame(people, story.sharedWith))
      return getReaders(actor, storyId, tx);
    await assertActive(
      tx,
      people.filter((id) => !story.sharedWith.includes(id)),
    );
    await tx.story.update({
      where: { id: storyId },
      data: { isConfidential, sharedWith: people },
      select: { id: true },
    });
    const before = await inWords(tx, story.isConfidential, story.sharedWith);
    const after = await inWords(tx, isConfidential, people);
    const subject = { kind: "story", id: storyId, name: story.headline } as const;
    await recordEvent(tx, actor, "story.readers_changed", subject, { before, after });
    await notifyStoryChanged(tx, storyId, "status");
    // Open pages ask anew what they may show.
    await tx.$executeRaw`select pg_notify('galley_person', id::text) from person where state = 'ACTIVE'`;
    return getReaders(actor, storyId, tx);
  });
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id) => other.includes(id));

async function assertActive(tx: Transaction, people: readonly string[]): Promise<void> {
  const active = await tx.person.count({ where: { id: { in: [...people] }, state: "ACTIVE" } });
  if (active < people.length) throw new DomainError("INVALID", { field: "personId" });
}

/** For the audit log: "confidential, shared with Ada Novak, Lena Brandt". */
async function inWords(tx: Transaction, isConfidential: boolean, people: readonly string[]): Promise<string> {
  const named = await tx.person.findMany({
    where: { id: { in: [...people] } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { name: true },
  });
  const names = named.map(({ name }) => name).join(", ");
  return [isConfidential ? "confidential" : "not confidential", ...(names ? [`shared with ${names}`] : [])].join(", ");
}
