import type { Metadata } from "next";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import { Refused } from "#components/newsroom/refused.tsx";
import { TemplatesTable } from "#components/newsroom/templates/templates-table.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { listSectionOptions } from "#lib/sections/data.ts";
import { listManagedTemplates } from "#lib/templates/data.ts";
import { canManageTemplates } from "#lib/templates/policy.ts";

export const metadata: Metadata = { title: "Templates" };

export default async function TemplatesPage() {
  const actor = await requirePerson("/admin/templates");
  if (!canManageTemplates(actor)) return <Refused title="Templates" needs="style" />;
  const [templates, sections] = await Promise.all([listManagedTemplates(actor), listSectionOptions(actor)]);
  return (
    <>
      <PageBar title="Templates" count={templates.length} />
      <PageBody>
        <TemplatesTable templates={templates} sections={sections} />
      </PageBody>
    </>
  );
}
