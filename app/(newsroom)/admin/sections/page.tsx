import type { Metadata } from "next";
import { NewSection, SectionsTable } from "#components/newsroom/admin/sections-table.tsx";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import { Refused } from "#components/newsroom/refused.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { listSectionRows } from "#lib/sections/data.ts";
import { canManageSections } from "#lib/sections/policy.ts";

export const metadata: Metadata = { title: "Sections" };

export default async function SectionsPage() {
  const actor = await requirePerson("/admin/sections");
  if (!canManageSections(actor)) return <Refused title="Sections" needs="settings" />;
  const sections = await listSectionRows(actor);
  return (
    <>
      <PageBar title="Sections" count={sections.length}>
        <NewSection sections={sections} />
      </PageBar>
      <PageBody>
        <SectionsTable sections={sections} />
      </PageBody>
    </>
  );
}
