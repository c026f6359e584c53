"use client";
import { Button, Menu, SegmentedControl, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { findStoriesForFront } from "#lib/fronts/actions.ts";
import type { CardStory } from "#lib/fronts/desk-data.ts";
import type { FrontStoriesQuery } from "#lib/fronts/draft-schema.ts";
import { StoryState, Thumb } from "./card-item.tsx";
import classes from "./compose.module.css";
import { dragProps } from "./dragging.ts";
import { paneId } from "./front-jumps.tsx";
import type { PlaceTarget } from "./front-words.ts";

const filters: Record<FrontStoriesQuery["state"], string> = {
  all: "All",
  live: "Live",
  scheduled: "Scheduled",
  ready: "Filed",
};

type Filter = { query: string; state: FrontStoriesQuery["state"]; section: string | null };

type Props = {
  sections: readonly { id: string; name: string }[];
  targets: readonly PlaceTarget[];
  /** Stories that are on the front. */
  placed: ReadonlySet<string>;
  onPlace: (story: CardStory, container: string) => void;
  mayEdit: boolean;
};

/** The newest stories, to be dragged or placed on the front. */
export function StoryFeed({ sections, targets, placed, onPlace, mayEdit }: Props) {
  const [filter, setFilter] = useState<Filter>({ query: "", state: "all", section: null });
  const [found, setFound] = useState<CardStory[] | null>(null);
  const asked = useRef(0);
  /** Responses can arrive out of order; only the latest request counts. */
  const search = (next: Filter) => {
    const mine = ++asked.current;
    findStoriesForFront(next).then(
      (result) => mine === asked.current && setFound(result.ok ? result.data : []),
      () => mine === asked.current && setFound([]),
    );
  };
  const searchLater = useDebouncedCallback(search, 200);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the newest stories are read when the page opens, once
  useEffect(() => search(filter), []);
  const choose = (change: Partial<Filter>) => {
    const next = { ...filter, ...change };
    setFilter(next);
    search(next);
  };
  return (
    <section id={paneId("stories")} tabIndex={-1} className={classes.feed} aria-label="Stories">
      <TextInput
        type="search"
        aria-label="Find a story"
        placeholder="Search by headline"
        leftSection={<IconSearch size={16} stroke={1.6} aria-hidden="true" />}
        value={filter.query}
        onChange={(event) => {
          const next = { ...filter, query: event.currentTarget.value };
          setFilter(next);
          searchLater(next);
        }}
      />
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label="State"
        value={filter.state}
        onChange={(value) => choose({ state: value as FrontStoriesQuery["state"] })}
        data={Object.entries(filters).map(([value, label]) => ({ value, label }))}
      />
      <Select
        size="xs"
        aria-label="Section"
        placeholder="All sections"
        clearable
        searchable
        value={filter.section}
        onChange={(section) => choose({ section })}
        data={sections.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <ul className={classes.stories}>
        {found?.map((story) => (
          <li
            key={story.id}
            className={classes.story}
            {...(mayEdit ? dragProps({ kind: "story", id: story.id, story }, story.headline) : {})}
          >
            <Thumb src={story.picture} />
            <div className={classes.what}>
              <p className={classes.headline}>{story.headline || "No headline yet"}</p>
              <p className={classes.state} data-state={story.state}>
                <StoryState story={story} />
              </p>
              <div className={classes.storyFoot}>
                {placed.has(story.id) && <span className={classes.onFront}>On this front</span>}
                {mayEdit && (
                  <Menu width={240} position="bottom-start" withinPortal>
                    <Menu.Target>
                      <Button size="compact-sm" aria-label={`Place “${story.headline}”…`}>
                        Place…
                      </Button>
                    </Menu.Target>
                    <Menu.Dropdown>
                      {targets.map(({ id, name }) => (
                        <Menu.Item key={id} onClick={() => onPlace(story, id)}>
                          {name}
                        </Menu.Item>
                      ))}
                    </Menu.Dropdown>
                  </Menu>
                )}
              </div>
            </div>
          </li>
        ))}
        {found?.length === 0 && <li className={classes.none}>No stories found.</li>}
      </ul>
    </section>
  );
}
