import type { Metadata } from "next";
import Link from "next/link";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import { FetchedStories } from "#components/newsroom/partners/fetched-stories.tsx";
import classes from "#components/newsroom/partners/partners.module.css";
import { NewPartner, PartnersTable } from "#components/newsroom/partners/partners-table.tsx";
import type { Query } from "#components/newsroom/query.ts";
import { Refused } from "#components/newsroom/refused.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { isId } from "#lib/ids.ts";
import { listFetchedStories, listPartners } from "#lib/partners/data.ts";
import { canManagePartners } from "#lib/partners/policy.ts";
import { listSections } from "#lib/published/taxonomy/data.ts";

type Props = { searchParams: Promise<Query> };

export const metadata: Metadata = { title: "Partners" };

export default async function PartnersPage({ searchParams }: Props) {
  const actor = await requirePerson("/admin/partners");
  if (!canManagePartners(actor)) return <Refused title="Partners" needs="api" />;
  const storyId = [(await searchParams).story ?? ""].flat()[0] ?? "";
  if (isId(storyId))
    return (
      <>
        <PageBar title="Partners that have a story" />
        <PageBody>
          <FetchedStories stories={await listFetchedStories(actor, { storyId })} isOfOnePartner={false} />
          <p className={classes.none}>
            <Link className="link" href="/admin/partners">
              All partners
            </Link>
          </p>
        </PageBody>
      </>
    );
  const [partners, top] = await Promise.all([listPartners(actor), listSections()]);
  const sections = top.flatMap(({ id, name, children }) => [
    { id, name },
    ...children.map((child) => ({ id: child.id, name: `${name}: ${child.name}` })),
  ]);
  return (
    <>
      <PageBar title="Partners" count={partners.length}>
        <NewPartner sections={sections} />
      </PageBar>
      <PageBody>
        <PartnersTable partners={partners} sections={sections} />
      </PageBody>
    </>
  );
}
