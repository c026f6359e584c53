"use client";
import { IconKey } from "@tabler/icons-react";
import { revokeKey } from "#lib/api-keys/actions.ts";
import { scopeNames } from "#lib/api-keys/policy.ts";
import type { KeyRow } from "#lib/api-keys/types.ts";
import { RowMenu } from "../admin/row-menu.tsx";
import { type Column, DataTable, TwoLines } from "../data-table.tsx";
import { Confirm } from "../dialog.tsx";
import { EmptyList } from "../empty-list.tsx";
import { useServerAction } from "../use-server-action.ts";
import { When } from "../when.tsx";

const stateNames = { active: "Active", expired: "Expired", revoked: "Revoked" } as const;

const scopesOf = ({ scopes }: KeyRow): string => scopes.map((scope) => scopeNames[scope]).join(", ");

const columns: Column<KeyRow>[] = [
  {
    head: "Key",
    phone: "title",
    cell: (key) => <TwoLines first={key.name} second={`${key.prefix}… · ${scopesOf(key)}`} />,
  },
  {
    head: "Role",
    width: 160,
    from: "wide",
    cell: ({ role }) => role ?? <span className="dim">none</span>,
  },
  {
    head: "State",
    width: 100,
    phone: "below",
    cell: ({ state }) => (state === "active" ? stateNames[state] : <span className="dim">{stateNames[state]}</span>),
  },
  {
    head: "Last used",
    width: 140,
    phone: "below",
    // On a phone no heading says what the time is.
    cell: ({ lastUsedAt }) =>
      lastUsedAt ? (
        <>
          used <When at={lastUsedAt} isAgo />
        </>
      ) : (
        <span className="dim">never used</span>
      ),
  },
  {
    head: "Expires",
    width: 130,
    from: "wide",
    cell: ({ expiresAt }) => (expiresAt ? <When at={expiresAt} /> : <span className="dim">never</span>),
  },
  {
    head: "Created",
    width: 170,
    from: "wider",
    cell: ({ createdAt, createdBy }) => <TwoLines first={createdBy} second={<When at={createdAt} />} />,
  },
  {
    head: <span className="vh">Actions</span>,
    width: 72,
    align: "end",
    phone: "end",
    cell: (key) =>
      key.state === "revoked" ? null : (
        <RowMenu
          name={key.name}
          entries={[
            {
              label: "Revoke",
              danger: true,
              dialog: (opened, close) => <RevokeDialog apiKey={key} opened={opened} onClose={close} />,
            },
          ]}
        />
      ),
  },
];

function RevokeDialog({ apiKey, opened, onClose }: { apiKey: KeyRow; opened: boolean; onClose: () => void }) {
  const { send, pending, failure } = useServerAction(revokeKey);
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      question={`Revoke the key “${apiKey.name}”?`}
      verb="Revoke"
      danger
      pending={pending}
      failure={failure}
      onConfirm={() => send({ keyId: apiKey.id }, onClose)}
    >
      <p>
        Programs that use it are refused from their next request on, and what it has scheduled is not published. Its
        stories and its entries in the audit log stay.
      </p>
    </Confirm>
  );
}

export const KeysTable = ({ keys }: { keys: KeyRow[] }) => (
  <DataTable
    label="API keys"
    columns={columns}
    rows={keys}
    keyOf={({ id }) => id}
    tall
    empty={
      <EmptyList
        icon={IconKey}
        title="No keys yet"
        text="With a key, a program can create, change and publish stories. Reading published stories needs none."
      />
    }
  />
);
