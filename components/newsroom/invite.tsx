"use client";
import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { invite } from "#lib/people/actions.ts";
import type { RoleChoice as Choice } from "#lib/people/role-data.ts";
import { SaveForm } from "./admin/save-dialog.tsx";
import { CopyLink } from "./copy-link.tsx";
import { Dialog, DialogFoot } from "./dialog.tsx";
import { RoleChoice } from "./role-choice.tsx";
import { useServerAction } from "./use-server-action.ts";

/** The invite button above the list of people, with its dialog. */
export function InviteButton({ choices }: { choices: readonly Choice[] }) {
  const usual = choices.find(({ value }) => value === "REPORTER") ?? choices[0];
  const [opened, setOpened] = useState(false);
  const [made, setMade] = useState<{ email: string; link: string; isMailed: boolean } | null>(null);
  const { send, pending, failure, clear } = useServerAction(invite);
  const [role, setRole] = useState(usual?.value ?? "");

  const open = () => {
    setMade(null);
    setRole(usual?.value ?? "");
    clear();
    setOpened(true);
  };
  const submit = (form: FormData) => {
    const email = String(form.get("email"));
    send({ email, name: String(form.get("name")), role }, (sent) => setMade({ email, ...sent }));
  };

  return (
    <>
      <Button variant="filled" onClick={open}>
        Invite
      </Button>
      <Dialog
        opened={opened}
        onClose={() => setOpened(false)}
        title={!made ? "Invite a person" : made.isMailed ? "Invitation sent" : "Share this link"}
      >
        {made ? (
          <>
            <p>
              {made.isMailed
                ? `A link was mailed to ${made.email}. If it does not arrive, send it yourself: it can be used once, expires after seven days and is not shown again.`
                : `Send it to ${made.email} yourself; they choose a name and a password. It can be used once, expires after seven days and is not shown again.`}
            </p>
            <CopyLink label="Invitation" link={made.link} />
            <DialogFoot>
              <Button onClick={() => setMade(null)}>Invite another</Button>
              <Button onClick={() => setOpened(false)}>Done</Button>
            </DialogFoot>
          </>
        ) : (
          <SaveForm
            title="Invite a person"
            verb="Create invitation"
            fields={["email", "name"]}
            pending={pending}
            failure={failure}
            note="The link can be used once and expires after seven days."
            onCancel={() => setOpened(false)}
            onSubmit={submit}
          >
            <TextInput
              label="Email"
              name="email"
              type="email"
              inputMode="email"
              autoComplete="off"
              data-autofocus
              error={failure?.fields?.email}
            />
            <TextInput
              label="Name"
              description="Optional. If it matches an existing author, the person gets that byline."
              name="name"
              autoComplete="off"
              error={failure?.fields?.name}
            />
            <RoleChoice choices={choices} value={role} onChange={setRole} />
          </SaveForm>
        )}
      </Dialog>
    </>
  );
}
