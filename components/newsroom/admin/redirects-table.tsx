"use client";
import { TextInput } from "@mantine/core";
import { IconArrowForwardUp } from "@tabler/icons-react";
import { hrefOf } from "#lib/addresses/paths.ts";
import { dropRedirect, saveRedirect } from "#lib/redirects/actions.ts";
import type { RedirectRow } from "#lib/redirects/data.ts";
import { type Column, DataTable, TwoLines } from "../data-table.tsx";
import { EmptyList } from "../empty-list.tsx";
import { useServerAction } from "../use-server-action.ts";
import { When } from "../when.tsx";
import { NewButton } from "./new-button.tsx";
import { RowMenu } from "./row-menu.tsx";
import { SaveDialog, textOf } from "./save-dialog.tsx";

const columns: Column<RedirectRow>[] = [
  {
    head: "From and to",
    phone: "title",
    cell: ({ path, target }) => (
      <TwoLines
        first={path}
        second={
          <a className="link" href={target.startsWith("/") ? hrefOf(target) : target} rel="noreferrer">
            {target}
          </a>
        }
      />
    ),
  },
  {
    head: "Visits",
    width: 100,
    align: "end",
    cell: ({ hits }) => hits.toLocaleString("en-GB"),
  },
  {
    head: "Last visit",
    width: 110,
    from: "wide",
    cell: ({ lastHitAt }) => (lastHitAt ? <When at={lastHitAt} /> : "never"),
  },
  {
    head: <span className="vh">Actions</span>,
    width: 72,
    align: "end",
    phone: "end",
    cell: (redirect) => (
      <RowMenu
        name={redirect.path}
        entries={[
          {
            label: "Change target",
            dialog: (opened, close) => <RedirectDialog redirect={redirect} opened={opened} onClose={close} />,
          },
          {
            label: "Remove",
            danger: true,
            dialog: (opened, close) => <RemoveDialog path={redirect.path} opened={opened} onClose={close} />,
          },
        ]}
      />
    ),
  },
];

export function RedirectsTable({ redirects, isSearch }: { redirects: RedirectRow[]; isSearch: boolean }) {
  return (
    <DataTable
      label="Redirects"
      columns={columns}
      rows={redirects}
      keyOf={({ path }) => path}
      tall
      empty={
        <EmptyList
          icon={IconArrowForwardUp}
          title={isSearch ? "No redirects found" : "No redirects yet"}
          {...(isSearch ? {} : { text: "When a story or section moves, its old URL redirects automatically." })}
        />
      }
    />
  );
}

export const NewRedirect = () => (
  <NewButton dialog={(opened, close) => <RedirectDialog redirect={null} opened={opened} onClose={close} />}>
    New redirect
  </NewButton>
);

type DialogProps = { opened: boolean; onClose: () => void };

function RedirectDialog({ redirect, opened, onClose }: DialogProps & { redirect: RedirectRow | null }) {
  const { send, pending, failure } = useServerAction(saveRedirect);
  return (
    <SaveDialog
      opened={opened}
      onClose={onClose}
      title={redirect ? `Change the target of ${redirect.path}` : "New redirect"}
      verb="Save"
      fields={["from", "to"]}
      pending={pending}
      failure={failure}
      onSubmit={(form) => send({ from: redirect?.path ?? textOf(form, "from"), to: textOf(form, "to") }, onClose)}
    >
      {redirect === null && (
        <TextInput
          data-autofocus
          label="From"
          description="A path on this site with no page on it."
          placeholder="/old/page.html"
          name="from"
          maxLength={2000}
          error={failure?.fields?.from}
        />
      )}
      <TextInput
        label="To"
        description="A path on this site, or a full URL."
        placeholder="/city"
        name="to"
        maxLength={2000}
        defaultValue={redirect?.target ?? ""}
        error={failure?.fields?.to}
      />
    </SaveDialog>
  );
}

function RemoveDialog({ path, opened, onClose }: DialogProps & { path: string }) {
  const { send, pending, failure } = useServerAction(dropRedirect);
  return (
    <SaveDialog
      opened={opened}
      onClose={onClose}
      title={`Remove the redirect at ${path}?`}
      verb="Remove"
      fields={[]}
      pending={pending}
      failure={failure}
      onSubmit={() => send({ path }, onClose)}
    >
      <p>Readers who visit {path} will see “page not found”.</p>
    </SaveDialog>
  );
}
