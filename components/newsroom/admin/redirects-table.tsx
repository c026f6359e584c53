"use client";
import { TextInput } from "@mantine/core";
import { hrefOf } from "#lib/addresses/paths.ts";
import { dropRedirect, saveRedirect } from "#lib/redirects/actions.ts";
import type { RedirectRow } from "#lib/redirects/data.ts";
import { type Column, DataTable, TwoLines } from "../data-table.tsx";
import { useDoor } from "../use-door.ts";
import { When } from "../when.tsx";
import { NewButton } from "./new-button.tsx";
import { RowMenu } from "./row-menu.tsx";
import { SaveDialog, textOf } from "./save-dialog.tsx";

const columns: Column<RedirectRow>[] = [
  {
    head: "From, and where it leads",
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
    head: "Readers",
    width: 100,
    align: "end",
    cell: ({ hits }) => hits.toLocaleString("en-GB"),
  },
  {
    head: "Last",
    width: 110,
    from: "wide",
    cell: ({ lastHitAt }) => (lastHitAt ? <When at={lastHitAt} /> : "never"),
  },
  {
    head: <span className="vh">What to do</span>,
    width: 72,
    align: "end",
    phone: "end",
    cell: (redirect) => (
      <RowMenu
        name={redirect.path}
        entries={[
          {
            label: "Lead elsewhere",
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
        isSearch
          ? "No redirect leads from or to this."
          : "No redirects were made by hand. Where a story or a section moves, readers are led on without one."
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
  const { send, pending, failure } = useDoor(saveRedirect);
  return (
    <SaveDialog
      opened={opened}
      onClose={onClose}
      title={redirect ? `Lead ${redirect.path} elsewhere` : "New redirect"}
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
          description="A path of this site at which nothing lies."
          placeholder="/old/page.html"
          name="from"
          maxLength={2000}
          error={failure?.fields?.from}
        />
      )}
      <TextInput
        label="To"
        description="A path of this site, or a whole address elsewhere."
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
  const { send, pending, failure } = useDoor(dropRedirect);
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
      <p>Readers who come by {path} are then told that nothing lies there.</p>
    </SaveDialog>
  );
}
