import { loadFeed } from "#lib/live/feed-loaders.ts";

export const dynamic = "force-dynamic";
export const GET = async (request: Request, { params }: { params: Promise<{ section: string }> }) =>
  loadFeed(request, `/${(await params).section}`);
