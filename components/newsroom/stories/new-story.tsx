"use client";
import { Button } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconPlus } from "@tabler/icons-react";
import { useEffect } from "react";
import { startNewStory } from "#components/editor/new-story/new-stories.ts";
import { preloadStoryScreen } from "#components/editor/story-editor.tsx";
import { openNewPage, openNewStory } from "#lib/stories/actions.ts";
import type { Kind } from "#lib/stories/types.ts";
import classes from "./stories.module.css";

const kinds = {
  STORY: { words: "New story", open: openNewStory },
  PAGE: { words: "New page", open: openNewPage },
} as const;

/**
 * Opens a new story or page at once; before hydration it is a plain form, so that no early click is lost. In the bar the
 * key N does the same; with another `name` it is a button in the page.
 */
export function NewStory({ kind = "STORY", name }: { kind?: Kind; name?: string }) {
  const { words, open } = kinds[kind];
  const inBar = name === undefined;
  const onKey = (event: KeyboardEvent) => {
    const isCovered = document.querySelector('[role="dialog"][aria-modal="true"], [role="menu"]') !== null;
    if (!event.repeat && !isCovered) startNewStory(kind);
  };
  useHotkeys(inBar ? [["n", onKey]] : []);
  useEffect(preloadStoryScreen, []);
  return (
    <form
      action={open}
      onSubmit={(event) => {
        event.preventDefault();
        startNewStory(kind);
      }}
    >
      <Button type="submit" variant="filled" className={inBar ? (classes.create ?? "") : ""} aria-label={name ?? words}>
        <IconPlus size={18} stroke={1.8} aria-hidden="true" />
        <span>{name ?? words}</span>
        {inBar && (
          <span aria-hidden="true">
            <kbd>N</kbd>
          </span>
        )}
      </Button>
    </form>
  );
}
