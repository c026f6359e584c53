"use client";
import { type Editor, useEditorState } from "@tiptap/react";
import type { BlockChoice } from "../blocks/part.ts";
import { triggerOf } from "../writing/add-trigger.ts";
import { AddMenu } from "./add-menu.tsx";

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

/** Size of the menu in pixels. */
const size = { width: 300, height: 420 };

/** Below a position of the text, or above it if there is no space. */
function placeOf(editor: Editor, paper: HTMLElement | null, pos: number): { left: number; top: number } {
  const at = editor.view.coordsAtPos(pos);
  const box = paper?.getBoundingClientRect();
  if (!box || !paper) return { left: 0, top: 0 };
  const below = at.bottom - box.top + paper.scrollTop + 6;
  const above = at.top - box.top + paper.scrollTop - size.height + 8;
  const fits = at.bottom + size.height < box.bottom || above < 0;
  return { left: Math.max(8, Math.min(at.left - box.left, box.width - size.width)), top: fits ? below : above };
}

/** The list of blocks at the caret, opened by "/" or by its button. */
export function AddMenus({ editor, paper, adding, choose, close, onKeys }: Props) {
  const trigger = useEditorState({ editor, selector: ({ editor: { state } }) => triggerOf(state) });
  if (adding === "menu")
    return (
      <AddMenu
        at={placeOf(editor, paper, editor.state.selection.from)}
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
      at={placeOf(editor, paper, trigger.from)}
      choose={choose}
      close={close}
      takeKeys={onKeys}
    />
  );
}
