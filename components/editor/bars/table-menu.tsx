"use client";
import { Menu } from "@mantine/core";
import {
  IconColumnInsertLeft,
  IconColumnInsertRight,
  IconColumnRemove,
  IconRowInsertBottom,
  IconRowInsertTop,
  IconRowRemove,
  IconTable,
  IconTrash,
} from "@tabler/icons-react";
import type { Editor } from "@tiptap/core";
import type { Command } from "@tiptap/pm/state";
import { useEditorState } from "@tiptap/react";
import { Fragment } from "react";
import { type Alignment, alignments } from "#lib/document/attributes.ts";
import {
  addColumn,
  addRow,
  alignColumns,
  alignmentAt,
  deleteColumns,
  deleteRows,
  deleteTable,
  hasHeader,
  insertTable,
  toggleHeader,
} from "../writing/table-commands.ts";
import { tablePosition } from "../writing/table-position.ts";
import { ToolMenu } from "./tool-menu.tsx";

type Act = { name: string; icon?: typeof IconTable; act: Command; on?: boolean };

const outside: Act[][] = [[{ name: "Add a table", icon: IconTable, act: insertTable }]];
const inside = (headRow: boolean, headColumn: boolean, align: Alignment | null | undefined): Act[][] => [
  [
    { name: "Row above", icon: IconRowInsertTop, act: addRow("above") },
    { name: "Row below", icon: IconRowInsertBottom, act: addRow("below") },
    { name: "Column before", icon: IconColumnInsertLeft, act: addColumn("before") },
    { name: "Column after", icon: IconColumnInsertRight, act: addColumn("after") },
  ],
  [
    { name: "First row is a heading", act: toggleHeader("headRow"), on: headRow },
    { name: "First column is a heading", act: toggleHeader("headColumn"), on: headColumn },
  ],
  align === undefined
    ? []
    : [
        { name: "Align by content", act: alignColumns(null), on: align === null },
        ...alignments.map((side) => ({
          name: side === "center" ? "Centre the column" : `Align ${side}`,
          act: alignColumns(side),
          on: align === side,
        })),
      ],
  [
    { name: "Delete row", icon: IconRowRemove, act: deleteRows },
    { name: "Delete column", icon: IconColumnRemove, act: deleteColumns },
    { name: "Delete table", icon: IconTrash, act: deleteTable },
  ],
];

/** Adds a table; within a table, offers its commands. */
export function TableMenu({ editor }: { editor: Editor }) {
  const now = useEditorState({
    editor,
    selector: ({ editor: { state, isEditable } }) => ({
      editable: isEditable,
      inside: tablePosition(state) !== null,
      headRow: hasHeader(state, "headRow"),
      headColumn: hasHeader(state, "headColumn"),
      align: alignmentAt(state),
      adds: insertTable(state),
    }),
  });
  const isOff = !(now.editable && (now.inside || now.adds));
  const groups = now.inside ? inside(now.headRow, now.headColumn, now.align) : outside;
  const run = (command: Command) => () => {
    command(editor.state, editor.view.dispatch);
    editor.view.focus();
  };
  return (
    <ToolMenu label="Table" icon={IconTable} width={232} isOff={isOff} isPressed={now.inside}>
      {groups
        .filter((group) => group.length > 0)
        .map((group, index) => (
          <Fragment key={group[0]?.name}>
            {index > 0 && <Menu.Divider />}
            {group.map(({ name, icon: Icon, act, on }) =>
              on === undefined ? (
                <Menu.Item
                  key={name}
                  leftSection={Icon && <Icon size={16} stroke={1.7} aria-hidden="true" />}
                  onClick={run(act)}
                >
                  {name}
                </Menu.Item>
              ) : (
                <Menu.CheckboxItem key={name} checked={on} onChange={run(act)} closeMenuOnClick>
                  {name}
                </Menu.CheckboxItem>
              ),
            )}
          </Fragment>
        ))}
    </ToolMenu>
  );
}
