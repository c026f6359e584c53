"use client";
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { FoundStories } from "#components/editor/bars/found-stories.tsx";
import { useSearch } from "#components/editor/bars/use-search.ts";
import type { StoryLook } from "#components/editor/lookup.ts";
import type { Failure } from "#lib/errors.ts";
import { searchStories } from "#lib/stories/actions.ts";
import { Dialog } from "../dialog.tsx";
import { Problem } from "../problem.tsx";

const ask = (query: string) => searchStories({ query, live: false });

type Props = { failure: Failure | null; choose: (storyId: string) => void; onClose: () => void };

/** Chooses the story at whose end the text of an item is added. */
export function StoryChoice({ failure, choose, onClose }: Props) {
  const [query, setQuery] = useState("");
  const search = useSearch<StoryLook>(query, ask);
  const isLocked = failure?.code === "WRONG_STATE";
  return (
    <Dialog opened onClose={onClose} title="Add to a story">
      <TextInput
        data-autofocus
        type="search"
        label="Find a story"
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
        error={
          isLocked
            ? "You cannot change this story as it is now: it may be filed or spiked. Choose another one, or send it back first."
            : undefined
        }
      />
      <Problem failure={isLocked ? null : failure} />
      <FoundStories search={search} without={[]} choose={({ id }) => choose(id)} none="No stories found." />
    </Dialog>
  );
}
