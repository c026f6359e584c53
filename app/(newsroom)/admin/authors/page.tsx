import type { Metadata } from "next";
import { AuthorsTable, NewAuthor } from "#components/newsroom/admin/authors-table.tsx";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import { Pager } from "#components/newsroom/pager.tsx";
import type { Query } from "#components/newsroom/query.ts";
import { Refused } from "#components/newsroom/refused.tsx";
import { SearchField } from "#components/newsroom/search-field.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { listAuthors } from "#lib/authors/data.ts";
import { canManageAuthors } from "#lib/authors/policy.ts";
import { namesQuerySchema } from "#lib/topics/schema.ts";

export const metadata: Metadata = { title: "Authors" };

export default async function AuthorsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const actor = await requirePerson("/admin/authors");
  if (!canManageAuthors(actor)) return <Refused title="Authors" needs="topics" />;
  const query = await searchParams;
  const asked = namesQuerySchema.parse(query);
  const { rows, next, total } = await listAuthors(actor, asked);
  return (
    <>
      <PageBar title="Authors" count={total}>
        <SearchField label="Find an author" />
        <NewAuthor />
      </PageBar>
      <PageBody>
        <AuthorsTable authors={rows} isSearch={asked.q !== ""} />
        <Pager path="/admin/authors" query={query} next={next} />
      </PageBody>
    </>
  );
}
