import type { Metadata } from "next";
import Link from "next/link";
import { EmptyInbox, InboxList } from "#components/newsroom/inbox/inbox-list.tsx";
import { InboxNews } from "#components/newsroom/inbox/inbox-news.tsx";
import { MarkAllRead } from "#components/newsroom/inbox/mark-read.tsx";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import { Pager } from "#components/newsroom/pager.tsx";
import type { Query } from "#components/newsroom/query.ts";
import classes from "#components/newsroom/stories/stories.module.css";
import { requirePerson } from "#lib/auth/loaders.ts";
import { countUnread, listNotices } from "#lib/comments/data.ts";
import { inboxSchema } from "#lib/comments/schema.ts";

export const metadata: Metadata = { title: "Inbox" };
const path = "/desk/inbox";

export default async function InboxPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [actor, query] = await Promise.all([requirePerson(path), searchParams]);
  const asked = inboxSchema.parse(query);
  const unreadOnly = asked.show === "unread";
  const [{ rows, next }, unread] = await Promise.all([listNotices(actor, asked), countUnread(actor)]);
  return (
    <>
      <PageBar title="Inbox">
        <MarkAllRead disabled={unread === 0} />
      </PageBar>
      <nav className={classes.views} aria-label="Views">
        <Link href={path} {...(unreadOnly ? {} : { "aria-current": "page" as const })}>
          All
        </Link>
        <Link href={`${path}?show=unread`} {...(unreadOnly ? { "aria-current": "page" as const } : {})}>
          Unread <span>{unread.toLocaleString("en-GB")}</span>
        </Link>
      </nav>
      <PageBody>
        {rows.length > 0 ? <InboxList rows={rows} /> : <EmptyInbox unreadOnly={unreadOnly} />}
        <Pager path={path} query={query} next={next} />
      </PageBody>
      <InboxNews />
    </>
  );
}
