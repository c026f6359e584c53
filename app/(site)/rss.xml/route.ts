import { loadFeed } from "#lib/reading/feed-loaders.ts";

export const dynamic = "force-dynamic";
export const GET = (request: Request) => loadFeed(request, "/", "rss");
