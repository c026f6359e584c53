"use client";
import { Button, Checkbox } from "@mantine/core";
import { useState } from "react";
import { erase, readPersonalData } from "#lib/people/actions.ts";
import type { PersonRow } from "#lib/people/data.ts";
import { Dialog, DialogFoot } from "./dialog.tsx";
import { Problem } from "./problem.tsx";
import { useServerAction } from "./use-server-action.ts";

type Props = { person: PersonRow; close: () => void };

/** Downloads all that is kept about a person. */
export function ExportDialog({ person, close }: Props) {
  const { send, pending, failure } = useServerAction(readPersonalData);
  const download = () =>
    send({ personId: person.id }, ({ fileName, json }) => {
      const address = URL.createObjectURL(new Blob([json], { type: "application/json" }));
      const link = Object.assign(document.createElement("a"), { href: address, download: fileName });
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 60_000);
      close();
    });
  return (
    <Dialog opened onClose={close} title={`Personal data of ${person.name}`}>
      <p>
        A JSON file with the account, byline, sessions, notices, mail, comments, work and audit events of {person.name}.
        Confidential stories that you may not see are counted, not named. The audit log records the download.
      </p>
      <Problem failure={failure} />
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <Button variant="filled" loading={pending} onClick={download}>
          Download
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

/** Erases the personal data of somebody who has left. */
export function EraseDialog({ person, close, onHandOver }: Props & { onHandOver: () => void }) {
  const [keepsName, setKeepsName] = useState(false);
  const { send, pending, failure } = useServerAction(erase);
  const hasOpenWork = failure?.code === "IN_USE";
  return (
    <Dialog opened onClose={close} title={`Erase the personal data of ${person.name}?`}>
      <p style={{ marginBottom: 14 }}>
        Erases the email, password, second factors, sessions, notices, settings and portrait. {person.name} can no
        longer sign in. Bylines, published stories and their history stay. This cannot be undone.
      </p>
      <Checkbox
        label="Keep the name in the history and the audit log"
        description="Keep it only if the law lets you or obliges you to."
        checked={keepsName}
        onChange={(event) => setKeepsName(event.currentTarget.checked)}
      />
      <Problem failure={failure} />
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        {hasOpenWork ? (
          <Button variant="filled" onClick={onHandOver}>
            Hand over open work
          </Button>
        ) : (
          <Button
            variant="filled"
            color="var(--danger)"
            loading={pending}
            onClick={() => send({ personId: person.id, keepsName }, close)}
          >
            Erase
          </Button>
        )}
      </DialogFoot>
    </Dialog>
  );
}
