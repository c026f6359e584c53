"use client";
import { ActionIcon } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconLayoutGrid } from "@tabler/icons-react";
import { shiftSection } from "#lib/sections/actions.ts";
import type { SectionRow } from "#lib/sections/data.ts";
import { type Column, DataTable, TwoLines } from "../data-table.tsx";
import { EmptyList } from "../empty-list.tsx";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";
import { NewButton } from "./new-button.tsx";
import { RowMenu } from "./row-menu.tsx";
import { DeleteSection, SectionDialog } from "./section-dialogs.tsx";
import classes from "./sections.module.css";

type Move = (section: SectionRow, direction: "up" | "down") => void;

const columnsFor = (sections: SectionRow[], move: Move, pending: boolean): Column<SectionRow>[] => [
  {
    head: "Name",
    phone: "title",
    cell: (section) => (
      <span className={classes.name} data-sub={section.parentId ? "" : undefined}>
        <TwoLines first={section.name} second={section.description || undefined} />
      </span>
    ),
  },
  {
    head: "URL",
    width: 240,
    from: "wide",
    cell: ({ path }) => (
      <a className="link" href={path}>
        {path}
      </a>
    ),
  },
  { head: "Stories", width: 90, align: "end", from: "wide", cell: ({ stories }) => stories.toLocaleString("en-GB") },
  {
    head: <span className="vh">Order and actions</span>,
    width: 148,
    align: "end",
    phone: "end",
    cell: (section) => (
      <span className={classes.tools}>
        {(["up", "down"] as const).map((direction) => {
          const atEnd = direction === "up" ? section.isFirst : section.isLast;
          const Icon = direction === "up" ? IconArrowUp : IconArrowDown;
          return (
            // Not `disabled`: the clicked button must keep the focus.
            <ActionIcon
              key={direction}
              aria-label={`Move ${direction} ${section.name}`}
              aria-disabled={atEnd || pending}
              data-end={atEnd || undefined}
              className={classes.arrow ?? ""}
              onClick={() => !atEnd && !pending && move(section, direction)}
            >
              <Icon size={16} stroke={1.6} aria-hidden="true" />
            </ActionIcon>
          );
        })}
        <RowMenu
          name={section.name}
          entries={[
            {
              label: "Edit",
              dialog: (opened, close) => (
                <SectionDialog section={section} sections={sections} opened={opened} onClose={close} />
              ),
            },
            {
              label: "Delete",
              danger: true,
              dialog: (opened, close) => <DeleteSection section={section} opened={opened} onClose={close} />,
            },
          ]}
        />
      </span>
    ),
  },
];

export function SectionsTable({ sections }: { sections: SectionRow[] }) {
  const { send, pending, failure } = useServerAction(shiftSection);
  const move: Move = (section, direction) => send({ sectionId: section.id, direction });
  return (
    <>
      <Problem failure={failure} />
      <DataTable
        label="Sections"
        columns={columnsFor(sections, move, pending)}
        rows={sections}
        keyOf={({ id }) => id}
        tall
        empty={
          <EmptyList
            icon={IconLayoutGrid}
            title="No sections yet"
            text="A story needs a section before it can be published. Add the first with “New section”."
          />
        }
      />
    </>
  );
}

export function NewSection({ sections }: { sections: SectionRow[] }) {
  return (
    <NewButton
      dialog={(opened, close) => <SectionDialog section={null} sections={sections} opened={opened} onClose={close} />}
    >
      New section
    </NewButton>
  );
}
