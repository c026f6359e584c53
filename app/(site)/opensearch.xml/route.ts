import { loadOpenSearch } from "#lib/live/feed-loaders.ts";

export const dynamic = "force-dynamic";
export const GET = loadOpenSearch;
