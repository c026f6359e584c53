// A notice says that somebody wrote something to a person; the words are read from the comment itself.

import type { Actor, Person, System } from "../actor.ts";
import { listFollowers } from "../notices/data.ts";
import { insertNotices } from "../notices/mutations.ts";
import type { NoticeKind } from "../notices/types.ts";
import type { Transaction } from "../postgres/app.ts";
import { readersOf } from "../roles/data.ts";
import type { ReadFacts } from "../roles/policy.ts";
import type { LockedStory } from "../stories/lock.ts";
import { listDeskEditors } from "./desk-data.ts";
import { type Mention, plainComment } from "./mention-schema.ts";

type Written = {
  story: Pick<LockedStory, "id" | "headline" | keyof ReadFacts>;
  threadId: string;
  commentId: string;
  mentioned: readonly Mention[];
  at: Date;
  /** The comment, as stored. */
  text: string;
};

/**
 * Notifies each person whom a comment concerns once: those who are mentioned, by name or as editors of a desk, else those who wrote in the thread, else the
 * owners of the story and everybody who watches. Never its writer, and nobody who may not read the story any more.
 */
export async function sendNotices(tx: Transaction, actor: Person, written: Written): Promise<void> {
  const { story, threadId, commentId, mentioned, at } = written;
  const writers = await tx.comment.findMany({
    where: { threadId, personId: { not: null } },
    distinct: ["personId"],
    select: { personId: true },
  });
  const kinds = new Map<string, NoticeKind>();
  const { followers, muted } = await listFollowers(tx, story);
  for (const id of followers) kinds.set(id, "COMMENTED");
  for (const writer of writers) if (writer.personId !== null) kinds.set(writer.personId, "REPLIED");
  for (const id of await deskEditors(tx, mentioned)) kinds.set(id, "MENTIONED");
  // What is muted is quiet for everybody who is not named in the comment.
  for (const id of muted) kinds.delete(id);
  for (const id of named(mentioned)) kinds.set(id, "MENTIONED");
  kinds.delete(actor.id);
  await insert(tx, actor, written, kinds, { threadId, commentId, at });
}

const named = (mentioned: readonly Mention[]): string[] => mentioned.flatMap(({ id, isDesk }) => (isDesk ? [] : id));
const deskEditors = (tx: Transaction, mentioned: readonly Mention[]): Promise<string[]> =>
  listDeskEditors(
    tx,
    mentioned.flatMap(({ id, isDesk }) => (isDesk ? id : [])),
  );

/** An edit notifies only newly mentioned people, not those who were notified of the comment before. */
export async function sendMentions(tx: Transaction, actor: Person, written: Written): Promise<void> {
  const desk = await deskEditors(tx, written.mentioned);
  const muted = desk.length > 0 ? (await listFollowers(tx, written.story)).muted : [];
  const ids = [...desk.filter((id) => !muted.includes(id)), ...named(written.mentioned)];
  const kinds = new Map(ids.filter((id) => id !== actor.id).map((id) => [id, "MENTIONED" as const]));
  await insert(tx, actor, written, kinds, written);
}

/** Notifies those who have the story, those who watch it, and the person who shared it, of a comment by a guest. */
export async function sendGuestNotices(
  tx: Transaction,
  guest: System,
  sharedById: string,
  written: Omit<Written, "mentioned">,
): Promise<void> {
  const { followers, muted } = await listFollowers(tx, written.story);
  const kinds = new Map([...followers, sharedById].map((id) => [id, "COMMENTED" as const]));
  for (const id of muted) if (id !== sharedById) kinds.delete(id);
  await insert(tx, guest, written, kinds, written);
}

async function insert(
  tx: Transaction,
  actor: Actor,
  { story, text }: Pick<Written, "story" | "text">,
  kinds: ReadonlyMap<string, NoticeKind>,
  { threadId, commentId, at }: Pick<Written, "threadId" | "commentId" | "at">,
): Promise<void> {
  const people = await tx.person.findMany({
    where: {
      AND: [{ id: { in: [...kinds.keys()] } }, readersOf(story)],
    },
    select: { id: true },
  });
  await insertNotices(tx, actor, {
    story,
    people: people.map(({ id }) => ({ id, kind: kinds.get(id) ?? "COMMENTED" })),
    text: plainComment(text),
    key: commentId,
    at,
    comment: { threadId, commentId },
  });
}
