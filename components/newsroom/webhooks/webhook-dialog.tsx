"use client";
import { Button, Checkbox, MultiSelect, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { type DeliveredEvent, deliveredEvents } from "#lib/audit/policy.ts";
import { saveWebhook } from "#lib/webhooks/actions.ts";
import { eventNames } from "#lib/webhooks/policy.ts";
import type { WebhookRow } from "#lib/webhooks/types.ts";
import { SaveForm } from "../admin/save-dialog.tsx";
import { CopyLink } from "../copy-link.tsx";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { useServerAction } from "../use-server-action.ts";

export type WebhookSection = { id: string; name: string };

type Props = { webhook: WebhookRow | null; sections: WebhookSection[]; opened: boolean; onClose: () => void };

const usualEvents = deliveredEvents.slice(0, 6);

/** Creates a webhook, or changes one. The secret of a new one is shown once. */
export function WebhookDialog({ webhook, sections, opened, onClose }: Props) {
  const { send, pending, failure } = useServerAction(saveWebhook);
  const [secret, setSecret] = useState<string | null>(null);
  const [events, setEvents] = useState<string[]>(webhook?.events ?? [...usualEvents]);
  const [sectionIds, setSectionIds] = useState<string[]>(webhook?.sectionIds ?? []);
  const isPrivate = failure?.code === "INVALID" && failure.detail?.field === "url";
  const urlProblem = isPrivate
    ? "This URL cannot be used: it has a password or an unusual port, or leads to a private network. Use a public https:// URL."
    : failure?.fields?.url;

  const submit = (form: FormData) =>
    send(
      {
        webhookId: webhook?.id ?? null,
        name: String(form.get("name")),
        url: String(form.get("url")),
        events: events.filter((event): event is DeliveredEvent => Object.hasOwn(eventNames, event)),
        sectionIds,
      },
      (saved) => (saved.secret === null ? onClose() : setSecret(saved.secret)),
    );

  const title = secret ? "Copy the secret" : webhook ? "Change webhook" : "New webhook";
  return (
    <Dialog opened={opened} onClose={onClose} title={title}>
      {secret ? (
        <>
          <p>The receiver verifies deliveries with it (Standard Webhooks). It is not shown again.</p>
          <CopyLink label="Secret" link={secret} verb="Copy secret" />
          <DialogFoot>
            <Button onClick={onClose}>Done</Button>
          </DialogFoot>
        </>
      ) : (
        <SaveForm
          title={title}
          verb={webhook ? "Save" : "Create webhook"}
          fields={["name", "url", "events"]}
          pending={pending}
          failure={isPrivate ? null : failure}
          onCancel={onClose}
          onSubmit={submit}
        >
          <TextInput
            label="Name"
            name="name"
            maxLength={100}
            autoComplete="off"
            data-autofocus
            defaultValue={webhook?.name ?? ""}
            error={failure?.fields?.name}
          />
          <TextInput
            label="URL"
            description="Events are posted there as JSON."
            name="url"
            type="url"
            inputMode="url"
            autoComplete="off"
            mt="md"
            defaultValue={webhook?.url ?? ""}
            error={urlProblem}
          />
          <Checkbox.Group label="Events" mt="md" value={events} onChange={setEvents} error={failure?.fields?.events}>
            <Stack gap={6} mt={6}>
              {deliveredEvents.map((event) => (
                <Checkbox key={event} value={event} label={eventNames[event]} />
              ))}
            </Stack>
          </Checkbox.Group>
          <MultiSelect
            label="Sections"
            description="Sub-sections are included. Without any, all stories count."
            mt="md"
            data={sections.map(({ id, name }) => ({ value: id, label: name }))}
            value={sectionIds}
            onChange={setSectionIds}
            searchable
            clearable
          />
        </SaveForm>
      )}
    </Dialog>
  );
}
