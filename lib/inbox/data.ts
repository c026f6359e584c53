// The inbox of a person: notices about stories that they may still read.
import { shorten } from "#lib/document/text.ts";
import type { Person } from "../actor.ts";
import { plainComment } from "../comments/mention-schema.ts";
import { type Page, readTimeCursor, toPage, writeTimeCursor } from "../cursor.ts";
import { appClient, type Prisma } from "../postgres/app.ts";
import { hiddenFrom } from "../roles/data.ts";
import { readsSections } from "../roles/policy.ts";
import { visibleTo } from "../stories/data.ts";
import { canManagePages } from "../stories/policy.ts";
import type { InboxQuery } from "./schema.ts";
import type { NoticeRow } from "./types.ts";

/** The notices of a person about stories that they may still read. */
export async function noticesOf(actor: Person): Promise<Prisma.NoticeWhereInput> {
  if (readsSections(actor) === "all") {
    const pages = canManagePages(actor)
      ? []
      : await appClient().story.findMany({ where: { kind: "PAGE" }, select: { id: true } });
    const hidden = await hiddenFrom(actor, appClient());
    return { personId: actor.id, storyId: { notIn: [...pages.map(({ id }) => id), ...hidden] } };
  }
  const about = await appClient().notice.findMany({
    where: { personId: actor.id },
    distinct: ["storyId"],
    select: { storyId: true },
  });
  const visible = await appClient().story.findMany({
    where: { AND: [{ id: { in: about.map(({ storyId }) => storyId) } }, visibleTo(actor)] },
    select: { id: true },
  });
  return { personId: actor.id, storyId: { in: visible.map(({ id }) => id) } };
}

type Notice = Prisma.NoticeGetPayload<Record<never, never>>;

export async function countUnread(actor: Person): Promise<number> {
  return appClient().notice.count({ where: { ...(await noticesOf(actor)), readAt: null } });
}

export const inboxPageSize = 50;

/** The notices of the actor, newest first; `query.story` chooses those about one story. */
export async function listNotices(actor: Person, query: InboxQuery, size = inboxPageSize): Promise<Page<NoticeRow>> {
  const last = readTimeCursor(query.after);
  const rows = await appClient().notice.findMany({
    where: {
      AND: [
        await noticesOf(actor),
        query.show === "unread" ? { readAt: null } : {},
        query.story === undefined ? {} : { storyId: query.story },
        last ? { OR: [{ at: { lt: last.at } }, { at: last.at, id: { lt: last.id } }] } : {},
      ],
    },
    orderBy: [{ at: "desc" }, { id: "desc" }],
    take: size + 1,
  });
  const { rows: shown, next } = toPage(rows, size, (row) => writeTimeCursor(row.at, row.id));
  return { rows: await toNoticeRows(shown), next };
}

/** Stored notices with the names, headlines and comments that they refer to. */
export async function toNoticeRows(shown: readonly Notice[]): Promise<NoticeRow[]> {
  const [people, stories, comments] = await Promise.all([
    appClient().person.findMany({
      where: { id: { in: shown.flatMap(({ actorId }) => actorId ?? []) } },
      select: { id: true, name: true },
    }),
    appClient().story.findMany({
      where: { id: { in: shown.map(({ storyId }) => storyId) } },
      select: { id: true, headline: true },
    }),
    appClient().comment.findMany({
      where: { id: { in: shown.flatMap(({ commentId }) => commentId ?? []) } },
      select: { id: true, text: true, guest: { select: { name: true } } },
    }),
  ]);
  const names = new Map(people.map((person) => [person.id, person.name]));
  const headlines = new Map(stories.map((story) => [story.id, story.headline]));
  const texts = new Map(comments.map((comment) => [comment.id, comment.text]));
  const guests = new Map(comments.map(({ id, guest }) => [id, guest && `${guest.name} (guest)`]));
  return shown.map((row) => ({
    id: row.id,
    kind: row.kind,
    by: row.actorId === null ? (guests.get(row.commentId ?? "") ?? null) : (names.get(row.actorId) ?? "Somebody"),
    story: { id: row.storyId, headline: headlines.get(row.storyId) ?? "" },
    threadId: row.threadId,
    excerpt: shorten(
      (row.commentId === null ? row.text : plainComment(texts.get(row.commentId) ?? "")).replace(/\s+/g, " "),
      200,
    ),
    at: row.at.toISOString(),
    readAt: row.readAt?.toISOString() ?? null,
  }));
}
