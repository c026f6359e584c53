"use client";
import { ActionIcon, Button, TextInput, Tooltip } from "@mantine/core";
import { IconExternalLink, IconRefresh, IconX } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { ScaledFrame } from "#components/newsroom/small-forms/scaled-frame.tsx";
import { searchStories } from "#lib/stories/actions.ts";
import { FoundStories } from "../bars/found-stories.tsx";
import { useSearch } from "../bars/use-search.ts";
import classes from "./beside.module.css";
import type { Beside } from "./use-beside.ts";

type Props = { storyId: string; beside: Beside; close: () => void };
const ask = (query: string) => searchStories({ query, live: false });
/** Pixels of the screen on which the page is shown. */
const pageWidth = 640;

/**
 * Another story beside the text: as its saved text would look to readers, or its own page in a frame, where it can be written.
 * The frame keeps keys, saving and presence of both stories apart, as two windows do.
 */
export function BesidePane({ storyId, beside, close }: Props) {
  const { story, choose, isEdited, edit } = beside;
  const frame = useRef<HTMLIFrameElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const isChoosing = story === null;
  // A reload brings the pane back without taking the focus from the text.
  const wasChoosing = useRef(isChoosing);
  useEffect(() => {
    if (isChoosing) search.current?.focus();
    else if (wasChoosing.current) title.current?.focus();
    wasChoosing.current = isChoosing;
  }, [isChoosing]);
  return (
    <aside className={classes.beside} data-beside="" aria-label="Story beside">
      <header className={classes.head}>
        <h2 ref={title} tabIndex={-1}>
          {story ? story.headline || "Untitled" : "A second story"}
        </h2>
        {story && (
          <>
            <Button size="compact-sm" variant="default" onClick={() => edit(!isEdited)}>
              {isEdited ? "Read" : "Edit"}
            </Button>
            <Button size="compact-sm" variant="default" onClick={() => choose(null)}>
              Change
            </Button>
            {!isEdited && (
              <Tooltip label="Load the newest text">
                <ActionIcon
                  aria-label="Load the newest text"
                  onClick={() => frame.current?.contentWindow?.location.reload()}
                >
                  <IconRefresh size={18} aria-hidden="true" />
                </ActionIcon>
              </Tooltip>
            )}
            <Tooltip label="Open in a new tab">
              <ActionIcon
                component="a"
                href={`/desk/stories/${story.id}`}
                target="_blank"
                aria-label="Open in a new tab"
              >
                <IconExternalLink size={18} aria-hidden="true" />
              </ActionIcon>
            </Tooltip>
          </>
        )}
        <ActionIcon aria-label="Close the second story" onClick={close}>
          <IconX size={18} aria-hidden="true" />
        </ActionIcon>
      </header>
      {story ? (
        <div className={classes.stage}>
          {isEdited ? (
            <iframe className={classes.page} src={`/desk/stories/${story.id}`} title={story.headline || "Untitled"} />
          ) : (
            <ScaledFrame
              src={`/desk/preview/${story.id}`}
              title={story.headline || "Untitled"}
              width={pageWidth}
              frameRef={frame}
            />
          )}
        </div>
      ) : (
        <Choice storyId={storyId} choose={choose} field={search} />
      )}
    </aside>
  );
}

type ChoiceProps = { storyId: string; choose: Beside["choose"]; field: React.RefObject<HTMLInputElement | null> };

function Choice({ storyId, choose, field }: ChoiceProps) {
  const [query, setQuery] = useState("");
  const found = useSearch(query, ask);
  return (
    <div className={classes.choice}>
      <TextInput
        ref={field}
        type="search"
        label="Find a story by headline, author or address"
        value={query}
        onChange={(event) => setQuery(event.currentTarget.value)}
      />
      <FoundStories
        search={found}
        without={[storyId]}
        none="No stories found."
        choose={({ id, headline }) => choose({ id, headline })}
      />
    </div>
  );
}
