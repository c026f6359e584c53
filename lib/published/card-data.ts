// Cards of stories: what lists, fronts and rails show of each.
import type { Badge } from "#lib/document/fields.ts";
import type { Prisma } from "#lib/postgres/app.ts";
import { readerClient } from "#lib/postgres/reader.ts";
import { dependsOn, dependsOnSoon, goodUntil } from "#lib/press/context.ts";
import { mostReadTag } from "../reads/schema.ts";
import { badgeAt, cardPicture, readCardPicture, readFacts, readShown, resolveAuthors } from "./cards.ts";
import { findFallbacks } from "./fallback-data.ts";
import type { CardPicture, Headline, LiveCard } from "./types.ts";

export const named = { id: true, name: true, path: true } as const;
export const bylineSelect = { id: true, name: true, slug: true } as const;
export const newestFirst: Prisma.LiveStoryOrderByWithRelationInput[] = [{ publishedAt: "desc" }, { storyId: "desc" }];

export const cardSelect = {
  storyId: true,
  path: true,
  headline: true,
  kicker: true,
  standfirst: true,
  label: true,
  badge: true,
  badgeUntil: true,
  language: true,
  picture: true,
  publishedAt: true,
  updatedAt: true,
  section: { select: named },
  authors: {
    select: { author: { select: { ...bylineSelect, aliasOf: { select: bylineSelect } } } },
    orderBy: { position: "asc" },
  },
} satisfies Prisma.LiveStorySelect;
type CardRow = Prisma.LiveStoryGetPayload<{ select: typeof cardSelect }>;

/** The badge that a story has now. A page that shows it expires when it ends. */
export function shownBadge(row: { badge: string; badgeUntil: Date | null }): Badge {
  const badge = badgeAt(row, new Date());
  if (badge !== "" && row.badgeUntil) goodUntil(row.badgeUntil);
  return badge;
}

/** Cards of these rows in their order. */
async function toCards(rows: readonly CardRow[]): Promise<LiveCard[]> {
  const pictures = rows.map(({ picture }) => readCardPicture(picture));
  const elsewhere = await picturesOf(rows.filter(({ picture }, index) => picture !== null && !pictures[index]));
  const shown = rows.map(({ storyId }, index) => pictures[index] ?? elsewhere.get(storyId) ?? null);
  const isHidden = rows.map(({ picture }, index) => !shown[index] && readShown(picture) !== null);
  const fallbackOf = await findFallbacks(rows.filter((_, index) => isHidden[index]).map(({ section }) => section.id));
  dependsOnSoon(...rows.flatMap((row) => row.authors.map(({ author }) => `author:${author.aliasOf?.id ?? author.id}`)));
  return rows.map(({ storyId, authors, picture: _, badge, badgeUntil, ...rest }, index) => ({
    ...rest,
    id: storyId,
    badge: shownBadge({ badge, badgeUntil }),
    authors: resolveAuthors(authors.map(({ author }) => author)).map(({ id, name, path }) => ({ id, name, path })),
    picture: shown[index] ?? (isHidden[index] ? (fallbackOf(rest.section.id)?.picture ?? null) : null),
  }));
}

/** Pictures whose facts are not in the row: a node of an older version wrote it while this one runs. */
async function picturesOf(rows: readonly CardRow[]): Promise<ReadonlyMap<string, CardPicture | null>> {
  if (rows.length === 0) return new Map();
  const known = await readerClient().livePicture.findMany({
    where: { storyId: { in: rows.map(({ storyId }) => storyId) } },
    select: { storyId: true, pictureId: true, facts: true },
  });
  return new Map(
    rows.map(({ storyId, picture }) => {
      const shown = readShown(picture);
      const own = known.find((one) => one.storyId === storyId && one.pictureId === shown?.picture);
      return [storyId, cardPicture(shown, own && readFacts(own.facts))];
    }),
  );
}

/** The live ones of these stories, in the order of the ids. One that is not live is left out. */
export async function listByIds(ids: readonly string[]): Promise<LiveCard[]> {
  if (ids.length === 0) return [];
  const rows = await readerClient().liveStory.findMany({ where: { storyId: { in: [...ids] } }, select: cardSelect });
  dependsOn(...ids.map((id) => `story:${id}`)); // also of those that are not live: one may be reinstated
  const place = new Map(ids.map((id, index) => [id, index]));
  return toCards(rows.sort((a, b) => (place.get(a.storyId) ?? 0) - (place.get(b.storyId) ?? 0)));
}

/** The same for several lists of one page, in one go. A story that ceased to be live meanwhile is left out. */
export async function listCards<const Lists extends readonly (readonly string[])[]>(
  lists: Lists,
): Promise<{ [List in keyof Lists]: LiveCard[] }> {
  const cards = new Map((await listByIds([...new Set(lists.flat())])).map((card) => [card.id, card]));
  // There are as many lists as were given, which the type of `map` does not express.
  return lists.map((ids) => ids.flatMap((id) => cards.get(id) ?? [])) as { [List in keyof Lists]: LiveCard[] };
}

/** The newest stories of the paper. */
export async function listLatest(limit: number): Promise<LiveCard[]> {
  const rows = await readerClient().liveStory.findMany({
    where: { listed: true },
    select: cardSelect,
    orderBy: newestFirst,
    take: limit,
  });
  dependsOnSoon("latest");
  dependsOn(...rows.map((row) => `story:${row.storyId}`));
  return toCards(rows);
}

/**
 * The most read stories that are live, in the order of the ids. A story that is taken down disappears at once; a new order
 * may lag.
 */
export async function listMostRead(ids: readonly string[]): Promise<Headline[]> {
  dependsOnSoon(mostReadTag);
  if (ids.length === 0) return [];
  const rows = await readerClient().liveStory.findMany({
    where: { storyId: { in: [...ids] }, listed: true },
    select: { storyId: true, path: true, headline: true, language: true },
  });
  dependsOn(...ids.map((id) => `story:${id}`));
  return ids
    .flatMap((id) => rows.filter(({ storyId }) => storyId === id))
    .map(({ storyId, ...row }) => ({ id: storyId, ...row }));
}
