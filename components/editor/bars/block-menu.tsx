"use client";
import { IconGripVertical } from "@tabler/icons-react";
import { type Editor, useEditorState } from "@tiptap/react";
import { lazyPart } from "#components/newsroom/lazy-part.tsx";
import { bodyBlocks } from "../writing/block-moves.ts";
import { ToolMenu } from "./tool-menu.tsx";

/** Loaded in idle time, or when a menu is opened before. */
export const BlockMenuItems = lazyPart("The menu", () =>
  import("./block-menu-items.tsx").then((part) => part.BlockMenuItems),
);

/** The button "Block" of the tool bar, for the blocks at the selection. */
export function BlockMenu({ editor }: { editor: Editor }) {
  const isOff = useEditorState({
    editor,
    selector: ({ editor: { state, isEditable } }) => !isEditable || bodyBlocks(state) === null,
  });
  return (
    <ToolMenu label="Block" icon={IconGripVertical} width={248} isOff={isOff}>
      <BlockMenuItems editor={editor} rangeOf={bodyBlocks} />
    </ToolMenu>
  );
}
