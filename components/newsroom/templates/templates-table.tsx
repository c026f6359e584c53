"use client";
import { NativeSelect, TextInput } from "@mantine/core";
import { IconTemplate } from "@tabler/icons-react";
import type { SectionOption } from "#lib/sections/data.ts";
import { changeTemplate, deleteTemplate } from "#lib/templates/actions.ts";
import type { TemplateRow } from "#lib/templates/types.ts";
import { RowMenu } from "../admin/row-menu.tsx";
import { SaveDialog, textOf } from "../admin/save-dialog.tsx";
import { type Column, DataTable, TwoLines } from "../data-table.tsx";
import { Confirm } from "../dialog.tsx";
import { EmptyList } from "../empty-list.tsx";
import { useServerAction } from "../use-server-action.ts";
import { When } from "../when.tsx";
import { ChecklistField } from "./save-template-dialog.tsx";

const countOf = (count: number, one: string, many: string): string =>
  `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;

const columnsFor = (sections: SectionOption[]): Column<TemplateRow>[] => [
  {
    head: "Name",
    phone: "title",
    cell: ({ name, words, checklist }) => (
      <TwoLines
        first={name}
        second={`${countOf(words, "word", "words")}, ${countOf(checklist.length, "checklist item", "checklist items")}`}
      />
    ),
  },
  {
    head: "Section",
    width: 180,
    cell: ({ sectionId }) => sections.find(({ id }) => id === sectionId)?.name ?? "None",
  },
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
    cell: (template) => (
      <RowMenu
        name={template.name}
        entries={[
          {
            label: "Edit",
            dialog: (opened, close) => (
              <TemplateDialog template={template} sections={sections} opened={opened} onClose={close} />
            ),
          },
          {
            label: "Delete",
            danger: true,
            dialog: (opened, close) => <DeleteTemplate template={template} opened={opened} onClose={close} />,
          },
        ]}
      />
    ),
  },
];

export function TemplatesTable({ templates, sections }: { templates: TemplateRow[]; sections: SectionOption[] }) {
  return (
    <DataTable
      label="Templates"
      columns={columnsFor(sections)}
      rows={templates}
      keyOf={({ id }) => id}
      tall
      empty={
        <EmptyList
          icon={IconTemplate}
          title="No templates yet"
          text="Write a story the way that stories of its kind begin. Then choose “Save as template” in its menu."
        />
      }
    />
  );
}

type Props = { template: TemplateRow; opened: boolean; onClose: () => void };

function TemplateDialog({ template, sections, opened, onClose }: Props & { sections: SectionOption[] }) {
  const { send, pending, failure } = useServerAction(changeTemplate);
  const submit = (form: FormData) =>
    send(
      {
        templateId: template.id,
        name: textOf(form, "name"),
        sectionId: textOf(form, "sectionId") || null,
        checklist: textOf(form, "checklist"),
      },
      onClose,
    );
  return (
    <SaveDialog
      opened={opened}
      onClose={onClose}
      title={`Edit ${template.name}`}
      verb="Save"
      fields={["name", "sectionId", "checklist"]}
      pending={pending}
      failure={failure}
      onSubmit={submit}
    >
      <TextInput
        data-autofocus
        label="Name"
        name="name"
        maxLength={80}
        defaultValue={template.name}
        error={failure?.fields?.name}
      />
      <NativeSelect
        label="Section"
        name="sectionId"
        defaultValue={template.sectionId ?? ""}
        data={[{ value: "", label: "None" }, ...sections.map(({ id, name }) => ({ value: id, label: name }))]}
        error={failure?.fields?.sectionId}
      />
      <ChecklistField now={template.checklist} failure={failure} />
      <p>
        To change its text, begin a story from it, edit that story, and choose “Save as template” in its menu, in place
        of this one.
      </p>
    </SaveDialog>
  );
}

function DeleteTemplate({ template, opened, onClose }: Props) {
  const { send, pending, failure } = useServerAction(deleteTemplate);
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      question={`Delete ${template.name}?`}
      verb="Delete"
      danger
      pending={pending}
      failure={failure}
      onConfirm={() => send({ templateId: template.id }, onClose)}
    >
      <p>Stories that began from it stay as they are.</p>
    </Confirm>
  );
}
