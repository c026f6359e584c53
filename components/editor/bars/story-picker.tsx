"use client";
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "#components/newsroom/dialog.tsx";
import type { StoryLook } from "../lookup.ts";
import classes from "./bars.module.css";
import { FoundStories } from "./found-stories.tsx";
import { useFoundStories } from "./use-found-stories.ts";

type Props = { title: string; without: readonly string[]; choose: (story: StoryLook) => void; close: () => void };

/** Finds a published story by its headline. */
export function StoryPicker({ title, without, choose, close }: Props) {
  const [query, setQuery] = useState("");
  const search = useFoundStories(query);
  return (
    <Dialog opened onClose={close} title={title} size={520}>
      <div className={classes.form}>
        <TextInput
          data-autofocus
          type="search"
          label="Find a published story"
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        <FoundStories search={search} without={without} choose={choose} />
      </div>
    </Dialog>
  );
}
