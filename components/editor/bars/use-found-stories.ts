"use client";
import { searchStories } from "#lib/stories/actions.ts";
import type { StoryLook } from "../lookup.ts";
import { type QueryResults, useSearch } from "./use-search.ts";

export type StorySearch = QueryResults<StoryLook>;
const ask = (query: string) => searchStories({ query, live: true });

/** Published stories whose headlines contain the words of the query; null searches nothing. */
export const useFoundStories = (query: string | null): StorySearch => useSearch(query, ask);
