"use client";
import { Select, TextInput } from "@mantine/core";
import { IconBooks } from "@tabler/icons-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { addCollection } from "#lib/collections/actions.ts";
import { collectionKindNames, collectionKinds } from "#lib/collections/schema.ts";
import type { CollectionKind, CollectionRow } from "#lib/collections/types.ts";
import { NewButton } from "../admin/new-button.tsx";
import { SaveDialog, textOf } from "../admin/save-dialog.tsx";
import { type Column, DataTable, TwoLines } from "../data-table.tsx";
import { EmptyList } from "../empty-list.tsx";
import { CollectionWord } from "../state-word.tsx";
import { useServerAction } from "../use-server-action.ts";
import { When } from "../when.tsx";

const kindChoices = collectionKinds.map((value) => ({ value, label: collectionKindNames[value] }));

const columns: Column<CollectionRow>[] = [
  {
    head: "Title",
    phone: "title",
    cell: ({ id, title }) => <TwoLines first={<Link href={`/desk/collections/${id}`}>{title}</Link>} />,
  },
  { head: "Kind", width: 100, phone: "below", cell: ({ kind }) => collectionKindNames[kind] },
  { head: "Stories", width: 90, align: "end", cell: ({ storyCount }) => storyCount.toLocaleString("en-GB") },
  { head: "Status", width: 130, phone: "end", cell: ({ state }) => <CollectionWord state={state} /> },
  {
    head: "Changed",
    width: 220,
    from: "wide",
    cell: ({ updatedAt, updatedBy }) => (
      <>
        <When at={updatedAt} />
        {updatedBy && ` by ${updatedBy}`}
      </>
    ),
  },
];

type Props = { collections: CollectionRow[]; isSearch: boolean; mayManage: boolean };

export const CollectionsTable = ({ collections, isSearch, mayManage }: Props) => (
  <DataTable
    label="Collections"
    columns={columns}
    rows={collections}
    keyOf={({ id }) => id}
    empty={
      <EmptyList
        icon={IconBooks}
        title={isSearch ? "No collections found" : "No collections yet"}
        {...(isSearch
          ? {}
          : {
              text: `A series or an issue is a page of stories in an order that you choose. ${mayManage ? "Add the first with “New collection”." : "Editors add them."}`,
            })}
      />
    }
  />
);

export const NewCollection = () => (
  <NewButton dialog={(opened, close) => <NewDialog opened={opened} onClose={close} />}>New collection</NewButton>
);

function NewDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const router = useRouter();
  const { send, pending, failure } = useServerAction(addCollection);
  const [kind, setKind] = useState<CollectionKind>("SERIES");
  return (
    <SaveDialog
      opened={opened}
      onClose={onClose}
      title="New collection"
      verb="Create collection"
      fields={["title", "slug"]}
      pending={pending}
      failure={failure}
      onSubmit={(form) =>
        send({ kind, title: textOf(form, "title"), slug: "" }, ({ id }) => {
          onClose();
          router.push(`/desk/collections/${id}`);
        })
      }
    >
      <TextInput
        data-autofocus
        label="Title"
        name="title"
        maxLength={120}
        autoComplete="off"
        error={failure?.fields?.title}
      />
      <Select
        label="Kind"
        description="Readers see it above the title."
        allowDeselect={false}
        value={kind}
        onChange={(value) => value && setKind(value as CollectionKind)}
        data={kindChoices}
      />
    </SaveDialog>
  );
}
