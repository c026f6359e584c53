"use client";
import type { Editor } from "@tiptap/core";
import { useCallback, useEffect, useState } from "react";
import type { StoryStatus } from "#lib/stories/types.ts";
import type { Sides } from "./use-comparison.ts";
import { type History, useHistory } from "./use-history.ts";
import { type Restore, useRestore } from "./use-restore.tsx";

export type Past = {
  history: History;
  /** What is compared in place of the text; null while one writes. */
  sides: Sides | null;
  choose: (sides: Sides) => void;
  /** From the list: compares a revision with the copy; once more: back to writing. */
  toggle: (number: number) => void;
  /** Back to writing: the caret is where it was. */
  close: () => void;
  restore: Restore;
};

type Around = {
  editor: Editor;
  storyId: string;
  /** Grows whenever the story's state changed. */
  news: number;
  /** Whether the list of revisions is on the screen. */
  isListed: boolean;
  flush: () => Promise<boolean>;
  onStatus: (status: StoryStatus) => void;
};

/** Whether something lies over the page that Escape is for. */
const isCovered = (): boolean =>
  [...document.querySelectorAll('[role="dialog"], [role="menu"], [role="listbox"]')].some((one) =>
    one.checkVisibility(),
  );

/** The history of an open story, and which of it one looks at. */
export function usePast({ editor, storyId, news, isListed, flush, onStatus }: Around): Past {
  const [sides, setSides] = useState<Sides | null>(null);
  const history = useHistory(storyId, news, isListed || sides !== null);
  const restore = useRestore({ editor, storyId, flush, onStatus });
  const isOpen = sides !== null;

  const close = useCallback(() => {
    setSides(null);
    // The text can take the focus once it is to be seen.
    requestAnimationFrame(() => editor.view.focus());
  }, [editor]);

  useEffect(() => {
    if (!isOpen) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || isCovered()) return;
      event.preventDefault();
      close();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [isOpen, close]);

  return {
    history,
    sides,
    choose: setSides,
    toggle: (number) =>
      sides?.from === number && sides.to === "copy" ? close() : setSides({ from: number, to: "copy" }),
    close,
    restore,
  };
}
