import type { Metadata } from "next";
import { EmptyInbox, InboxList } from "#components/newsroom/inbox/inbox-list.tsx";
import { InboxNews } from "#components/newsroom/inbox/inbox-news.tsx";
import { InboxViews } from "#components/newsroom/inbox/inbox-views.tsx";
import { MarkAllRead } from "#components/newsroom/inbox/mark-read.tsx";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import { Pager } from "#components/newsroom/pager.tsx";
import type { Query } from "#components/newsroom/query.ts";
import { RowKeys } from "#components/newsroom/stories/row-keys.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { countUnread } from "#lib/inbox/data.ts";
import { listNoticeGroups } from "#lib/inbox/group-data.ts";
import { inboxSchema } from "#lib/inbox/schema.ts";
import { countOpenReports } from "#lib/reports/data.ts";
import { canHandleReports } from "#lib/reports/policy.ts";

export const metadata: Metadata = { title: "Inbox" };
const path = "/desk/inbox";

export default async function InboxPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [actor, query] = await Promise.all([requirePerson(path), searchParams]);
  const asked = inboxSchema.parse(query);
  const unreadOnly = asked.show === "unread";
  const [{ rows, next }, unread, reports] = await Promise.all([
    listNoticeGroups(actor, asked),
    countUnread(actor),
    canHandleReports(actor) ? countOpenReports(actor) : null,
  ]);
  return (
    <>
      <PageBar title="Inbox">
        <MarkAllRead disabled={unread === 0} />
      </PageBar>
      <InboxViews current={asked.story ? "story" : unreadOnly ? "unread" : "all"} unread={unread} reports={reports} />
      <PageBody>
        {rows.length > 0 ? (
          <InboxList groups={rows} unreadOnly={unreadOnly} isOneStory={asked.story !== undefined} />
        ) : (
          <EmptyInbox unreadOnly={unreadOnly} />
        )}
        <Pager path={path} query={query} next={next} />
      </PageBody>
      <RowKeys />
      <InboxNews />
    </>
  );
}
