import { loadFeed } from "#lib/live/feed-loaders.ts";

export const dynamic = "force-dynamic";
export const GET = (request: Request) => loadFeed(request, "/", "atom");
