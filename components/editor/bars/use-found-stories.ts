"use client";
import { useEffect, useState } from "react";
import { searchStories } from "#lib/stories/actions.ts";
import type { StoryLook } from "../lookup.ts";

/** Delay in milliseconds after the last key. */
const pause = 200;

export type StorySearch = {
  /** Null until the first response. */
  found: StoryLook[] | null;
  failed: boolean;
  /** Whether the results belong to the current query, not to an earlier one. */
  isCurrent: boolean;
};

/** Published stories whose headlines contain the words of the query; null searches nothing. */
export function useFoundStories(query: string | null): StorySearch {
  const [answered, setAnswered] = useState<{ query: string; found: StoryLook[] | null; failed: boolean } | null>(null);
  useEffect(() => {
    if (query === null) return;
    let ended = false;
    const timer = setTimeout(async () => {
      const answer = await searchStories({ query, live: true }).catch(() => null);
      if (ended) return;
      setAnswered((before) =>
        answer?.ok
          ? { query, found: answer.data, failed: false }
          : { query, found: before?.found ?? null, failed: true },
      );
    }, pause);
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [query]);
  return {
    found: answered?.found ?? null,
    failed: answered?.failed ?? false,
    isCurrent: answered?.query === query && !answered.failed,
  };
}
