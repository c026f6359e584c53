import { feedRoute } from "#lib/published/feed-loaders.ts";

export const dynamic = "force-dynamic";
export const GET = feedRoute("atom");
