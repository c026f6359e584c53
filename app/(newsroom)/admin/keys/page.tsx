import type { Metadata } from "next";
import { KeysTable } from "#components/newsroom/keys/keys-table.tsx";
import { NewKeyButton } from "#components/newsroom/keys/new-key.tsx";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import { Refused } from "#components/newsroom/refused.tsx";
import { listKeyRoles, listKeys } from "#lib/api-keys/data.ts";
import { canManageKeys } from "#lib/api-keys/policy.ts";
import { requirePerson } from "#lib/auth/loaders.ts";

export const metadata: Metadata = { title: "API keys" };

export default async function KeysPage() {
  const actor = await requirePerson("/admin/keys");
  if (!canManageKeys(actor)) return <Refused title="API keys" needs="api" />;
  const [keys, choices] = await Promise.all([listKeys(actor), listKeyRoles(actor)]);
  return (
    <>
      <PageBar title="API keys" count={keys.length}>
        <NewKeyButton choices={choices} />
      </PageBar>
      <PageBody>
        <KeysTable keys={keys} />
      </PageBody>
    </>
  );
}
