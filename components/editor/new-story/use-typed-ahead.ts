"use client";
import type { Editor } from "@tiptap/core";
import { useEffect } from "react";
import type { OpenStory } from "#lib/stories/types.ts";
import { typeInto } from "./type-into.ts";
import { handOver } from "./typed-ahead.ts";

/** Inserts what was typed before the editor of a new story was ready, and focuses the editor. */
export function useTypedAhead(editor: Editor, story: OpenStory): void {
  const isNew = story.creates !== undefined;
  useEffect(() => {
    if (!isNew) return;
    return handOver(story.id, (text, hasFocus) => {
      typeInto(editor.view, text);
      if (hasFocus) editor.view.focus();
    });
  }, [editor, story.id, isNew]);
}
