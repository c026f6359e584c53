import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageBar, PageBody } from "#components/newsroom/page-bar.tsx";
import { Pager } from "#components/newsroom/pager.tsx";
import type { Query } from "#components/newsroom/query.ts";
import { Refused } from "#components/newsroom/refused.tsx";
import { Deliveries } from "#components/newsroom/webhooks/deliveries.tsx";
import { EnableButton } from "#components/newsroom/webhooks/enable-webhook.tsx";
import classes from "#components/newsroom/webhooks/webhooks.module.css";
import { requirePerson } from "#lib/auth/loaders.ts";
import { findWebhook, listDeliveries } from "#lib/webhooks/data.ts";
import { canManageWebhooks } from "#lib/webhooks/policy.ts";

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export const metadata: Metadata = { title: "Webhook" };

export default async function WebhookPage({ params, searchParams }: Props) {
  const { id } = await params;
  const actor = await requirePerson(`/admin/webhooks/${id}`);
  if (!canManageWebhooks(actor)) return <Refused title="Webhook" needs="settings" />;
  const webhook = await findWebhook(actor, id);
  if (!webhook) notFound();
  const query = await searchParams;
  const { rows, next } = await listDeliveries(actor, id, [query.after ?? ""].flat()[0]);
  return (
    <>
      <PageBar title={webhook.name}>
        <EnableButton webhook={webhook} />
      </PageBar>
      <PageBody>
        <p className={classes.facts}>
          {webhook.url}
          {webhook.isGivenUp
            ? " · disabled after failures: enable it again when the receiver works"
            : webhook.disabledAt
              ? " · disabled"
              : ""}
        </p>
        <Deliveries deliveries={rows} isDisabled={webhook.disabledAt !== null} />
        <Pager path={`/admin/webhooks/${id}`} query={query} next={next} />
      </PageBody>
    </>
  );
}
