import { feedRoute } from "#lib/reading/feed-loaders.ts";

export const dynamic = "force-dynamic";
export const GET = feedRoute("json");
