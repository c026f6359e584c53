"use client";
import { Button } from "@mantine/core";
import { useState } from "react";
import { enableWebhook } from "#lib/webhooks/actions.ts";
import type { WebhookRow } from "#lib/webhooks/types.ts";
import { Confirm } from "../dialog.tsx";
import { useServerAction } from "../use-server-action.ts";

type DialogProps = { webhook: WebhookRow; opened: boolean; onClose: () => void };

/** Asks whether to disable a webhook, or to enable a disabled one. */
export function EnableDialog({ webhook, opened, onClose }: DialogProps) {
  const { send, pending, failure } = useServerAction(enableWebhook);
  const isEnabled = webhook.disabledAt !== null;
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      question={`${isEnabled ? "Enable" : "Disable"} the webhook “${webhook.name}”?`}
      verb={isEnabled ? "Enable" : "Disable"}
      pending={pending}
      failure={failure}
      onConfirm={() => send({ webhookId: webhook.id, isEnabled }, onClose)}
    >
      <p>
        {isEnabled
          ? "Deliveries that were waiting are sent, and new events from now on. Events of the time between are not sent."
          : "Nothing is sent until it is enabled again. Events of the time between are not sent later."}
      </p>
    </Confirm>
  );
}

export function EnableButton({ webhook }: { webhook: WebhookRow }) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {webhook.disabledAt ? "Enable" : "Disable"}
      </Button>
      <EnableDialog webhook={webhook} opened={opened} onClose={() => setOpened(false)} />
    </>
  );
}
