"use client";
import { Tooltip } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBlockquote,
  IconBold,
  IconCode,
  IconH2,
  IconItalic,
  IconLink,
  IconList,
  IconListNumbers,
  IconMessage,
  IconPhoto,
  IconPlus,
  IconStrikethrough,
} from "@tabler/icons-react";
import type { Editor } from "@tiptap/core";
import { redoDepth, undoDepth } from "@tiptap/pm/history";
import type { Command } from "@tiptap/pm/state";
import { useEditorState } from "@tiptap/react";
import { memo, useRef } from "react";
import { showKeys } from "../keys/show-keys.ts";
import { redo, undo } from "../saving/history.ts";
import { inBlocks, isInside, toggleList, toggleQuote, toggleSubheading } from "../writing/block-commands.ts";
import { isMarked, takesMark, toggle } from "../writing/marks.ts";
import classes from "./bars.module.css";
import { BlockMenu } from "./block-menu.tsx";
import { NumberingMenu } from "./numbering-menu.tsx";
import { TableMenu } from "./table-menu.tsx";

type Props = {
  editor: Editor;
  onAdd: () => void;
  onLink: () => void;
  onPicture: () => void;
  onComment?: (() => void) | undefined;
};

type Tool = {
  name: string;
  keys: string;
  icon: typeof IconBold;
  on: boolean;
  off: boolean;
  reads?: boolean;
  act: () => void;
};

/** The fixed tool bar. It is one tab stop; the arrow keys move within it. */
export const ToolBar = memo(function ToolBar({ editor, onAdd, onLink, onPicture, onComment }: Props) {
  const bar = useRef<HTMLDivElement>(null);
  const now = useEditorState({
    editor,
    selector: ({ editor: { state, isEditable } }) => ({
      editable: isEditable,
      bold: isMarked(state, "bold"),
      italic: isMarked(state, "italic"),
      strike: isMarked(state, "strike"),
      code: isMarked(state, "code"),
      link: isMarked(state, "link"),
      takesBold: takesMark(state, "bold"),
      takesCode: takesMark(state, "code"),
      takesLink: takesMark(state, "link"),
      blocks: inBlocks(state),
      subheading: state.selection.$from.parent.type.name === "subheading",
      bullets: isInside(state, "bulletList"),
      numbers: isInside(state, "orderedList"),
      quote: isInside(state, "blockquote"),
      undo: undoDepth(state) > 0,
      redo: redoDepth(state) > 0,
    }),
  });
  const run = (command: Command) => () => {
    command(editor.state, editor.view.dispatch);
    editor.view.focus();
  };
  // On a phone only the first seven are visible, so the tools that a reporter needs most come first.
  const tools: (Tool | "table" | "numbering" | "block" | null)[] = [
    { name: "Picture", keys: "", icon: IconPhoto, on: false, off: false, act: onPicture },
    { name: "Undo", keys: "Mod Z", icon: IconArrowBackUp, on: false, off: !now.undo, act: run(undo) },
    { name: "Redo", keys: "Mod Shift Z", icon: IconArrowForwardUp, on: false, off: !now.redo, act: run(redo) },
    null,
    { name: "Add a block", keys: "/", icon: IconPlus, on: false, off: false, act: onAdd },
    { name: "Bold", keys: "Mod B", icon: IconBold, on: now.bold, off: !now.takesBold, act: run(toggle("bold")) },
    {
      name: "Italic",
      keys: "Mod I",
      icon: IconItalic,
      on: now.italic,
      off: !now.takesBold,
      act: run(toggle("italic")),
    },
    { name: "Link", keys: "Mod K", icon: IconLink, on: now.link, off: !now.takesLink, act: onLink },
    null,
    {
      name: "Subheading",
      keys: "Mod Alt 2",
      icon: IconH2,
      on: now.subheading,
      off: !now.blocks,
      act: run(toggleSubheading(2)),
    },
    {
      name: "Bulleted list",
      keys: "Mod Shift 8",
      icon: IconList,
      on: now.bullets,
      off: !now.blocks,
      act: run(toggleList("bulletList")),
    },
    {
      name: "Numbered list",
      keys: "Mod Shift 7",
      icon: IconListNumbers,
      on: now.numbers,
      off: !now.blocks,
      act: run(toggleList("orderedList")),
    },
    "numbering",
    {
      name: "Quote",
      keys: "Mod Shift 9",
      icon: IconBlockquote,
      on: now.quote,
      off: !now.blocks,
      act: run(toggleQuote("blockquote")),
    },
    ...(onComment
      ? [{ name: "Comment", keys: "Mod Alt M", icon: IconMessage, on: false, off: false, reads: true, act: onComment }]
      : []),
    "table",
    "block",
    null,
    {
      name: "Strike",
      keys: "Mod Shift X",
      icon: IconStrikethrough,
      on: now.strike,
      off: !now.takesCode,
      act: run(toggle("strike")),
    },
    { name: "Code", keys: "Mod E", icon: IconCode, on: now.code, off: !now.takesCode, act: run(toggle("code")) },
  ];

  const walk = (key: string): boolean => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    const buttons = [...(bar.current?.querySelectorAll("button") ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (!step || at < 0) return false;
    buttons[(at + step + buttons.length) % buttons.length]?.focus();
    return true;
  };

  return (
    <div
      ref={bar}
      className={classes.tools}
      role="toolbar"
      aria-label="Write"
      aria-controls="story-text"
      onKeyDown={(event) => walk(event.key) && event.preventDefault()}
    >
      {tools.map((tool, i) =>
        tool === null ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines between groups have no other name
          <span key={i} className={classes.line} />
        ) : tool === "numbering" ? (
          <NumberingMenu key={tool} editor={editor} />
        ) : tool === "table" ? (
          <TableMenu key={tool} editor={editor} />
        ) : tool === "block" ? (
          <BlockMenu key={tool} editor={editor} />
        ) : (
          <Tooltip key={tool.name} label={tool.keys ? `${tool.name}  ${showKeys(tool.keys)}` : tool.name}>
            <button
              type="button"
              aria-label={tool.name}
              aria-pressed={tool.on}
              aria-disabled={tool.off || !(now.editable || tool.reads)}
              tabIndex={i === 0 ? 0 : -1}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => !tool.off && (now.editable || tool.reads) && tool.act()}
            >
              <tool.icon size={17} stroke={1.7} aria-hidden="true" />
            </button>
          </Tooltip>
        ),
      )}
    </div>
  );
});
