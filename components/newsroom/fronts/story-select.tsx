"use client";
import { Select } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";
import { findStoriesForFront } from "#lib/fronts/actions.ts";
import type { CardStory } from "#lib/fronts/desk-data.ts";

type Props = {
  label: string;
  description?: string;
  /** "" for none. */
  value: string;
  /** The headline of the chosen story, where known. */
  name: string;
  /** Only published stories are offered. */
  isLive?: boolean;
  error?: string | undefined;
  /** Not offered. */
  except?: readonly string[];
  onChoose: (story: CardStory | null) => void;
};

/** Chooses a story by its headline. */
export function StorySelect({ label, description, value, name, isLive = false, error, except = [], onChoose }: Props) {
  const [found, setFound] = useState<CardStory[]>([]);
  const asked = useRef(0);
  const find = async (query: string) => {
    const mine = ++asked.current;
    const result = await findStoriesForFront({ query, state: isLive ? "live" : "all" }).catch(() => null);
    if (mine === asked.current && result?.ok) setFound(result.data);
  };
  const findLater = useDebouncedCallback((query: string) => void find(query), 200);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the newest stories are offered when the field opens
  useEffect(() => void find(""), []);
  const offered = found
    .filter(({ id }) => !except.includes(id))
    .map(({ id, headline }) => ({ value: id, label: headline }));
  const own = { value, label: name || "The chosen story" };
  return (
    <Select
      label={label}
      description={description}
      searchable
      clearable
      placeholder="Type words of a headline"
      nothingFoundMessage="Nothing found"
      filter={({ options }) => options}
      value={value || null}
      error={error}
      onSearchChange={findLater}
      onChange={(id) => onChoose(found.find((story) => story.id === id) ?? null)}
      data={value === "" || offered.some((one) => one.value === value) ? offered : [own, ...offered]}
    />
  );
}
