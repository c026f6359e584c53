"use client";
import { IconRss } from "@tabler/icons-react";
import Link from "next/link";
import { deleteSource } from "#lib/wires/actions.ts";
import type { WireSourceRow } from "#lib/wires/types.ts";
import { NewButton } from "../admin/new-button.tsx";
import { RowMenu } from "../admin/row-menu.tsx";
import { type Column, DataTable, TwoLines } from "../data-table.tsx";
import { Confirm } from "../dialog.tsx";
import { EmptyList } from "../empty-list.tsx";
import { useServerAction } from "../use-server-action.ts";
import { When } from "../when.tsx";
import { SourceDialog, type WireSection } from "./source-dialog.tsx";
import classes from "./wires.module.css";

const formatNames: Record<string, string> = {
  feed: "Feed",
  ninjs: "ninjs",
  newsml: "NewsML-G2",
  nitf: "NITF",
};

/** Whether its items arrive. */
function State({ source: { isOn, problem, readAt } }: { source: WireSourceRow }) {
  if (!isOn) return <span className="dim">Off</span>;
  if (problem) return <span className={classes.problem}>{problem}</span>;
  if (readAt === null) return <span className="dim">Not read yet</span>;
  return (
    <>
      Last read: <When at={readAt} isAgo />
    </>
  );
}

const columnsFor = (sections: WireSection[]): Column<WireSourceRow>[] => [
  {
    head: "Wire",
    phone: "title",
    cell: ({ id, name, address }) => (
      <TwoLines
        first={
          <Link className="link" href={`/desk/wire?source=${id}`}>
            {name}
          </Link>
        }
        second={address}
      />
    ),
  },
  {
    head: "Format",
    width: 110,
    from: "wide",
    cell: ({ format }) => formatNames[format] ?? <span className="dim">unknown</span>,
  },
  {
    head: "Section",
    width: 140,
    from: "wide",
    cell: ({ section }) => section ?? <span className="dim">none</span>,
  },
  { head: "Items", width: 80, from: "wide", align: "end", cell: ({ itemCount }) => itemCount.toLocaleString("en-GB") },
  { head: "State", width: 260, phone: "below", cell: (source) => <State source={source} /> },
  {
    head: <span className="vh">Actions</span>,
    width: 72,
    align: "end",
    phone: "end",
    cell: (source) => (
      <RowMenu
        name={source.name}
        entries={[
          {
            label: "Change",
            dialog: (opened, close) => (
              <SourceDialog source={source} sections={sections} opened={opened} onClose={close} />
            ),
          },
          {
            label: "Delete",
            danger: true,
            dialog: (opened, close) => <DeleteDialog source={source} opened={opened} onClose={close} />,
          },
        ]}
      />
    ),
  },
];

type DialogProps = { source: WireSourceRow; opened: boolean; onClose: () => void };

function DeleteDialog({ source, opened, onClose }: DialogProps) {
  const { send, pending, failure } = useServerAction(deleteSource);
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      question={`Delete the wire “${source.name}”?`}
      verb="Delete"
      danger
      pending={pending}
      failure={failure}
      onConfirm={() => send({ sourceId: source.id }, onClose)}
    >
      <p>
        Its items are deleted with it. Stories that were begun from them stay, but nobody is notified of corrections to
        those items any more. To keep the items, turn the wire off instead.
      </p>
    </Confirm>
  );
}

export const SourcesTable = ({ sources, sections }: { sources: WireSourceRow[]; sections: WireSection[] }) => (
  <DataTable
    label="Wire sources"
    columns={columnsFor(sections)}
    rows={sources}
    keyOf={({ id }) => id}
    tall
    empty={
      <EmptyList
        icon={IconRss}
        title="No wires yet"
        text="A wire is a feed or a folder of a news agency. Its items arrive in the newsroom under Wire."
      />
    }
  />
);

export const NewSource = ({ sections }: { sections: WireSection[] }) => (
  <NewButton
    dialog={(opened, close) => <SourceDialog source={null} sections={sections} opened={opened} onClose={close} />}
  >
    New wire
  </NewButton>
);
