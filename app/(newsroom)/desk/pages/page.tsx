import type { Metadata } from "next";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import { NoPages } from "#components/newsroom/pages/no-pages.tsx";
import { PagesTable } from "#components/newsroom/pages/pages-table.tsx";
import { Refused } from "#components/newsroom/refused.tsx";
import { NewStory } from "#components/newsroom/stories/new-story.tsx";
import { RowKeys } from "#components/newsroom/stories/row-keys.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { listPages } from "#lib/stories/pages/data.ts";
import { canManagePages } from "#lib/stories/policy.ts";

export const metadata: Metadata = { title: "Pages" };

export default async function PagesPage() {
  const actor = await requirePerson("/desk/pages");
  if (!canManagePages(actor)) return <Refused title="Pages" needs="pages" />;
  const pages = await listPages(actor);
  return (
    <>
      <PageBar title="Pages" count={pages.length}>
        <NewStory kind="PAGE" />
      </PageBar>
      <PageBody>{pages.length > 0 ? <PagesTable pages={pages} /> : <NoPages />}</PageBody>
      <RowKeys />
    </>
  );
}
