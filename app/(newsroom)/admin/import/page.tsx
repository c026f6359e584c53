import type { Metadata } from "next";
import { ImportList } from "#components/newsroom/imports/import-list.tsx";
import { StartForm } from "#components/newsroom/imports/start-form.tsx";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import { Refused } from "#components/newsroom/refused.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { listImports } from "#lib/import-runs/data.ts";
import { canImport } from "#lib/import-runs/policy.ts";

export const metadata: Metadata = { title: "Import" };

export default async function ImportPage() {
  const actor = await requirePerson("/admin/import");
  if (!canImport(actor)) return <Refused title="Import" needs="settings" />;
  const imports = await listImports(actor);
  return (
    <>
      <PageBar title="Import" />
      <PageBody>
        <StartForm />
        <ImportList imports={imports} />
      </PageBody>
    </>
  );
}
