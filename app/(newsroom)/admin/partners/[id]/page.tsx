import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import { Pager } from "#components/newsroom/pager.tsx";
import { FetchLog } from "#components/newsroom/partners/fetch-log.tsx";
import { FetchedStories } from "#components/newsroom/partners/fetched-stories.tsx";
import classes from "#components/newsroom/partners/partners.module.css";
import { selectionOf } from "#components/newsroom/partners/selection-words.ts";
import type { Query } from "#components/newsroom/query.ts";
import { Refused } from "#components/newsroom/refused.tsx";
import { When } from "#components/newsroom/when.tsx";
import { requestOrigin, requirePerson } from "#lib/auth/loaders.ts";
import { findPartner, listFetchedStories, listFetches } from "#lib/partners/data.ts";
import { canManagePartners, formatNames } from "#lib/partners/policy.ts";
import { apiRoot } from "#lib/press/canonical.ts";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export const metadata: Metadata = { title: "Partner" };

const stateNames = { active: "Active", over: "Past its end date", ended: "Ended" } as const;

export default async function PartnerPage({ params, searchParams }: Props) {
  const { id } = await params;
  const actor = await requirePerson(`/admin/partners/${id}`);
  if (!canManagePartners(actor)) return <Refused title="Partner" needs="api" />;
  const partner = await findPartner(actor, id);
  if (!partner) notFound();
  const query = await searchParams;
  const [origin, stories, { rows, next }] = await Promise.all([
    requestOrigin(),
    listFetchedStories(actor, { partnerId: id, limit: 20 }),
    listFetches(actor, id, [query.after ?? ""].flat()[0]),
  ]);
  return (
    <>
      <PageBar title={partner.name} />
      <PageBody>
        <dl className={classes.facts}>
          <dt>Address</dt>
          <dd>{`${origin}${apiRoot}/partners/${id}/feed`}</dd>
          <dt>Format</dt>
          <dd>{`${formatNames[partner.format]}, ${partner.isFullText ? "full text" : "summaries"}, ${partner.hasPictures ? "with pictures" : "without pictures"}`}</dd>
          <dt>Stories</dt>
          <dd>{selectionOf(partner)}</dd>
          <dt>Key</dt>
          <dd>{partner.prefix}…</dd>
          <dt>Key made</dt>
          <dd>
            <When at={partner.keyMadeAt} isAgo />
          </dd>
          <dt>State</dt>
          <dd>{stateNames[partner.state]}</dd>
        </dl>
        <h2 className={classes.heading}>Stories that it fetched last</h2>
        <FetchedStories stories={stories} isOfOnePartner />
        <h2 className={classes.heading}>Log</h2>
        <FetchLog fetches={rows} />
        <Pager path={`/admin/partners/${id}`} query={query} next={next} />
      </PageBody>
    </>
  );
}
