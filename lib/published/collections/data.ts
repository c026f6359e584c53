// Series and issues as readers get them.
import type { CollectionKind } from "../../collections/types.ts";
import type { Prisma } from "../../postgres/app.ts";
import { readerClient } from "../../postgres/reader.ts";
import { dependsOn } from "../../press/context.ts";
import { listByIds } from "../card-data.ts";
import { cardPicture, readFacts } from "../cards.ts";
import type { CardPicture, LiveCard, Named, SitemapEntry } from "../types.ts";

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
  /** In order; some may not be live. */
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
  const { title, coverId, coverAlt, coverCrop, coverCredit, coverFacts, ...rest } = row;
  const shown = coverId && { picture: coverId, alt: coverAlt, crop: coverCrop, caption: "", credit: "" };
  const cover = cardPicture(shown || null, readFacts(coverFacts));
  return { ...rest, name: title, cover: cover && { ...cover, credit: coverCredit } };
}

/** The stories of a collection that are live, in its order. */
export const listCollectionStories = ({ storyIds }: Pick<LiveCollection, "storyIds">): Promise<LiveCard[]> =>
  listByIds(storyIds);

/** The published collections, for the site map. */
export async function listCollectionsForSitemap(): Promise<SitemapEntry[]> {
  const rows = await readerClient().liveCollection.findMany({
    orderBy: { path: "asc" },
    select: { path: true, updatedAt: true },
  });
  dependsOn(collectionsTag);
  return rows.map(({ path, updatedAt }) => ({ path, changedAt: updatedAt }));
}
