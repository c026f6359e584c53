"use client";
import { Menu, TextInput } from "@mantine/core";
import { IconSortAscendingNumbers } from "@tabler/icons-react";
import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { type Numbering, numberings } from "#lib/document/attributes.ts";
import { signOfItem } from "#lib/document/blocks/list/block.ts";
import { numberedListAt, setNumbered } from "../writing/block-commands.ts";
import { ToolMenu } from "./tool-menu.tsx";

const maxStart = 999_999_999;

/** The first number of the list at the caret, and how its items are counted. Nothing outside of numbered lists. */
export function NumberingMenu({ editor }: { editor: Editor }) {
  const now = useEditorState({
    editor,
    selector: ({ editor: { state, isEditable } }) => {
      const at = isEditable ? numberedListAt(state) : null;
      return at && { start: at.start, numbering: at.numbering };
    },
  });
  if (!now) return null;
  const set = (name: "start" | "numbering", value: number | Numbering) =>
    setNumbered(name, value)(editor.state, editor.view.dispatch);
  return (
    <ToolMenu label="Numbers of the list" icon={IconSortAscendingNumbers} width={216}>
      <TextInput
        type="number"
        label="First number"
        size="xs"
        p={8}
        min={0}
        max={maxStart}
        step={1}
        defaultValue={now.start}
        onChange={({ currentTarget: { value, valueAsNumber } }) => {
          if (/^\d+$/.test(value) && valueAsNumber <= maxStart) set("start", valueAsNumber);
        }}
      />
      <Menu.Divider />
      {(Object.keys(numberings) as Numbering[]).map((numbering) => (
        <Menu.CheckboxItem
          key={numbering}
          checked={now.numbering === numbering}
          closeMenuOnClick
          onChange={() => {
            set("numbering", numbering);
            editor.view.focus();
          }}
        >
          {[1, 2, 3].map((number) => signOfItem(number, numbering)).join(", ")}
        </Menu.CheckboxItem>
      ))}
    </ToolMenu>
  );
}
