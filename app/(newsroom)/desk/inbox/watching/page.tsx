import type { Metadata } from "next";
import Link from "next/link";
import { NotificationSwitch } from "#components/newsroom/browser-notifications/notification-switch.tsx";
import { AddWatch } from "#components/newsroom/inbox/add-watch.tsx";
import { InboxNews } from "#components/newsroom/inbox/inbox-news.tsx";
import { InboxViews } from "#components/newsroom/inbox/inbox-views.tsx";
import { WatchList } from "#components/newsroom/inbox/watch-list.tsx";
import classes from "#components/newsroom/inbox/watching.module.css";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { countUnread } from "#lib/inbox/data.ts";
import { listWatches } from "#lib/inbox/watch-data.ts";
import { listPersonOptions } from "#lib/people/data.ts";
import { countOpenReports } from "#lib/reports/data.ts";
import { canHandleReports } from "#lib/reports/policy.ts";
import { worksWithOthers } from "#lib/roles/policy.ts";
import { listSectionOptions } from "#lib/sections/data.ts";

export const metadata: Metadata = { title: "Watching" };

export default async function WatchingPage() {
  const actor = await requirePerson("/desk/inbox/watching");
  const canChoose = worksWithOthers(actor);
  const [watches, unread, reports, sections, people] = await Promise.all([
    listWatches(actor),
    countUnread(actor),
    canHandleReports(actor) ? countOpenReports(actor) : null,
    canChoose ? listSectionOptions(actor) : [],
    canChoose ? listPersonOptions(actor) : [],
  ]);
  const chosen = new Set([actor.id, ...watches.map(({ subjectId }) => subjectId)]);
  const left = <T extends { id: string }>(options: readonly T[]) => options.filter(({ id }) => !chosen.has(id));
  return (
    <>
      <PageBar title="Inbox" />
      <InboxViews current="watching" unread={unread} reports={reports} />
      <PageBody narrow>
        <section className={classes.part} aria-labelledby="watching-title">
          <h2 id="watching-title">Watched and muted</h2>
          <p className="dim">
            Watching brings the notices of a story, a section or a person’s stories to your inbox. A muted story or
            section sends only what concerns you directly, such as an assignment. To watch or mute a story, open it and
            use the menu beside its buttons.
          </p>
          <WatchList rows={watches} />
        </section>
        {canChoose && (
          <section className={classes.part} aria-labelledby="add-title">
            <h2 id="add-title">Add a section or a person</h2>
            <AddWatch kind="SECTION" options={left(sections)} />
            <AddWatch kind="PERSON" options={left(people)} />
          </section>
        )}
        <section className={classes.part} aria-labelledby="mail-title">
          <h2 id="mail-title">Notifications and mail</h2>
          <NotificationSwitch />
          <p>
            <Link className="link" href="/desk/account#mail">
              Choose which notices are mailed to you
            </Link>
          </p>
        </section>
      </PageBody>
      <InboxNews />
    </>
  );
}
