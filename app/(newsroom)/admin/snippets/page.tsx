import type { Metadata } from "next";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import { Refused } from "#components/newsroom/refused.tsx";
import { SnippetsTable } from "#components/newsroom/snippets/snippets-table.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { listSnippets } from "#lib/snippets/data.ts";
import { canManageSnippets } from "#lib/snippets/policy.ts";

export const metadata: Metadata = { title: "Snippets" };

export default async function SnippetsPage() {
  const actor = await requirePerson("/admin/snippets");
  if (!canManageSnippets(actor)) return <Refused title="Snippets" needs="style" />;
  const snippets = await listSnippets(actor);
  return (
    <>
      <PageBar title="Snippets" count={snippets.length} />
      <PageBody>
        <SnippetsTable snippets={snippets} />
      </PageBody>
    </>
  );
}
