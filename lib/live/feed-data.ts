import { documentFromJson } from "#lib/document/build.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { projectLive } from "#lib/document/project-live.ts";
import type { Prisma } from "../postgres/app.ts";
import { readerClient } from "../postgres/reader.ts";
import { dependsOn, dependsOnSoon } from "../press/context.ts";
import { listByIds } from "./data.ts";
import type { LiveCard, SitemapEntry } from "./types.ts";

/** Items in a feed. */
const feedSize = 30;
/** Addresses in one part of the site map; the protocol allows no more. */
export const sitemapPartSize = 50_000;

export type FeedItem = {
  card: LiveCard;
  document: NodeJson;
  topics: string[];
  linked: Map<string, { path: string; headline: string }>;
};

/** The newest stories of the paper, or of a section and its sub-sections, with their whole text. */
export async function listForFeed(
  sectionPath: string | null,
): Promise<{ items: FeedItem[]; section: { name: string } | null } | null> {
  const reader = readerClient();
  let where: Prisma.LiveStoryWhereInput = {};
  let section: { name: string } | null = null;
  if (sectionPath !== null) {
    const found = await reader.section.findUnique({
      where: { path: sectionPath },
      select: { id: true, name: true, children: { select: { id: true } } },
    });
    dependsOn("sections");
    if (!found) return null;
    const ids = [found.id, ...found.children.map(({ id }) => id)];
    dependsOn(...ids.map((id) => `section:${id}`));
    where = { sectionId: { in: ids } };
    section = { name: found.name };
  }
  const rows = await reader.liveStory.findMany({
    where,
    orderBy: [{ publishedAt: "desc" }, { storyId: "desc" }],
    take: feedSize,
    select: {
      storyId: true,
      document: true,
      topics: { orderBy: { position: "asc" }, select: { topic: { select: { name: true } } } },
    },
  });
  dependsOnSoon("latest");
  const cards = new Map((await listByIds(rows.map(({ storyId }) => storyId))).map((card) => [card.id, card]));
  const linkedIds = rows.flatMap(({ document }) => projectLive(documentFromJson(document)).bodyStories);
  const linked = new Map(
    (await listByIds([...new Set(linkedIds)])).map(({ id, path, headline }) => [id, { path, headline }]),
  );
  const items = rows.flatMap((row) => {
    const card = cards.get(row.storyId);
    return card
      ? [{ card, document: row.document as NodeJson, topics: row.topics.map(({ topic }) => topic.name), linked }]
      : [];
  });
  return { items, section };
}

/** How many parts the site map has; 1 while it needs no index. */
export async function countSitemapParts(): Promise<number> {
  const stories = await readerClient().liveStory.count({ where: { noindex: false } });
  dependsOnSoon("latest");
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
  dependsOnSoon("latest");
  const stories = rows.map((row) => ({ path: row.path, changedAt: row.updatedAt ?? row.publishedAt }));
  if (part > 1) return stories;
  const sections = await reader.section.findMany({ orderBy: { position: "asc" }, select: { path: true } });
  dependsOn("sections");
  const newest = stories[0]?.changedAt ?? new Date(0);
  return [{ path: "/", changedAt: newest }, ...sections.map(({ path }) => ({ path, changedAt: newest })), ...stories];
}
