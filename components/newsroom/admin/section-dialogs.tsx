"use client";
import { NativeSelect, Textarea } from "@mantine/core";
import { useState } from "react";
import { addSection, removeSection, saveSection } from "#lib/sections/actions.ts";
import type { SectionRow } from "#lib/sections/data.ts";
import { Confirm } from "../dialog.tsx";
import type { ChosenPicture } from "../pictures/upload-picture.ts";
import { useServerAction } from "../use-server-action.ts";
import { NameAndSlug } from "./name-and-slug.tsx";
import { PictureField } from "./picture-field.tsx";
import { SaveDialog, textOf } from "./save-dialog.tsx";

type DialogProps = { section: SectionRow | null; sections: SectionRow[]; opened: boolean; onClose: () => void };

/** Creates a section or edits one. A section’s parent is fixed at creation. */
export function SectionDialog({ section, sections, opened, onClose }: DialogProps) {
  const making = useServerAction(addSection);
  const saving = useServerAction(saveSection);
  const { pending, failure } = section ? saving : making;
  const [parentId, setParentId] = useState(section?.parentId ?? "");
  const [picture, setPicture] = useState<ChosenPicture | null>(section?.picture ?? null);
  const tops = sections.filter((one) => one.parentId === null);
  const submit = (form: FormData) => {
    const fields = {
      name: textOf(form, "name"),
      slug: textOf(form, "slug"),
      description: textOf(form, "description"),
      picture: picture?.id ?? null,
    };
    if (section) saving.send({ sectionId: section.id, ...fields }, onClose);
    else making.send({ parentId: parentId || null, ...fields }, onClose);
  };
  return (
    <SaveDialog
      opened={opened}
      onClose={onClose}
      title={section ? `Edit ${section.name}` : "New section"}
      verb={section ? "Save" : "Create section"}
      fields={["name", "slug", "description", "parentId"]}
      pending={pending}
      failure={failure}
      onSubmit={submit}
    >
      <NameAndSlug now={section} under={tops.find(({ id }) => id === parentId)?.path ?? ""} failure={failure} />
      {!section && tops.length > 0 && (
        <NativeSelect
          label="Parent section"
          value={parentId}
          onChange={(event) => setParentId(event.currentTarget.value)}
          data={[{ value: "", label: "None (top level)" }, ...tops.map(({ id, name }) => ({ value: id, label: name }))]}
          error={failure?.fields?.parentId}
        />
      )}
      <Textarea
        label="Description"
        description="Optional. Shown at the top of the section page."
        name="description"
        maxLength={300}
        autosize
        minRows={2}
        defaultValue={section?.description ?? ""}
        error={failure?.fields?.description}
      />
      <PictureField
        noun="picture"
        title="Picture"
        about="Optional. Readers see it in place of a story’s main picture that is withdrawn or whose rights have ended."
        picture={picture}
        onChange={setPicture}
      />
      {section?.picture?.isHidden && picture?.id === section.picture.id && (
        <p className="dim small">Readers do not see this picture now, because of its rights. Choose another one.</p>
      )}
      {section && <p className="dim small">Existing stories keep their URLs.</p>}
    </SaveDialog>
  );
}

export function DeleteSection({
  section,
  opened,
  onClose,
}: {
  section: SectionRow;
  opened: boolean;
  onClose: () => void;
}) {
  const { send, pending, failure } = useServerAction(removeSection);
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      question={`Delete ${section.name}?`}
      verb="Delete"
      danger
      pending={pending}
      failure={failure}
      onConfirm={() => send({ sectionId: section.id }, onClose)}
    >
      <p>A section can only be deleted if it has never had a story. Its URL becomes available again.</p>
    </Confirm>
  );
}
