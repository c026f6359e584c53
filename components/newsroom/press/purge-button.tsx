"use client";
import { Button, Radio, Stack, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useState } from "react";
import { purgePages } from "#lib/press/actions.ts";
import { SaveDialog, textOf } from "../admin/save-dialog.tsx";
import { useTimes } from "../newsroom-context.tsx";
import { explainErasure } from "../publish/erased.ts";
import { useServerAction } from "../use-server-action.ts";

/** Purges pages by hand, for a page that stays wrong. */
export function PurgeButton() {
  const [opened, setOpened] = useState(false);
  const [what, setWhat] = useState<"page" | "everything">("page");
  const { send, pending, failure, clear } = useServerAction(purgePages);
  const times = useTimes();
  const close = () => {
    clear();
    setOpened(false);
  };
  const submit = (form: FormData) =>
    send({ page: what === "page" ? textOf(form, "page") : null }, ({ erasure }) => {
      close();
      const { isEverywhere, title, why } = explainErasure(erasure, times);
      notifications.show(
        isEverywhere
          ? { message: "Purged on every node. The next reader gets a new version.", color: "green" }
          : { message: `Purged here. ${title}: ${why}`, color: "red", autoClose: false },
      );
    });
  return (
    <>
      <Button variant="filled" onClick={() => setOpened(true)}>
        Purge
      </Button>
      <SaveDialog
        opened={opened}
        onClose={close}
        title="Purge pages"
        verb="Purge"
        fields={["page"]}
        pending={pending}
        failure={failure}
        onSubmit={submit}
      >
        <Radio.Group
          label="What"
          description="Pages are purged automatically when their content changes. Purge by hand only if a page stays wrong."
          value={what}
          onChange={(value) => setWhat(value as typeof what)}
        >
          <Stack gap={8} pt={8}>
            <Radio value="page" label="One page" />
            <Radio value="everything" label="All pages (each is rendered again on its next request)" />
          </Stack>
        </Radio.Group>
        {what === "page" && (
          <TextInput
            data-autofocus
            label="URL path"
            name="page"
            placeholder="/city/2026/11/24/night-ferry-returns"
            maxLength={2000}
            error={failure?.fields?.page}
          />
        )}
      </SaveDialog>
    </>
  );
}
