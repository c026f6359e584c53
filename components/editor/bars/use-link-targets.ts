"use client";
import { searchLinkTargets } from "#lib/stories/actions.ts";
import type { LinkTarget } from "#lib/stories/link-search-data.ts";
import { type QueryResults, useSearch } from "./use-search.ts";

export type TargetSearch = QueryResults<LinkTarget>;
const ask = (query: string) => searchLinkTargets({ query });

/** Pages of the paper that a query finds; null searches nothing. */
export const useLinkTargets = (query: string | null): TargetSearch => useSearch(query, ask);
