"use client";
import { Modal, TextInput } from "@mantine/core";
import { useEffect, useState } from "react";
import { searchStories } from "#lib/stories/actions.ts";
import type { StoryLook } from "../lookup.ts";
import classes from "./bars.module.css";

type Props = { title: string; without: readonly string[]; choose: (story: StoryLook) => void; close: () => void };

/** Finds a live story by its headline. */
export function StoryPicker({ title, without, choose, close }: Props) {
  const [query, setQuery] = useState("");
  const [found, setFound] = useState<StoryLook[] | null>(null);
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    let ended = false;
    const timer = setTimeout(async () => {
      const answer = await searchStories({ query, live: true }).catch(() => null);
      if (ended) return;
      setFailed(!answer?.ok);
      if (answer?.ok) setFound(answer.data);
    }, 200);
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [query]);

  const shown = found?.filter(({ id }) => !without.includes(id));
  return (
    <Modal opened onClose={close} title={title} size={520}>
      <div className={classes.form}>
        <TextInput
          data-autofocus
          type="search"
          label="Find a live story"
          value={query}
          onChange={(event) => setQuery(event.currentTarget.value)}
        />
        {failed && <p role="alert">The stories could not be searched. Try again in a moment.</p>}
        <ul className={classes.stories} aria-label="Stories found">
          {shown?.map((story) => (
            <li key={story.id}>
              <button type="button" onClick={() => choose(story)}>
                <b>{story.headline || "Untitled"}</b>
                <span>{story.path}</span>
              </button>
            </li>
          ))}
        </ul>
        {shown?.length === 0 && !failed && <p className="dim">No live story has these words in its headline.</p>}
      </div>
    </Modal>
  );
}
