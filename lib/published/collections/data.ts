// Series and issues as readers get them.
import type { CollectionKind } from "../../collections/types.ts";
import type { Prisma } from "../../postgres/app.ts";
import { readerClient } from "../../postgres/reader.ts";
import { dependsOn } from "../../press/context.ts";
import { cardPicture, readFacts } from "../cards.ts";
import type { CardPicture, Named, SitemapEntry } from "../types.ts";

/** The tag of everything that shows a collection. */
export const collectionTag = (id: string): string => `collection:${id}`;
/** The tag of a story's page, which leads to the collections that have the story. */
export const partTag = (storyId: string): string => `part:${storyId}`;
/** The tag of everything that lists the addresses of collections. */
export const collectionsTag = "collections";

/** A published collection without its stories. */
export type LiveCollection = Named & {
  kind: CollectionKind;
  /** Plain text; an empty line separates paragraphs. */
  intro: string;
  cover: (CardPicture & { credit: string }) | null;
  /** In order, those that are live and in lists. */
  storyIds: string[];
  publishedAt: Date;
  updatedAt: Date;
};

const collectionSelect = {
  id: true,
  path: true,
  kind: true,
  title: true,
  intro: true,
  coverId: true,
  coverAlt: true,
  coverCrop: true,
  coverCredit: true,
  coverFacts: true,
  storyIds: true,
  publishedAt: true,
  updatedAt: true,
} satisfies Prisma.LiveCollectionSelect;

/** A collection that readers may see; null for any other. */
export async function getLiveCollection(id: string): Promise<LiveCollection | null> {
  const row = await readerClient().liveCollection.findUnique({ where: { id }, select: collectionSelect });
  dependsOn(collectionTag(id));
  if (!row) return null;
  const listed = await readerClient().liveStory.findMany({
    where: { storyId: { in: row.storyIds }, listed: true },
    select: { storyId: true },
  });
  dependsOn(...row.storyIds.map((story) => `story:${story}`)); // also of those that are not live: one may be reinstated
  const shownIds = new Set(listed.map(({ storyId }) => storyId));
  const { title, coverId, coverAlt, coverCrop, coverCredit, coverFacts, ...rest } = row;
  const storyIds = row.storyIds.filter((story) => shownIds.has(story));
  const shown = coverId && { picture: coverId, alt: coverAlt, crop: coverCrop, caption: "", credit: "" };
  const cover = cardPicture(shown || null, readFacts(coverFacts));
  return { ...rest, storyIds, name: title, cover: cover && { ...cover, credit: coverCredit } };
}

/** The published collections, for the site map. */
export async function listCollectionsForSitemap(): Promise<SitemapEntry[]> {
  const rows = await readerClient().liveCollection.findMany({
    orderBy: { path: "asc" },
    select: { path: true, updatedAt: true },
  });
  dependsOn(collectionsTag);
  return rows.map(({ path, updatedAt }) => ({ path, changedAt: updatedAt }));
}
