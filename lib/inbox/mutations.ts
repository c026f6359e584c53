// A person reads their inbox.
import type { Person } from "../actor.ts";
import { notifyPerson } from "../notices/mutations.ts";
import { transaction } from "../postgres/app.ts";

const read = (
  actor: Person,
  which: { id: string } | { threadId: string } | { storyId: string } | Record<never, never>,
  at: Date,
) =>
  transaction(async (tx) => {
    const { count } = await tx.notice.updateMany({
      where: { ...which, personId: actor.id, readAt: null },
      data: { readAt: at },
    });
    if (count > 0) await notifyPerson(tx, actor.id);
    return { read: count };
  });

/** Marks a line of one's own inbox as read. Other people's lines, and lines that are read, stay as they are. */
export const readNotice = (actor: Person, { noticeId }: { noticeId: string }, at = new Date()) =>
  read(actor, { id: noticeId }, at);

/** Marks the notices about a conversation as read: opening it shows everything that they say. */
export const readThread = (actor: Person, { threadId }: { threadId: string }, at = new Date()) =>
  read(actor, { threadId }, at);

/** Marks everything about a story as read. */
export const readStoryNotices = (actor: Person, { storyId }: { storyId: string }, at = new Date()) =>
  read(actor, { storyId }, at);

export const readAllNotices = (actor: Person, at = new Date()) => read(actor, {}, at);
