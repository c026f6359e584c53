import type { Metadata } from "next";
import { ImportRedirects } from "#components/newsroom/admin/redirects-import.tsx";
import { NewRedirect, RedirectsTable } from "#components/newsroom/admin/redirects-table.tsx";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import { Pager } from "#components/newsroom/pager.tsx";
import type { Query } from "#components/newsroom/query.ts";
import { Refused } from "#components/newsroom/refused.tsx";
import { SearchField } from "#components/newsroom/search-field.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { listRedirects } from "#lib/redirects/data.ts";
import { canManageRedirects } from "#lib/redirects/policy.ts";
import { redirectsQuerySchema } from "#lib/redirects/schema.ts";

export const metadata: Metadata = { title: "Redirects" };

export default async function RedirectsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const actor = await requirePerson("/admin/redirects");
  if (!canManageRedirects(actor)) return <Refused title="Redirects" needs="redirects" />;
  const query = await searchParams;
  const asked = redirectsQuerySchema.parse(query);
  const { rows, next, total } = await listRedirects(actor, asked);
  return (
    <>
      <PageBar title="Redirects" count={total}>
        <SearchField label="Find a redirect" />
        <ImportRedirects />
        <NewRedirect />
      </PageBar>
      <PageBody>
        <RedirectsTable redirects={rows} isSearch={asked.q !== ""} />
        <Pager path="/admin/redirects" query={query} next={next} />
      </PageBody>
    </>
  );
}
