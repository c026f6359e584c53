import type { NewsEntry } from "../feeds/sitemap.ts";
import { readerClient } from "../postgres/reader.ts";
import { dependsOn, goodUntil } from "../press/context.ts";
import { type ListPlace, listByIds, listWhole } from "./data.ts";
import type { LiveStoryPage, SitemapEntry } from "./types.ts";

/** Items in a feed. */
const feedSize = 30;
/** Addresses in one part of the site map; the protocol allows no more. */
export const sitemapPartSize = 50_000;

/** Milliseconds that a story counts as news. */
const newsAge = 2 * 24 * 3_600_000;

/** A story that a text shows as a card, as far as feeds need it. */
export type Linked = ReadonlyMap<string, { path: string; headline: string }>;
export type Feed = { stories: LiveStoryPage[]; linked: Linked };

/** The newest stories with their whole text. */
export async function getFeed(place: ListPlace): Promise<Feed> {
  const stories = await listWhole(feedSize, place);
  dependsOn("sections"); // each item names its own
  const cards = await listByIds([...new Set(stories.flatMap((story) => story.bodyStories))]);
  return { stories, linked: new Map(cards.map(({ id, path, headline }) => [id, { path, headline }])) };
}

/** The stories of the last two days for the news site map, at most 1,000, newest first. It changes by itself as they age. */
export async function listForNews(now: Date): Promise<NewsEntry[]> {
  const rows = await readerClient().liveStory.findMany({
    where: { noindex: false, publishedAt: { gt: new Date(now.getTime() - newsAge) } },
    orderBy: [{ publishedAt: "desc" }, { storyId: "desc" }],
    take: 1_000,
    select: { storyId: true, path: true, headline: true, language: true, publishedAt: true },
  });
  dependsOn("latest", ...rows.map((row) => `story:${row.storyId}`));
  const oldest = rows.at(-1);
  if (oldest) goodUntil(new Date(oldest.publishedAt.getTime() + newsAge));
  return rows.map(({ storyId: _, ...row }) => row);
}

/** How many parts the site map has; 1 while it needs no index. */
export async function countSitemapParts(): Promise<number> {
  const stories = await readerClient().liveStory.count({ where: { noindex: false } });
  dependsOn("latest");
  return Math.max(1, Math.ceil(stories / sitemapPartSize));
}

/** One part of the site map, newest first; the first also holds the front and the sections. */
export async function listForSitemap(part: number): Promise<SitemapEntry[]> {
  const reader = readerClient();
  const rows = await reader.liveStory.findMany({
    where: { noindex: false },
    orderBy: [{ publishedAt: "desc" }, { storyId: "desc" }],
    skip: (part - 1) * sitemapPartSize,
    take: sitemapPartSize,
    select: { path: true, publishedAt: true, updatedAt: true },
  });
  dependsOn("latest");
  const stories = rows.map((row) => ({ path: row.path, changedAt: row.updatedAt ?? row.publishedAt }));
  if (part > 1) return stories;
  const sections = await reader.section.findMany({ orderBy: { position: "asc" }, select: { path: true } });
  dependsOn("sections");
  return [{ path: "/" }, ...sections, ...stories];
}
