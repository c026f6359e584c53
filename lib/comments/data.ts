// Comments and the inbox. Staff only: no public read comes here, and the reader role has no grant on the tables.

import { shorten } from "#lib/document/text.ts";
import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { isId } from "../ids.ts";
import { appClient, type Prisma, type Transaction } from "../postgres/app.ts";
import { readersOf, readFacts, visibleTo } from "../roles/data.ts";
import { listDesks } from "./desk-data.ts";
import { type Mention, plainComment } from "./mention-schema.ts";
import type { CommentLine, OpenComment, StoryThreads } from "./types.ts";

type Name = { id: string; name: string };
/** Resolved threads that are shown with a story, newest first. */
const resolvedShown = 200;

async function namesOf(tx: Transaction, ids: readonly string[]): Promise<(id: string) => Name> {
  const people = await tx.person.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  });
  const names = new Map(people.map((person) => [person.id, person]));
  return (id) => names.get(id) ?? { id, name: "Somebody" };
}

const threadSelect = {
  id: true,
  blockId: true,
  fromPosition: true,
  toPosition: true,
  quote: true,
  resolvedAt: true,
  resolvedById: true,
  comments: {
    orderBy: [{ at: "asc" }, { id: "asc" }],
    select: {
      id: true,
      personId: true,
      guest: { select: { id: true, name: true } },
      writerName: true,
      at: true,
      text: true,
      editedAt: true,
    },
  },
} satisfies Prisma.CommentThreadSelect;

/** The threads of a story, with their places at one version of it. @throws NOT_FOUND */
export function listThreads(actor: Actor, storyId: string): Promise<StoryThreads> {
  if (!isId(storyId)) throw new DomainError("NOT_FOUND");
  return appClient().$transaction(
    async (tx) => {
      const story = await tx.story.findFirst({
        where: { AND: [{ id: storyId }, visibleTo(actor)] },
        select: { version: true },
      });
      if (!story) throw new DomainError("NOT_FOUND");
      const rows = [
        ...(await tx.commentThread.findMany({
          where: { storyId, resolvedAt: null },
          orderBy: [{ createdAt: "asc" }, { id: "asc" }],
          select: threadSelect,
        })),
        ...(await tx.commentThread.findMany({
          where: { storyId, resolvedAt: { not: null } },
          orderBy: [{ resolvedAt: "desc" }, { id: "asc" }],
          take: resolvedShown,
          select: threadSelect,
        })),
      ];
      const nameOf = await namesOf(
        tx,
        rows.flatMap((row) => [
          ...row.comments.flatMap(({ personId }) => personId ?? []),
          ...(row.resolvedById ? [row.resolvedById] : []),
        ]),
      );
      return {
        version: story.version,
        threads: rows.map((row) => ({
          id: row.id,
          blockId: row.blockId,
          place: row.fromPosition === null ? null : { from: row.fromPosition, to: row.toPosition ?? row.fromPosition },
          quote: row.quote,
          resolved:
            row.resolvedAt === null ? null : { at: row.resolvedAt.toISOString(), by: nameOf(row.resolvedById ?? "") },
          comments: row.comments.map(
            ({ id, personId, guest, writerName, at, text, editedAt }): CommentLine => ({
              id,
              person: guest
                ? { ...guest, isGuest: true }
                : writerName
                  ? { id: "", name: writerName }
                  : nameOf(personId ?? ""),
              at: at.toISOString(),
              text,
              editedAt: editedAt?.toISOString() ?? null,
            }),
          ),
        })),
      };
    },
    { isolationLevel: "RepeatableRead" },
  );
}

/** Characters of a comment in a list. */
const maxFirstWords = 120;

/** The open threads of a story, oldest first, each with the words that began it. @throws NOT_FOUND */
export async function listOpenComments(actor: Actor, storyId: string): Promise<OpenComment[]> {
  const { threads } = await listThreads(actor, storyId);
  return threads.flatMap(({ id, blockId, resolved, comments: [first] }) =>
    first && !resolved ? [{ id, by: first.person.name, block: blockId, text: firstWords(first.text) }] : [],
  );
}
const firstWords = (text: string): string => shorten(plainComment(text).replace(/\s+/g, " ").trim(), maxFirstWords);

/** The people and desks that a comment on this story can mention; the actor is not among them. @throws NOT_FOUND */
export async function listMentionable(actor: Actor, storyId: string): Promise<Mention[]> {
  const story = isId(storyId)
    ? await appClient().story.findFirst({
        where: { AND: [{ id: storyId }, visibleTo(actor)] },
        select: readFacts,
      })
    : null;
  if (!story) throw new DomainError("NOT_FOUND");
  const people = await appClient().person.findMany({
    where: { AND: [readersOf(story), actor.kind === "person" ? { id: { not: actor.id } } : {}] },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: 500,
    select: { id: true, name: true },
  });
  return [...people, ...(await listDesks())];
}
