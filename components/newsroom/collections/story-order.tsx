"use client";
import { ActionIcon, Button } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconX } from "@tabler/icons-react";
import Link from "next/link";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { maxCollectionStories } from "#lib/collections/schema.ts";
import type { CardStory } from "#lib/fronts/desk-data.ts";
import { Thumb } from "../fronts/card-item.tsx";
import { AddStories } from "./add-stories.tsx";
import { moved } from "./changes.ts";
import classes from "./collections.module.css";
import { StoryLine } from "./story-line.tsx";

type Props = {
  ids: readonly string[];
  /** Those that the person may know of, by id. */
  stories: ReadonlyMap<string, CardStory>;
  mayManage: boolean;
  onChange: (ids: string[]) => void;
  onFound: (story: CardStory) => void;
};

/** The stories of a collection in order, moved by buttons or by Alt with an arrow key. */
export function StoryOrder({ ids, stories, mayManage, onChange, onFound }: Props) {
  const [isAdding, setAdding] = useState(false);
  const list = useRef<HTMLOListElement>(null);
  /** The button that was pressed: a row that moves in the document loses the focus. */
  const [pressed, setPressed] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (pressed === null) return;
    list.current?.querySelector<HTMLElement>(`[data-key="${pressed}"]`)?.focus();
    setPressed(null);
  }, [pressed]);
  const headlineOf = (id: string) => stories.get(id)?.headline || "A story that you may not see";
  const move = (id: string, by: -1 | 1, key: string) => {
    const next = moved(ids, id, by);
    if (next.join() === ids.join()) return;
    onChange(next);
    setPressed(key);
    setSaid(`${headlineOf(id)}: ${next.indexOf(id) + 1} of ${next.length}`);
  };
  const remove = (id: string) => {
    const at = ids.indexOf(id);
    const neighbour = ids[at + 1] ?? ids[at - 1];
    onChange(ids.filter((one) => one !== id));
    if (neighbour) setPressed(`${neighbour} remove`);
    setSaid(`${headlineOf(id)} removed`);
  };
  const keys = (event: KeyboardEvent, id: string, key: string) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    move(id, event.key === "ArrowUp" ? -1 : 1, key);
  };
  const isFull = ids.length >= maxCollectionStories;
  return (
    <section aria-labelledby="stories-title">
      <div className={classes.head}>
        <h2 id="stories-title">Stories in order</h2>
        {mayManage && (
          <Button disabled={isFull} onClick={() => setAdding(true)}>
            {isFull ? `Full: ${maxCollectionStories} stories` : "Add stories"}
          </Button>
        )}
      </div>
      {ids.length === 0 && (
        <p className={classes.none}>{mayManage ? "No stories yet. Choose “Add stories”." : "No stories yet."}</p>
      )}
      <ol ref={list} className={classes.stories} aria-label="Stories in order">
        {ids.map((id, index) => (
          <li key={id}>
            <span className={classes.number}>{index + 1}</span>
            <Thumb src={stories.get(id)?.picture ?? ""} />
            <div>
              <p className={classes.headline}>
                {stories.has(id) ? <Link href={`/desk/stories/${id}`}>{headlineOf(id)}</Link> : headlineOf(id)}
              </p>
              <StoryLine story={stories.get(id)} />
            </div>
            {mayManage && (
              <span className={classes.tools}>
                {(["up", "down"] as const).map((direction) => {
                  const atEnd = index === (direction === "up" ? 0 : ids.length - 1);
                  const Icon = direction === "up" ? IconArrowUp : IconArrowDown;
                  return (
                    // Not `disabled`: the clicked button must keep the focus.
                    <ActionIcon
                      key={direction}
                      aria-label={`Move ${direction} ${headlineOf(id)}`}
                      aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
                      aria-disabled={atEnd}
                      data-end={atEnd || undefined}
                      data-key={`${id} ${direction}`}
                      onClick={() => move(id, direction === "up" ? -1 : 1, `${id} ${direction}`)}
                      onKeyDown={(event) => keys(event, id, `${id} ${direction}`)}
                    >
                      <Icon size={16} stroke={1.6} aria-hidden="true" />
                    </ActionIcon>
                  );
                })}
                <ActionIcon
                  aria-label={`Remove ${headlineOf(id)}`}
                  data-key={`${id} remove`}
                  onClick={() => remove(id)}
                  onKeyDown={(event) => keys(event, id, `${id} remove`)}
                >
                  <IconX size={16} stroke={1.6} aria-hidden="true" />
                </ActionIcon>
              </span>
            )}
          </li>
        ))}
      </ol>
      <p className="vh" role="status">
        {said}
      </p>
      {isAdding && (
        <AddStories
          taken={new Set(ids)}
          onAdd={(story) => {
            onFound(story);
            onChange([...ids, story.id]);
          }}
          onClose={() => setAdding(false)}
        />
      )}
    </section>
  );
}
