// The inbox. A notice records that somebody wrote to a person; its text is read from the comment.
import type { Person } from "../actor.ts";
import { newId } from "../ids.ts";
import { type Transaction, transaction } from "../postgres/app.ts";
import type { LockedStory } from "../stories/lock.ts";
import { reachable } from "./data.ts";
import type { NoticeKind } from "./types.ts";

/** Word to the open tabs of a person, on every node. */
async function tellPerson(tx: Transaction, personId: string): Promise<void> {
  await tx.$executeRaw`select pg_notify('galley_notice', ${personId})`;
}

type Written = {
  story: Pick<LockedStory, "id" | "kind" | "creatorId" | "assigneeId">;
  threadId: string;
  commentId: string;
  mentioned: readonly string[];
  at: Date;
};

/**
 * Tells whom a comment concerns, each person once: who is mentioned, else who wrote in the thread, else whose story it is.
 * Never its writer, and nobody who may not read the story any more.
 */
export async function sendNotices(tx: Transaction, actor: Person, written: Written): Promise<void> {
  const { story, threadId, commentId, mentioned, at } = written;
  const writers = await tx.comment.findMany({
    where: { threadId },
    distinct: ["personId"],
    select: { personId: true },
  });
  const kinds = new Map<string, NoticeKind>();
  for (const id of [story.creatorId, story.assigneeId]) if (id) kinds.set(id, "COMMENTED");
  for (const { personId } of writers) kinds.set(personId, "REPLIED");
  for (const id of mentioned) kinds.set(id, "MENTIONED");
  kinds.delete(actor.id);
  await insert(tx, actor, written, kinds, { threadId, commentId, at });
}

/** An edit notifies only newly mentioned people, not those who were notified of the comment before. */
export async function sendMentions(tx: Transaction, actor: Person, written: Written): Promise<void> {
  const kinds = new Map(written.mentioned.filter((id) => id !== actor.id).map((id) => [id, "MENTIONED" as const]));
  await insert(tx, actor, written, kinds, written);
}

async function insert(
  tx: Transaction,
  actor: Person,
  { story }: Pick<Written, "story">,
  kinds: ReadonlyMap<string, NoticeKind>,
  { threadId, commentId, at }: Pick<Written, "threadId" | "commentId" | "at">,
): Promise<void> {
  const people = await tx.person.findMany({
    where: { AND: [{ id: { in: [...kinds.keys()] } }, reachable(story)] },
    select: { id: true },
  });
  await tx.notice.createMany({
    data: people.map(({ id }) => ({
      id: newId(),
      personId: id,
      kind: kinds.get(id) ?? "COMMENTED",
      actorId: actor.id,
      storyId: story.id,
      threadId,
      commentId,
      at,
    })),
    skipDuplicates: true,
  });
  for (const { id } of people) await tellPerson(tx, id);
}

const read = (actor: Person, which: { id: string } | { threadId: string } | Record<never, never>, at: Date) =>
  transaction(async (tx) => {
    const { count } = await tx.notice.updateMany({
      where: { ...which, personId: actor.id, readAt: null },
      data: { readAt: at },
    });
    if (count > 0) await tellPerson(tx, actor.id);
    return { read: count };
  });

/** Marks a line of one's own inbox as read. Other people's lines, and lines that are read, stay as they are. */
export const readNotice = (actor: Person, { noticeId }: { noticeId: string }, at = new Date()) =>
  read(actor, { id: noticeId }, at);

/** Opening a thread marks its notices as read. */
export const readThread = (actor: Person, { threadId }: { threadId: string }, at = new Date()) =>
  read(actor, { threadId }, at);

export const readAllNotices = (actor: Person, at = new Date()) => read(actor, {}, at);
