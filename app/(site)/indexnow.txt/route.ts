import { loadIndexNowKey } from "#lib/published/feed-loaders.ts";

export const dynamic = "force-dynamic";
export const GET = loadIndexNowKey;
