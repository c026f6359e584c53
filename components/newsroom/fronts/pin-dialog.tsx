"use client";
import { Button, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { notifications } from "@mantine/notifications";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { findStoriesToPin, pinStory } from "#lib/fronts/actions.ts";
import type { FoundStory, FrontPlace } from "#lib/fronts/data.ts";
import { Dialog, DialogFoot } from "../dialog.tsx";
import { useTimes } from "../newsroom-context.tsx";
import { Problem } from "../problem.tsx";
import { useServerAction } from "../use-server-action.ts";
import { useWallTime, WallQuestion } from "../use-wall-time.tsx";
import classes from "./fronts.module.css";

/** The name of a position within a sentence. */
export const nameInText = (slot: number): string => `the ${["lead", "second", "third", "fourth", "fifth"][slot]} story`;

type Props = { front: string; place: FrontPlace; opened: boolean; onClose: () => void };

/** Chooses the story to pin to a position, and until when. */
export function PinDialog({ front, place, opened, onClose }: Props) {
  const times = useTimes();
  const { slot, pin } = place;
  const [found, setFound] = useState<FoundStory[] | null>(null);
  const [story, setStory] = useState<string | null>(pin?.state === "not live" ? null : (pin?.story ?? null));
  const [until, setUntil] = useState<string | null>(
    pin?.until && pin.state !== "over" ? pin.until.toISOString() : null,
  );
  const time = useWallTime(until, setUntil);
  const { send, pending, failure } = useServerAction(pinStory);
  const asked = useRef(0);

  /** Responses can arrive out of order; only the latest request counts. */
  const search = (query: string) => {
    const mine = ++asked.current;
    findStoriesToPin({ query }).then(
      (result) => mine === asked.current && setFound(result.ok ? result.data : []),
      () => mine === asked.current && setFound([]), // pinning says what is wrong
    );
  };
  const searchLater = useDebouncedCallback(search, 200);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the newest stories are read when the dialog opens, once
  useEffect(() => {
    if (opened) search("");
  }, [opened]);

  const isUnclear = time.question !== null;
  const chosen = found?.find(({ id }) => id === story)?.headline ?? (pin?.story === story ? pin?.headline : undefined);
  const title = `Pin a story as ${nameInText(slot)}`;
  const isPast = failure?.code === "INVALID" && failure.detail?.field === "until";
  return (
    <Dialog opened={opened} onClose={onClose} title={title} size={620}>
      <form
        aria-label={title}
        onSubmit={(event) => {
          event.preventDefault();
          if (!story || isUnclear) return;
          send({ front, slot, story, until }, () => {
            onClose();
            notifications.show({ message: `${chosen ? `“${chosen}”` : "The story"} is pinned` });
          });
        }}
      >
        <TextInput
          type="search"
          aria-label="Find a published story"
          placeholder="Search published stories by headline"
          data-autofocus
          leftSection={<IconSearch size={16} stroke={1.6} aria-hidden="true" />}
          onChange={(event) => searchLater(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") event.preventDefault(); // the list updates while typing
          }}
        />
        <fieldset className={classes.found}>
          <legend className="vh">Published stories</legend>
          {found?.map((one) => (
            <label key={one.id}>
              <input
                type="radio"
                name="story"
                value={one.id}
                checked={one.id === story}
                onChange={() => setStory(one.id)}
              />
              <span>
                <b>{one.headline}</b>
                <span className="dim">
                  {one.section}, {times.full(one.publishedAt)}
                </span>
              </span>
            </label>
          ))}
          {found?.length === 0 && <p className="dim">No published stories found.</p>}
        </fieldset>
        <TextInput
          type="datetime-local"
          label="Until"
          description={`${time.shown ?? "Leave empty to pin the story until it is unpinned"}. Newsroom time: ${times.zone}.`}
          value={time.wall}
          onChange={(event) => time.type(event.currentTarget.value)}
          error={isPast ? "Choose a time in the future." : undefined}
        />
        <WallQuestion question={time.question} />
        <Problem failure={isPast ? null : failure} />
        <DialogFoot note={found && !chosen ? "Choose a story from the list." : undefined}>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="filled" loading={pending} disabled={!story || isUnclear}>
            Pin
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
}
