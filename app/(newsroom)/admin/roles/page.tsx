import type { Metadata } from "next";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import { Refused } from "#components/newsroom/refused.tsx";
import { NewRole } from "#components/newsroom/roles/role-dialog.tsx";
import { RolesMatrix } from "#components/newsroom/roles/roles-matrix.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { getRolesPage } from "#lib/people/role-data.ts";
import { canManageRoles } from "#lib/roles/policy.ts";

export const metadata: Metadata = { title: "Roles" };

export default async function RolesPage() {
  const actor = await requirePerson("/admin/roles");
  if (!canManageRoles(actor)) return <Refused title="Roles" />;
  const { presets, roles, sections } = await getRolesPage(actor);
  return (
    <>
      <PageBar title="Roles" count={presets.length + roles.length}>
        <NewRole sections={sections} />
      </PageBar>
      <PageBody>
        <RolesMatrix presets={presets} roles={roles} sections={sections} />
      </PageBody>
    </>
  );
}
