"use client";
import { Textarea, TextInput } from "@mantine/core";
import { IconSignature } from "@tabler/icons-react";
import { useState } from "react";
import { authorPath } from "#lib/addresses/paths.ts";
import { addAuthor, findAuthors, joinAuthors, saveAuthor } from "#lib/authors/actions.ts";
import type { AuthorRow } from "#lib/authors/data.ts";
import { type Column, DataTable, TwoLines } from "../data-table.tsx";
import { EmptyList } from "../empty-list.tsx";
import type { ChosenPicture } from "../pictures/upload-picture.ts";
import { useServerAction } from "../use-server-action.ts";
import { aliasLine } from "./alias-line.ts";
import { MergeDialog } from "./merge-dialog.tsx";
import { NameAndSlug } from "./name-and-slug.tsx";
import { NewButton } from "./new-button.tsx";
import { PictureField } from "./picture-field.tsx";
import { RowMenu } from "./row-menu.tsx";
import { SaveDialog, textOf } from "./save-dialog.tsx";

const columns: Column<AuthorRow>[] = [
  {
    head: "Name",
    phone: "title",
    cell: (author) => (
      <TwoLines
        first={author.name}
        second={[author.jobTitle, aliasLine(author.aliases)].filter(Boolean).join(" · ") || undefined}
      />
    ),
  },
  {
    head: "URL",
    width: 280,
    from: "wide",
    cell: ({ slug }) => (
      <a className="link" href={authorPath(slug)}>
        {authorPath(slug)}
      </a>
    ),
  },
  {
    head: "Account",
    width: 170,
    from: "wider",
    cell: ({ person }) => person?.name ?? <span className="dim">none</span>,
  },
  { head: "Stories", width: 90, align: "end", cell: ({ stories }) => stories.toLocaleString("en-GB") },
  {
    head: <span className="vh">Actions</span>,
    width: 72,
    align: "end",
    phone: "end",
    cell: (author) => (
      <RowMenu
        name={author.name}
        entries={[
          {
            label: "Edit",
            dialog: (opened, close) => <AuthorDialog author={author} opened={opened} onClose={close} />,
          },
          {
            label: "Merge into another",
            dialog: (opened, close) => (
              <MergeDialog
                opened={opened}
                onClose={close}
                kind="author"
                source={author}
                find={findAuthors}
                merge={({ source, into }) => joinAuthors({ authorId: source, into })}
              />
            ),
          },
        ]}
      />
    ),
  },
];

export function AuthorsTable({ authors, isSearch }: { authors: AuthorRow[]; isSearch: boolean }) {
  return (
    <DataTable
      label="Authors"
      columns={columns}
      rows={authors}
      keyOf={({ id }) => id}
      tall
      empty={
        <EmptyList
          icon={IconSignature}
          title={isSearch ? "No authors found" : "No authors yet"}
          {...(isSearch ? {} : { text: "Bylines are chosen from these names. Add the first with “New author”." })}
        />
      }
    />
  );
}

export const NewAuthor = () => (
  <NewButton dialog={(opened, close) => <AuthorDialog author={null} opened={opened} onClose={close} />}>
    New author
  </NewButton>
);

type DialogProps = { author: AuthorRow | null; opened: boolean; onClose: () => void };

function AuthorDialog({ author, opened, onClose }: DialogProps) {
  const making = useServerAction(addAuthor);
  const saving = useServerAction(saveAuthor);
  const { pending, failure } = author ? saving : making;
  const [portrait, setPortrait] = useState<ChosenPicture | null>(author?.portrait ?? null);
  const submit = (form: FormData) => {
    const fields = {
      name: textOf(form, "name"),
      slug: textOf(form, "slug"),
      jobTitle: textOf(form, "jobTitle"),
      bio: textOf(form, "bio"),
      portrait: portrait?.id ?? null,
    };
    if (author) saving.send({ authorId: author.id, ...fields }, onClose);
    else making.send(fields, onClose);
  };
  return (
    <SaveDialog
      opened={opened}
      onClose={onClose}
      title={author ? `Edit ${author.name}` : "New author"}
      verb={author ? "Save" : "Create author"}
      fields={["name", "slug", "jobTitle", "bio", "portrait"]}
      pending={pending}
      failure={failure}
      onSubmit={submit}
    >
      <NameAndSlug now={author} under="/authors" failure={failure} />
      <TextInput
        label="Job title"
        placeholder="Transport correspondent"
        name="jobTitle"
        maxLength={120}
        autoComplete="off"
        defaultValue={author?.jobTitle ?? ""}
        error={failure?.fields?.jobTitle}
      />
      <Textarea
        label="Bio"
        description="Optional. Shown at the top of the author’s page."
        name="bio"
        maxLength={1000}
        autosize
        minRows={3}
        maxRows={8}
        defaultValue={author?.bio ?? ""}
        error={failure?.fields?.bio}
      />
      <PictureField
        noun="portrait"
        title="Portrait"
        about="Optional. Shown as a circle on the author’s page."
        isRound
        picture={portrait}
        onChange={setPortrait}
      />
      {author?.portrait?.isHidden && portrait?.id === author.portrait.id && (
        <p className="dim small">Readers do not see this picture now, because of its rights. Choose another one.</p>
      )}
    </SaveDialog>
  );
}
