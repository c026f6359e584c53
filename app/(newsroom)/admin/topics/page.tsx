import type { Metadata } from "next";
import { NewTopic, TopicsTable } from "#components/newsroom/admin/topics-table.tsx";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import { Pager } from "#components/newsroom/pager.tsx";
import type { Query } from "#components/newsroom/query.ts";
import { Refused } from "#components/newsroom/refused.tsx";
import { SearchField } from "#components/newsroom/search-field.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { listTopics } from "#lib/topics/data.ts";
import { canManageTopics } from "#lib/topics/policy.ts";
import { namesQuerySchema } from "#lib/topics/schema.ts";

export const metadata: Metadata = { title: "Topics" };

export default async function TopicsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const actor = await requirePerson("/admin/topics");
  if (!canManageTopics(actor)) return <Refused title="Topics" needs="topics" />;
  const query = await searchParams;
  const asked = namesQuerySchema.parse(query);
  const { rows, next, total } = await listTopics(actor, asked);
  return (
    <>
      <PageBar title="Topics" count={total}>
        <SearchField label="Find a topic" />
        <NewTopic />
      </PageBar>
      <PageBody>
        <TopicsTable topics={rows} isSearch={asked.q !== ""} />
        <Pager path="/admin/topics" query={query} next={next} />
      </PageBody>
    </>
  );
}
