"use client";
import { Button, Checkbox, NativeSelect, Radio, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { createKey } from "#lib/api-keys/actions.ts";
import { type KeyScope, keyDays, keyScopes, missingFor, scopeNames } from "#lib/api-keys/policy.ts";
import type { RoleChoice } from "#lib/people/role-data.ts";
import { privilegeNames } from "#lib/roles/policy.ts";
import type { Privilege } from "#lib/roles/types.ts";
import { SaveForm } from "../admin/save-dialog.tsx";
import { CopyLink } from "../copy-link.tsx";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { useServerAction } from "../use-server-action.ts";

const days = [
  { value: "30", label: "After 30 days" },
  { value: "90", label: "After 90 days" },
  { value: "365", label: "After a year" },
  { value: "0", label: "Never" },
];

/** The button above the list of keys, with its dialog. A key is shown once. */
export function NewKeyButton({ choices }: { choices: readonly RoleChoice[] }) {
  const [opened, setOpened] = useState(false);
  const [token, setToken] = useState<string | null>(null);
  const usual = choices.find(({ value }) => value === "REPORTER") ?? choices[0];
  const [role, setRole] = useState(usual?.value ?? "");
  const held = choices.find(({ value }) => value === role)?.privileges ?? [];
  const [scopes, setScopes] = useState<string[]>(["create", "edit", "upload", "file"] satisfies KeyScope[]);
  const { send, pending, failure, clear } = useServerAction(createKey);

  const open = () => {
    setToken(null);
    clear();
    setOpened(true);
  };
  const submit = (form: FormData) =>
    send(
      {
        name: String(form.get("name")),
        role,
        scopes: keyScopes.filter((scope) => scopes.includes(scope) && !missingFor(scope, held)),
        days: keyDays.find((one) => one === Number(form.get("days"))) ?? 365,
      },
      (made) => setToken(made.token),
    );

  return (
    <>
      <Button variant="filled" onClick={open} style={{ flex: "none" }}>
        New key
      </Button>
      <Dialog opened={opened} onClose={() => setOpened(false)} title={token ? "Copy the key" : "New key"}>
        {token ? (
          <>
            <p>It is not shown again. Store it where the program reads its secrets.</p>
            <CopyLink label="Key" link={token} verb="Copy key" />
            <DialogFoot>
              <Button onClick={() => setOpened(false)}>Done</Button>
            </DialogFoot>
          </>
        ) : (
          <SaveForm
            title="New key"
            verb="Create key"
            fields={["name", "role", "scopes", "days"]}
            pending={pending}
            failure={failure}
            onCancel={() => setOpened(false)}
            onSubmit={submit}
          >
            <TextInput
              label="Name"
              description="The program that uses it. Histories and the audit log name it."
              name="name"
              maxLength={100}
              autoComplete="off"
              data-autofocus
              error={failure?.fields?.name}
            />
            <Radio.Group label="Role" mt="md" value={role} onChange={setRole} error={failure?.fields?.role}>
              <Stack gap={6} mt={6}>
                {choices.map(({ value, name, may }) => (
                  <Radio key={value} value={value} label={name} description={may} />
                ))}
              </Stack>
            </Radio.Group>
            <Checkbox.Group label="May" mt="md" value={scopes} onChange={setScopes} error={failure?.fields?.scopes}>
              <Stack gap={6} mt={6}>
                {keyScopes.map((scope) => (
                  <Checkbox key={scope} value={scope} label={scopeNames[scope]} {...reasonAgainst(scope, held)} />
                ))}
              </Stack>
            </Checkbox.Group>
            <NativeSelect
              label="Expires"
              name="days"
              mt="md"
              data={days}
              defaultValue="365"
              error={failure?.fields?.days}
            />
          </SaveForm>
        )}
      </Dialog>
    </>
  );
}

function reasonAgainst(scope: KeyScope, held: readonly Privilege[]) {
  const missing = missingFor(scope, held);
  return missing && { disabled: true, description: `Needs a role with the right to ${privilegeNames[missing].right}.` };
}
