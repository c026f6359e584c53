"use client";
import { searchLinkTargets } from "#lib/stories/actions.ts";
import type { LinkTarget } from "#lib/stories/link-search-data.ts";
import { type Search, useSearch } from "./use-search.ts";

export type TargetSearch = Search<LinkTarget>;
const ask = (query: string) => searchLinkTargets({ query });

/** Pages of the paper that a query finds; null searches nothing. */
export const useLinkTargets = (query: string | null): TargetSearch => useSearch(query, ask);
