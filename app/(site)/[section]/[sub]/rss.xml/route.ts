import { loadFeed } from "#lib/live/feed-loaders.ts";

export const dynamic = "force-dynamic";
export const GET = async (request: Request, { params }: { params: Promise<{ section: string; sub: string }> }) => {
  const { section, sub } = await params;
  return loadFeed(request, `/${section}/${sub}`);
};
