import type { Metadata } from "next";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import { Refused } from "#components/newsroom/refused.tsx";
import { NewWebhook, WebhooksTable } from "#components/newsroom/webhooks/webhooks-table.tsx";
import { requirePerson } from "#lib/auth/loaders.ts";
import { listSections } from "#lib/published/taxonomy/data.ts";
import { listWebhooks } from "#lib/webhooks/data.ts";
import { canManageWebhooks } from "#lib/webhooks/policy.ts";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage() {
  const actor = await requirePerson("/admin/webhooks");
  if (!canManageWebhooks(actor)) return <Refused title="Webhooks" needs="settings" />;
  const [webhooks, top] = await Promise.all([listWebhooks(actor), listSections()]);
  const sections = top.flatMap(({ id, name, children }) => [
    { id, name },
    ...children.map((child) => ({ id: child.id, name: `${name}: ${child.name}` })),
  ]);
  return (
    <>
      <PageBar title="Webhooks" count={webhooks.length}>
        <NewWebhook sections={sections} />
      </PageBar>
      <PageBody>
        <WebhooksTable webhooks={webhooks} sections={sections} />
      </PageBody>
    </>
  );
}
