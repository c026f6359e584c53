"use client";
import {
  IconBlockquote,
  IconBold,
  IconBookmarkPlus,
  IconCode,
  IconH2,
  IconItalic,
  IconLink,
  IconMessage,
  IconStrikethrough,
  IconUserQuestion,
} from "@tabler/icons-react";
import type { Editor } from "@tiptap/core";
import { type Command, TextSelection } from "@tiptap/pm/state";
import { useEditorState } from "@tiptap/react";
import { memo, useEffect, useState } from "react";
import { inBlocks, isInside, toggleQuote, toggleSubheading } from "../writing/block-commands.ts";
import { isMarked, takesMark, toggle } from "../writing/marks.ts";
import classes from "./bars.module.css";

type Props = {
  editor: Editor;
  paper: HTMLElement | null;
  onLink: () => void;
  /** Absent for people who may not comment. */
  onComment?: (() => void) | undefined;
  /** Absent for people who may not keep snippets. */
  onSnippet?: (() => void) | undefined;
  /** Opens "Who wrote this". */
  onWho: () => void;
};

/** The tools for selected text, directly above it. Each has a keyboard shortcut, so Tab does not stop here. */
export const Bubble = memo(function Bubble({ editor, paper, onLink, onComment, onSnippet, onWho }: Props) {
  const [pressed, setPressed] = useState(false);
  const [focused, setFocused] = useState(false);
  const now = useEditorState({
    editor,
    selector: ({ editor: { state, isEditable } }) => {
      const { selection } = state;
      if (!(selection instanceof TextSelection) || selection.empty) return null; // typing must not render anything here
      return {
        writes: isEditable && takesMark(state, "italic"),
        from: selection.from,
        to: selection.to,
        bold: isMarked(state, "bold"),
        italic: isMarked(state, "italic"),
        strike: isMarked(state, "strike"),
        code: isMarked(state, "code"),
        link: isMarked(state, "link"),
        takesCode: takesMark(state, "code"),
        takesBold: takesMark(state, "bold"),
        quote: isInside(state, "blockquote"),
        subheading: selection.$from.parent.type.name === "subheading",
        blocks: inBlocks(state),
      };
    },
  });

  useEffect(() => {
    const { dom } = editor.view;
    const down = () => setPressed(true);
    const up = () => setPressed(false);
    const focus = () => setFocused(true);
    const blur = () => setFocused(false);
    dom.addEventListener("pointerdown", down);
    dom.addEventListener("focus", focus);
    dom.addEventListener("blur", blur);
    document.addEventListener("pointerup", up);
    return () => {
      dom.removeEventListener("pointerdown", down);
      dom.removeEventListener("focus", focus);
      dom.removeEventListener("blur", blur);
      document.removeEventListener("pointerup", up);
    };
  }, [editor]);

  if (!now || pressed || !focused || !paper) return null;
  const run = (command: Command) => () => command(editor.state, editor.view.dispatch);
  const tools = [
    ...(now.writes && now.takesBold ? [{ name: "Bold", icon: IconBold, on: now.bold, act: run(toggle("bold")) }] : []),
    ...(now.writes
      ? [
          { name: "Italic", icon: IconItalic, on: now.italic, act: run(toggle("italic")) },
          { name: "Link", icon: IconLink, on: now.link, act: onLink },
        ]
      : []),
    ...(now.writes && now.takesCode
      ? [
          { name: "Strike", icon: IconStrikethrough, on: now.strike, act: run(toggle("strike")) },
          { name: "Code", icon: IconCode, on: now.code, act: run(toggle("code")) },
        ]
      : []),
    ...(now.writes && now.blocks
      ? [
          { name: "Subheading", icon: IconH2, on: now.subheading, act: run(toggleSubheading(2)) },
          { name: "Quote", icon: IconBlockquote, on: now.quote, act: run(toggleQuote("blockquote")) },
        ]
      : []),
    ...(onComment ? [{ name: "Comment", icon: IconMessage, act: onComment }] : []),
    ...(onSnippet && now.writes && now.blocks
      ? [{ name: "Save as snippet", icon: IconBookmarkPlus, act: onSnippet }]
      : []),
    { name: "Who wrote this", icon: IconUserQuestion, act: onWho },
  ];
  const box = paper.getBoundingClientRect();
  const start = editor.view.coordsAtPos(now.from, 1);
  const end = editor.view.coordsAtPos(now.to, -1);
  const oneLine = end.top < start.bottom;
  const middle = oneLine ? (start.left + end.right) / 2 : start.left + 120;
  const width = tools.length * 34 + 6;
  const left = Math.max(8, Math.min(middle - box.left - width / 2, box.width - width - 8));
  // Above the words; below them where there is no room above.
  const hasRoom = start.top - box.top >= 48;
  const top = (hasRoom ? start.top - 44 : end.bottom + 8) - box.top + paper.scrollTop;
  return (
    <div className={classes.bubble} style={{ left, top }} role="toolbar" aria-label="Selection">
      {tools.map((tool) => (
        <button
          key={tool.name}
          type="button"
          tabIndex={-1}
          aria-label={tool.name}
          aria-pressed={"on" in tool ? tool.on : undefined}
          onPointerDown={(event) => event.preventDefault()}
          onClick={tool.act}
        >
          <tool.icon size={16} stroke={1.8} aria-hidden="true" />
        </button>
      ))}
    </div>
  );
});
