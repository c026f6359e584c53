import type { Metadata } from "next";
import Link from "next/link";
import { InboxNews } from "#components/newsroom/inbox/inbox-news.tsx";
import { InboxViews } from "#components/newsroom/inbox/inbox-views.tsx";
import { NoReports, ReportsList } from "#components/newsroom/inbox/reports-list.tsx";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import { Pager } from "#components/newsroom/pager.tsx";
import type { Query } from "#components/newsroom/query.ts";
import { Refused } from "#components/newsroom/refused.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { countUnread } from "#lib/inbox/data.ts";
import { countOpenReports, listReports } from "#lib/reports/data.ts";
import { canHandleReports } from "#lib/reports/policy.ts";
import { reportsQuerySchema } from "#lib/reports/schema.ts";

export const metadata: Metadata = { title: "From readers" };
const path = "/desk/inbox/readers";

export default async function ReadersPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [actor, query] = await Promise.all([requirePerson(path), searchParams]);
  if (!canHandleReports(actor)) return <Refused title="From readers" needs="correct" />;
  const asked = reportsQuerySchema.parse(query);
  const isDone = asked.show === "done";
  const [{ rows, next }, unread, reports] = await Promise.all([
    listReports(actor, asked),
    countUnread(actor),
    countOpenReports(actor),
  ]);
  return (
    <>
      <PageBar title="Inbox">
        <Link className="link" href={isDone ? path : `${path}?show=done`}>
          {isDone ? "Show open" : "Show resolved"}
        </Link>
      </PageBar>
      <InboxViews current="readers" unread={unread} reports={reports} />
      <PageBody>
        {rows.length > 0 ? <ReportsList rows={rows} /> : <NoReports isDone={isDone} />}
        <Pager path={path} query={query} next={next} />
      </PageBody>
      <InboxNews />
    </>
  );
}
