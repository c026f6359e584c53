"use client";
import { type Editor, useEditorState } from "@tiptap/react";
import type { BlockChoice } from "../blocks/part.ts";
import { triggerOf } from "../writing/add-trigger.ts";
import { AddMenu } from "./add-menu.tsx";
import { menuPlace } from "./menu-place.ts";

type Props = {
  editor: Editor;
  paper: HTMLElement | null;
  /** Opened by the button "Add a block". */
  adding: "menu" | "sheet" | null;
  choose: (choice: BlockChoice) => void;
  close: () => void;
  /** After "/" was typed, the menu handles the keys of the editor. */
  onKeys: (handler: ((event: KeyboardEvent) => boolean) | null) => void;
};

/** The list of blocks at the caret, opened by "/" or by its button. */
export function AddMenus({ editor, paper, adding, choose, close, onKeys }: Props) {
  const trigger = useEditorState({ editor, selector: ({ editor: { state } }) => triggerOf(state) });
  if (adding === "menu")
    return (
      <AddMenu
        at={menuPlace(editor, paper, editor.state.selection.from)}
        choose={choose}
        close={() => {
          close();
          editor.view.focus();
        }}
      />
    );
  if (!trigger || adding !== null) return null;
  return (
    <AddMenu
      query={trigger.query}
      at={menuPlace(editor, paper, trigger.from)}
      choose={choose}
      close={close}
      takeKeys={onKeys}
    />
  );
}
