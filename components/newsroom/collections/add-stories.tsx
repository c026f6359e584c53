"use client";
import { Button, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { findStoriesForFront } from "#lib/fronts/actions.ts";
import type { CardStory } from "#lib/fronts/desk-data.ts";
import { Dialog, DialogFoot } from "../dialog.tsx";
import classes from "./collections.module.css";
import { StoryLine } from "./story-line.tsx";

type Props = {
  taken: ReadonlySet<string>;
  onAdd: (story: CardStory) => void;
  onClose: () => void;
  title?: string;
  /** Whether only published stories are offered. */
  isLiveOnly?: boolean;
};

/** Finds stories by their headlines and adds them one by one. */
export function AddStories({ taken, onAdd, onClose, title = "Add stories", isLiveOnly = false }: Props) {
  const [query, setQuery] = useState("");
  const [found, setFound] = useState<CardStory[] | null>(null);
  const [hasFailed, setFailed] = useState(false);
  const asked = useRef(0);
  const search = (text: string) => {
    /** Responses can arrive out of order; only the latest request counts. */
    const mine = ++asked.current;
    findStoriesForFront({ query: text, state: isLiveOnly ? "live" : "all", section: null }).then(
      (result) => {
        if (mine !== asked.current) return;
        setFailed(!result.ok);
        setFound(result.ok ? result.data : []);
      },
      () => mine === asked.current && setFailed(true),
    );
  };
  const searchLater = useDebouncedCallback(search, 200);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the newest stories are read when the dialog opens, once
  useEffect(() => search(""), []);
  return (
    <Dialog opened onClose={onClose} title={title}>
      <TextInput
        type="search"
        data-autofocus
        aria-label="Find a story"
        placeholder="Search by headline"
        leftSection={<IconSearch size={16} stroke={1.6} aria-hidden="true" />}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          searchLater(event.currentTarget.value);
        }}
      />
      <ul className={classes.found} aria-label="Stories found">
        {found?.map((story) => (
          <li key={story.id}>
            <div>
              <p className={classes.headline}>{story.headline || "No headline yet"}</p>
              <StoryLine story={story} />
            </div>
            {taken.has(story.id) ? (
              <span className="dim small">Added</span>
            ) : (
              <Button size="compact-sm" aria-label={`Add ${story.headline}`} onClick={() => onAdd(story)}>
                Add
              </Button>
            )}
          </li>
        ))}
      </ul>
      {hasFailed && <p role="alert">The search did not respond. Try again.</p>}
      {!hasFailed && found?.length === 0 && <p className={classes.none}>No stories found.</p>}
      <DialogFoot>
        <Button variant="filled" onClick={onClose}>
          Done
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
