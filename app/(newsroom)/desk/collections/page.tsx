import type { Metadata } from "next";
import { CollectionsTable, NewCollection } from "#components/newsroom/collections/collections-table.tsx";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import { Pager } from "#components/newsroom/pager.tsx";
import type { Query } from "#components/newsroom/query.ts";
import { Refused } from "#components/newsroom/refused.tsx";
import { SearchField } from "#components/newsroom/search-field.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { listCollections } from "#lib/collections/data.ts";
import { canManageCollections, canSeeCollections } from "#lib/collections/policy.ts";
import { collectionsQuerySchema } from "#lib/collections/schema.ts";

export const metadata: Metadata = { title: "Collections" };

export default async function CollectionsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const actor = await requirePerson("/desk/collections");
  if (!canSeeCollections(actor)) return <Refused title="Collections" />;
  const query = await searchParams;
  const asked = collectionsQuerySchema.parse(query);
  const { rows, next, total } = await listCollections(actor, asked);
  return (
    <>
      <PageBar title="Collections" count={total}>
        <SearchField label="Find a collection" />
        {canManageCollections(actor) && <NewCollection />}
      </PageBar>
      <PageBody>
        <CollectionsTable collections={rows} isSearch={asked.q !== ""} mayManage={canManageCollections(actor)} />
        <Pager path="/desk/collections" query={query} next={next} />
      </PageBody>
    </>
  );
}
