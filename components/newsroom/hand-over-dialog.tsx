"use client";
import { Button, NativeSelect } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useEffect, useState } from "react";
import { handOverWork, readAssignable } from "#lib/assignments/actions.ts";
import type { Assignable } from "#lib/assignments/types.ts";
import type { PersonRow } from "#lib/people/data.ts";
import { Dialog, DialogFoot } from "./dialog.tsx";
import { keepReading } from "./keep-reading.ts";
import { Problem } from "./problem.tsx";
import { useServerAction } from "./use-server-action.ts";

/** Gives all open work of a person to another, for somebody who leaves. */
export function HandOverDialog({ person, close }: { person: PersonRow; close: () => void }) {
  const [options, setOptions] = useState<Assignable[]>([]);
  const [to, setTo] = useState("");
  const { send, pending, failure } = useServerAction(handOverWork);
  useEffect(() => keepReading(() => readAssignable({}), setOptions), []);
  const submit = () =>
    send({ personId: person.id, to }, ({ count, refused }) => {
      if (refused > 0)
        notifications.show({
          message: `${refused === 1 ? "1 story was" : `${refused} stories were`} left, because your role may not assign them.`,
          autoClose: false,
        });
      notifications.show({
        message:
          count === 0 ? "There was no open work" : count === 1 ? "1 story handed over" : `${count} stories handed over`,
      });
      close();
    });
  return (
    <Dialog opened onClose={close} title={`Hand over the open work of ${person.name}`}>
      <p style={{ marginBottom: 14 }}>
        Stories that are assigned to {person.name}, and unpublished ones that {person.name} began, are assigned to the
        person you choose. Bylines and history stay as they are.
      </p>
      <NativeSelect
        label="Hand over to"
        data-autofocus
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
        error={failure?.fields?.to}
      >
        <option value="">Choose a person</option>
        {options
          .filter(({ id }) => id !== person.id)
          .map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
      </NativeSelect>
      <Problem failure={failure} marked={["to"]} />
      <DialogFoot>
        <Button onClick={close}>Cancel</Button>
        <Button variant="filled" loading={pending} disabled={to === ""} onClick={submit}>
          Hand over
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
