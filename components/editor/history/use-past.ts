"use client";
import type { Editor } from "@tiptap/core";
import { useCallback, useEffect, useRef, useState } from "react";
import type { StoryStatus } from "#lib/stories/types.ts";
import type { Sides } from "./use-comparison.ts";
import { type History, useHistory } from "./use-history.ts";
import { type Restore, useRestore } from "./use-restore.tsx";

export type Past = {
  history: History;
  /** The comparison shown in place of the text; null while writing. */
  sides: Sides | null;
  choose: (sides: Sides) => void;
  /** Compares a revision from the list with the working copy; a second call closes the comparison. */
  toggle: (number: number) => void;
  /** Closes the comparison and puts the caret back. */
  close: () => void;
  restore: Restore;
};

type Around = {
  editor: Editor;
  storyId: string;
  /** A counter that grows with every change of the story's status. */
  news: number;
  /** Whether the list of revisions is visible. */
  isListed: boolean;
  flush: () => Promise<boolean>;
  onStatus: (status: StoryStatus) => void;
};

/** Whether an overlay of the page handles Escape. */
const isCovered = (): boolean =>
  [...document.querySelectorAll('[role="dialog"], [role="menu"], [role="listbox"]')].some((one) =>
    one.checkVisibility(),
  );

/** The history of an open story, and the revision that is shown. */
export function usePast({ editor, storyId, news, isListed, flush, onStatus }: Around): Past {
  const [sides, setSides] = useState<Sides | null>(null);
  const history = useHistory(storyId, news, isListed || sides !== null);
  const restore = useRestore({ editor, storyId, flush, onStatus });
  const isOpen = sides !== null;

  const close = useCallback(() => setSides(null), []);

  const wasOpen = useRef(false);
  useEffect(() => {
    // Only a text that is visible again can take the focus.
    if (wasOpen.current && !isOpen) editor.view.focus();
    wasOpen.current = isOpen;
  }, [isOpen, editor]);

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
