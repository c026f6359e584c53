"use client";
import { IconWebhook } from "@tabler/icons-react";
import Link from "next/link";
import { deleteWebhook } from "#lib/webhooks/actions.ts";
import { eventNames } from "#lib/webhooks/policy.ts";
import type { WebhookRow } from "#lib/webhooks/types.ts";
import { NewButton } from "../admin/new-button.tsx";
import { RowMenu } from "../admin/row-menu.tsx";
import { type Column, DataTable, TwoLines } from "../data-table.tsx";
import { Confirm } from "../dialog.tsx";
import { EmptyList } from "../empty-list.tsx";
import { useServerAction } from "../use-server-action.ts";
import { When } from "../when.tsx";
import { EnableDialog } from "./enable-webhook.tsx";
import { WebhookDialog, type WebhookSection } from "./webhook-dialog.tsx";
import classes from "./webhooks.module.css";

/** Whether its deliveries arrive. */
function State({ webhook }: { webhook: WebhookRow }) {
  if (webhook.isGivenUp) return <span className={classes.bad}>Disabled after failures</span>;
  if (webhook.disabledAt) return <span className="dim">Disabled</span>;
  if (webhook.failingSince)
    return (
      <>
        <span className={classes.bad}>Failing</span>{" "}
        <span className="dim">
          first failure: <When at={webhook.failingSince} isAgo />
        </span>
      </>
    );
  return "Enabled";
}

const nameOf = (event: string): string => eventNames[event as keyof typeof eventNames] ?? event;

const columnsFor = (sections: WebhookSection[]): Column<WebhookRow>[] => [
  {
    head: "Webhook",
    phone: "title",
    cell: ({ id, name, url }) => (
      <TwoLines
        first={
          <Link className="link" href={`/admin/webhooks/${id}`}>
            {name}
          </Link>
        }
        second={url}
      />
    ),
  },
  {
    head: "Events",
    width: 240,
    from: "wide",
    cell: ({ events, sectionIds }) => (
      <TwoLines
        first={events.length === 1 ? nameOf(events[0] ?? "") : `${events.length} events`}
        second={
          sectionIds.length === 0
            ? "All sections"
            : sections
                .filter(({ id }) => sectionIds.includes(id))
                .map(({ name }) => name)
                .join(", ")
        }
      />
    ),
  },
  { head: "State", width: 210, phone: "below", cell: (webhook) => <State webhook={webhook} /> },
  {
    head: "Last delivery",
    width: 130,
    from: "wide",
    cell: ({ lastDeliveryAt }) =>
      lastDeliveryAt ? <When at={lastDeliveryAt} /> : <span className="dim">none yet</span>,
  },
  {
    head: <span className="vh">Actions</span>,
    width: 72,
    align: "end",
    phone: "end",
    cell: (webhook) => (
      <RowMenu
        name={webhook.name}
        entries={[
          {
            label: "Change",
            dialog: (opened, close) => (
              <WebhookDialog webhook={webhook} sections={sections} opened={opened} onClose={close} />
            ),
          },
          {
            label: webhook.disabledAt ? "Enable" : "Disable",
            dialog: (opened, close) => <EnableDialog webhook={webhook} opened={opened} onClose={close} />,
          },
          {
            label: "Delete",
            danger: true,
            dialog: (opened, close) => <DeleteDialog webhook={webhook} opened={opened} onClose={close} />,
          },
        ]}
      />
    ),
  },
];

type DialogProps = { webhook: WebhookRow; opened: boolean; onClose: () => void };

function DeleteDialog({ webhook, opened, onClose }: DialogProps) {
  const { send, pending, failure } = useServerAction(deleteWebhook);
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      question={`Delete the webhook “${webhook.name}”?`}
      verb="Delete"
      danger
      pending={pending}
      failure={failure}
      onConfirm={() => send({ webhookId: webhook.id }, onClose)}
    >
      <p>Its log is deleted with it.</p>
    </Confirm>
  );
}

export const WebhooksTable = ({ webhooks, sections }: { webhooks: WebhookRow[]; sections: WebhookSection[] }) => (
  <DataTable
    label="Webhooks"
    columns={columnsFor(sections)}
    rows={webhooks}
    keyOf={({ id }) => id}
    tall
    empty={
      <EmptyList
        icon={IconWebhook}
        title="No webhooks yet"
        text="A webhook notifies another program as soon as a story is published, corrected or taken down."
      />
    }
  />
);

export const NewWebhook = ({ sections }: { sections: WebhookSection[] }) => (
  <NewButton
    dialog={(opened, close) => <WebhookDialog webhook={null} sections={sections} opened={opened} onClose={close} />}
  >
    New webhook
  </NewButton>
);
