import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { isId } from "../ids.ts";
import type { Prisma, Transaction } from "../postgres/app.ts";
import { visibleTo } from "./data.ts";
import { can, mayUse } from "./policy.ts";
import type { Verb } from "./types.ts";

const locked = {
  id: true,
  copy: true,
  publication: true,
  version: true,
  publishedVersion: true,
  headline: true,
  sectionId: true,
  creatorId: true,
  assigneeId: true,
  firstPublishedAt: true,
  updatedAt: true,
  publishedRevisionId: true,
  approvedRevisionId: true,
  approvedById: true,
  path: true,
} satisfies Prisma.StorySelect;
export type LockedStory = Prisma.StoryGetPayload<{ select: typeof locked }>;

/**
 * Locks the story until the transaction ends and returns it as it is now. What the actor may not see is not there.
 * @throws NOT_FOUND
 */
export async function lockStory(tx: Transaction, actor: Actor, storyId: string): Promise<LockedStory> {
  if (!isId(storyId)) throw new DomainError("NOT_FOUND");
  await tx.$executeRaw`select 1 from story where id = ${storyId}::uuid for update`;
  const story = await tx.story.findFirst({ where: { AND: [{ id: storyId }, visibleTo(actor)] }, select: locked });
  if (!story) throw new DomainError("NOT_FOUND");
  return story;
}

/** @throws NOT_ALLOWED when the role may not, WRONG_STATE when the story does not stand where the verb can start */
export function assertCan(actor: Actor, verb: Verb, story: LockedStory): void {
  if (!mayUse(actor, verb, story)) throw new DomainError("NOT_ALLOWED", { verb });
  if (!can(actor, verb, story))
    throw new DomainError("WRONG_STATE", { verb, copy: story.copy, publication: story.publication });
}
