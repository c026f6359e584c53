// The inbox grouped by story.
import type { Person } from "../actor.ts";
import { type Page, readCursor, toPage, writeCursor } from "../cursor.ts";
import { isId } from "../ids.ts";
import { appClient } from "../postgres/app.ts";
import { listNotices, noticesOf, toNoticeRows } from "./data.ts";
import type { InboxQuery } from "./schema.ts";
import type { NoticeGroup } from "./types.ts";

/** Stories of a page, and notices of a story before "Show all". */
const sizes = { stories: 20, notices: 5 };

/**
 * The inbox of the actor by story; the story with the newest notice comes first, and no story is split between two pages.
 * With `query.story` only that story, with a page of all its notices.
 */
export async function listNoticeGroups(
  actor: Person,
  query: InboxQuery,
  { stories, notices } = sizes,
): Promise<Page<NoticeGroup>> {
  const [at = "", id = ""] = query.story === undefined ? (readCursor(query.after, 2) ?? []) : [];
  const before = new Date(at);
  const found = await appClient().notice.groupBy({
    by: ["storyId"],
    where: {
      AND: [
        await noticesOf(actor),
        query.show === "unread" ? { readAt: null } : {},
        query.story === undefined ? {} : { storyId: query.story },
      ],
    },
    ...(isId(id) && !Number.isNaN(before.getTime())
      ? {
          having: { OR: [{ at: { _max: { lt: before } } }, { at: { _max: { equals: before } }, storyId: { lt: id } }] },
        }
      : {}),
    _max: { at: true },
    _count: { _all: true, readAt: true },
    orderBy: [{ _max: { at: "desc" } }, { storyId: "desc" }],
    take: stories + 1,
  });
  const page = toPage(found, stories, (row) => writeCursor(row._max.at?.toISOString() ?? "", row.storyId));
  const { rows, next } =
    query.story === undefined
      ? { rows: await newestOf(actor, page.rows, query, notices), next: page.next }
      : await listNotices(actor, query);
  const byStory = Map.groupBy(rows, ({ story }) => story.id);
  return {
    next,
    rows: page.rows.flatMap(({ storyId, _count }) => {
      const own = byStory.get(storyId) ?? [];
      const [first] = own;
      if (!first) return [];
      const counts = { noticeCount: _count._all, unreadCount: _count._all - _count.readAt };
      return [{ story: first.story, notices: own, ...counts }];
    }),
  };
}

/** The newest notices of each story. */
async function newestOf(actor: Person, groups: readonly { storyId: string }[], { show }: InboxQuery, size: number) {
  const newest = await appClient().$queryRaw<{ id: string }[]>`
    select id::text from (
      select id, row_number() over (partition by story_id order by at desc, id desc) as place from notice
      where person_id = ${actor.id}::uuid and story_id = any(${groups.map(({ storyId }) => storyId)}::uuid[])
        and (${show !== "unread"} or read_at is null)
    ) ranked where place <= ${size}`;
  const rows = await appClient().notice.findMany({
    where: { id: { in: newest.map(({ id }) => id) } },
    orderBy: [{ at: "desc" }, { id: "desc" }],
  });
  return toNoticeRows(rows);
}
