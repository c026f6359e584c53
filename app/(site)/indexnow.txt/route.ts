import { loadIndexNowKey } from "#lib/live/feed-loaders.ts";

export const dynamic = "force-dynamic";
export const GET = loadIndexNowKey;
