"use client";
import { Menu } from "@mantine/core";
import {
  IconArrowDown,
  IconArrowUp,
  IconBlockquote,
  IconCode,
  IconCopy,
  IconH2,
  IconH3,
  IconId,
  IconInfoSquare,
  IconList,
  IconListDetails,
  IconListNumbers,
  IconMessageQuestion,
  IconNote,
  IconPilcrow,
  IconQuote,
  IconTimelineEvent,
  IconTrash,
} from "@tabler/icons-react";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import type { Editor } from "@tiptap/react";
import { showKeys } from "../keys/show-keys.ts";
import { type BlockRange, deleteRange, duplicateRange, moveBlocksBy } from "../writing/block-moves.ts";
import { kindsFor, type TextBlockKind, turnInto } from "../writing/turn-into.ts";
import classes from "./bars.module.css";

const kinds: Record<TextBlockKind, { name: string; icon: typeof IconH2 }> = {
  paragraph: { name: "Text", icon: IconPilcrow },
  subheading: { name: "Subheading", icon: IconH2 },
  smallSubheading: { name: "Small subheading", icon: IconH3 },
  bulletList: { name: "Bulleted list", icon: IconList },
  orderedList: { name: "Numbered list", icon: IconListNumbers },
  blockquote: { name: "Quote", icon: IconBlockquote },
  pullQuote: { name: "Pull quote", icon: IconQuote },
  factBox: { name: "Fact box", icon: IconInfoSquare },
  qa: { name: "Q&A", icon: IconMessageQuestion },
  timelineEvent: { name: "Timeline", icon: IconTimelineEvent },
  entry: { name: "List with headings", icon: IconListDetails },
  profile: { name: "Profile", icon: IconId },
  codeBlock: { name: "Code", icon: IconCode },
  noteToEditors: { name: "Note to editors", icon: IconNote },
};

type ItemsProps = {
  editor: Editor;
  /** The blocks that the menu is for, at the time of the click. */
  rangeOf: (state: EditorState) => BlockRange | null;
};

/** What can be done with whole blocks of the body. */
export function BlockMenuItems({ editor, rangeOf }: ItemsProps) {
  const range = rangeOf(editor.state);
  if (!range) return null;
  const run = (make: (state: EditorState, range: BlockRange) => Transaction | null) => () => {
    const now = rangeOf(editor.state);
    const tr = now && make(editor.state, now);
    if (tr) editor.view.dispatch(tr);
    editor.view.focus();
  };
  const turnable = kindsFor(editor.state.doc, range);
  const icon = (Icon: typeof IconH2) => <Icon size={16} stroke={1.7} aria-hidden="true" />;
  const keys = (name: string) => <kbd className={classes.keys}>{showKeys(name)}</kbd>;
  const isOff = (by: 1 | -1) => moveBlocksBy(editor.state, range, by) === null;
  return (
    <>
      <Menu.Item
        leftSection={icon(IconArrowUp)}
        rightSection={keys("Alt Shift ↑")}
        disabled={isOff(-1)}
        onClick={run((state, now) => moveBlocksBy(state, now, -1))}
      >
        Move up
      </Menu.Item>
      <Menu.Item
        leftSection={icon(IconArrowDown)}
        rightSection={keys("Alt Shift ↓")}
        disabled={isOff(1)}
        onClick={run((state, now) => moveBlocksBy(state, now, 1))}
      >
        Move down
      </Menu.Item>
      <Menu.Item leftSection={icon(IconCopy)} rightSection={keys("Mod Shift D")} onClick={run(duplicateRange)}>
        Duplicate
      </Menu.Item>
      <Menu.Item leftSection={icon(IconTrash)} onClick={run(deleteRange)}>
        Delete
      </Menu.Item>
      {turnable.length > 0 && (
        <>
          <Menu.Divider />
          <Menu.Label>Turn into</Menu.Label>
          {turnable.map((kind) => (
            <Menu.Item
              key={kind}
              leftSection={icon(kinds[kind].icon)}
              onClick={run((state, now) => turnInto(state, now, kind))}
            >
              {kinds[kind].name}
            </Menu.Item>
          ))}
        </>
      )}
    </>
  );
}
