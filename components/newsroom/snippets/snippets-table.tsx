"use client";
import { TextInput } from "@mantine/core";
import { IconBlockquote } from "@tabler/icons-react";
import { shorten } from "#lib/document/text.ts";
import { deleteSnippet, renameSnippet } from "#lib/snippets/actions.ts";
import type { SnippetRow } from "#lib/snippets/types.ts";
import { RowMenu } from "../admin/row-menu.tsx";
import { SaveDialog, textOf } from "../admin/save-dialog.tsx";
import { type Column, DataTable, TwoLines } from "../data-table.tsx";
import { Confirm } from "../dialog.tsx";
import { EmptyList } from "../empty-list.tsx";
import { useServerAction } from "../use-server-action.ts";
import { When } from "../when.tsx";

const maxText = 140;

const columns: Column<SnippetRow>[] = [
  {
    head: "Name",
    phone: "title",
    cell: ({ name, text }) => <TwoLines first={name} second={shorten(text.replace(/\s+/g, " ").trim(), maxText)} />,
  },
  { head: "In stories", width: 170, cell: ({ isBound }) => (isBound ? "Changes everywhere" : "Copied") },
  {
    head: "Changed",
    width: 180,
    from: "wide",
    cell: ({ updatedAt, updatedBy }) => (
      <>
        <When at={updatedAt} />
        {updatedBy && ` by ${updatedBy}`}
      </>
    ),
  },
  {
    head: <span className="vh">Actions</span>,
    width: 72,
    align: "end",
    phone: "end",
    cell: (snippet) => (
      <RowMenu
        name={snippet.name}
        entries={[
          {
            label: "Rename",
            dialog: (opened, close) => <RenameDialog snippet={snippet} opened={opened} onClose={close} />,
          },
          {
            label: "Delete",
            danger: true,
            dialog: (opened, close) => <DeleteDialog snippet={snippet} opened={opened} onClose={close} />,
          },
        ]}
      />
    ),
  },
];

export const SnippetsTable = ({ snippets }: { snippets: SnippetRow[] }) => (
  <DataTable
    label="Snippets"
    columns={columns}
    rows={snippets}
    keyOf={({ id }) => id}
    tall
    empty={
      <EmptyList
        icon={IconBlockquote}
        title="No snippets yet"
        text="Select text in a story and choose “Save as snippet”. It can then be inserted into other stories from the “/” menu."
      />
    }
  />
);

type Props = { snippet: SnippetRow; opened: boolean; onClose: () => void };

function RenameDialog({ snippet, opened, onClose }: Props) {
  const { send, pending, failure } = useServerAction(renameSnippet);
  return (
    <SaveDialog
      opened={opened}
      onClose={onClose}
      title={`Rename ${snippet.name}`}
      verb="Save"
      fields={["name"]}
      pending={pending}
      failure={failure}
      onSubmit={(form) => send({ snippetId: snippet.id, name: textOf(form, "name") }, onClose)}
    >
      <TextInput
        data-autofocus
        label="Name"
        name="name"
        maxLength={80}
        defaultValue={snippet.name}
        error={failure?.fields?.name}
      />
      <p>
        To change its text, insert a copy of it into a story, edit it there, select it, and choose “Save as snippet”, in
        place of this one.
      </p>
    </SaveDialog>
  );
}

function DeleteDialog({ snippet, opened, onClose }: Props) {
  const { send, pending, failure } = useServerAction(deleteSnippet);
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      question={`Delete ${snippet.name}?`}
      verb="Delete"
      danger
      pending={pending}
      failure={failure}
      onConfirm={() => send({ snippetId: snippet.id }, onClose)}
    >
      <p>
        {snippet.isBound
          ? "It can be deleted when no story or page shows it any more."
          : "Stories that have a copy of it keep it."}
      </p>
    </Confirm>
  );
}
