import { loadIndexNowKey } from "#lib/reading/feed-loaders.ts";

export const dynamic = "force-dynamic";
export const GET = loadIndexNowKey;
