import type { Prisma } from "#lib/postgres/app.ts";
import type { NewsEntry } from "../feeds/sitemap.ts";
import { readerClient } from "../postgres/reader.ts";
import { dependsOn, goodUntil } from "../press/context.ts";
import { listByIds } from "./card-data.ts";
import { listCollectionsForSitemap } from "./collections/data.ts";
import { type ListPlace, listWhole } from "./data.ts";
import { listPagesForSitemap } from "./pages/data.ts";
import { listTranslationsOfAll } from "./translations/data.ts";
import type { LiveStoryPage, SitemapEntry } from "./types.ts";

/** Items in a feed. */
const feedSize = 30;
/** A larger site map is split into a file for each month, which changes only with the stories of the month. */
const wholeSitemap = 1_000;
/** Addresses in one file; the protocol allows no more. */
const maxAddresses = 50_000;

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
    where: { noindex: false, listed: true, publishedAt: { gt: new Date(now.getTime() - newsAge) } },
    orderBy: [{ publishedAt: "desc" }, { storyId: "desc" }],
    take: 1_000,
    select: { storyId: true, path: true, headline: true, language: true, publishedAt: true },
  });
  dependsOn("latest", ...rows.map((row) => `story:${row.storyId}`));
  const oldest = rows.at(-1);
  if (oldest) goodUntil(new Date(oldest.publishedAt.getTime() + newsAge));
  return rows.map(({ storyId: _, ...row }) => row);
}

const sitemapSelect = { storyId: true, translationOf: true, path: true, publishedAt: true, updatedAt: true } as const;
type SitemapRow = Prisma.LiveStoryGetPayload<{ select: typeof sitemapSelect }>;

async function entriesOf(rows: readonly SitemapRow[]): Promise<SitemapEntry[]> {
  const translations = await listTranslationsOfAll(
    rows.map(({ storyId: id, translationOf }) => ({ id, translationOf })),
  );
  return rows.map(({ storyId, path, publishedAt, updatedAt }) => ({
    path,
    changedAt: updatedAt ?? publishedAt,
    translations: translations.get(storyId) ?? [],
  }));
}

/** Every address in one list, newest first; null where there are too many for it. */
export async function listForSitemap(): Promise<SitemapEntry[] | null> {
  const rows = await readerClient().liveStory.findMany({
    where: { noindex: false, listed: true },
    orderBy: [{ publishedAt: "desc" }, { storyId: "desc" }],
    take: wholeSitemap + 1,
    select: sitemapSelect,
  });
  dependsOn("latest");
  return rows.length > wholeSitemap ? null : [...(await listPlacesForSitemap()), ...(await entriesOf(rows))];
}

/** The front, the sections, the standing pages and the collections. */
export async function listPlacesForSitemap(): Promise<SitemapEntry[]> {
  const sections = await readerClient().section.findMany({ orderBy: { position: "asc" }, select: { path: true } });
  dependsOn("sections");
  return [{ path: "/" }, ...sections, ...(await listPagesForSitemap()), ...(await listCollectionsForSitemap())];
}

/** The stories of a month ("2026-11", by UTC: it is no reader's calendar), newest first. */
export async function listMonthForSitemap(month: string): Promise<SitemapEntry[]> {
  const from = new Date(`${month}-01T00:00:00Z`);
  const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1, 1));
  const rows = await readerClient().liveStory.findMany({
    where: { noindex: false, listed: true, publishedAt: { gte: from, lt: to } },
    orderBy: [{ publishedAt: "desc" }, { storyId: "desc" }],
    take: maxAddresses,
    select: sitemapSelect,
  });
  dependsOn(`month:${month}`);
  return entriesOf(rows);
}
