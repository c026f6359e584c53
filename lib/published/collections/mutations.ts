import type { CollectionFields } from "../../collections/types.ts";
import { DomainError } from "../../errors.ts";
import { queuePings } from "../../pings/mutations.ts";
import { Prisma, type Transaction } from "../../postgres/app.ts";
import { jsonValueOrNull } from "../../postgres/json.ts";
import { purge } from "../../press/mutations.ts";
import { factsForReaders } from "../../rights/data.ts";
import { collectionsTag, collectionTag, partTag } from "./data.ts";

type Shown = Omit<CollectionFields, "slug"> & { path: string; publishedAt: Date; updatedAt: Date };

/**
 * The one place that writes what readers may see of a collection; null removes it. Its page, its feeds, the pages of its stories
 * and the site map are rendered again. @throws INVALID {field: "cover"} for a picture that does not exist
 */
export async function writeLiveCollection(tx: Transaction, id: string, live: Shown | null): Promise<void> {
  // First, as in every publication: a withdrawal of the picture locks it before the rows for readers.
  const cover = live && (await coverColumns(tx, live.cover));
  const before = await tx.liveCollection.findUnique({ where: { id }, select: { path: true, storyIds: true } });
  if (live && cover) {
    const { cover: _, ...columns } = live;
    const row = { ...columns, ...cover };
    await tx.liveCollection.upsert({
      where: { id },
      create: { id, ...row },
      update: row,
      select: { id: true },
    });
  } else if (before) await tx.liveCollection.delete({ where: { id }, select: { id: true } });
  const stories = [...new Set([...(before?.storyIds ?? []), ...(live?.storyIds ?? [])])];
  await purge(tx, [collectionTag(id)], { erase: live === null });
  await purge(tx, [collectionsTag, ...stories.map(partTag)]);
  const paths = [...new Set([before?.path, live?.path].filter((path) => path !== undefined))];
  await queuePings(tx, { pages: paths, places: async () => paths });
}

async function coverColumns(tx: Transaction, cover: CollectionFields["cover"]) {
  const none = { coverId: null, coverAlt: "", coverCrop: null, coverCredit: "", coverFacts: Prisma.DbNull };
  if (cover === null) return none;
  const { id, alt, crop } = cover;
  const crops = crop === null ? [] : [{ picture: id, crop }];
  const facts = (await factsForReaders(tx, { pictures: [id], crops })).get(id);
  if (facts === undefined) throw new DomainError("INVALID", { field: "cover" });
  const { credit } = await tx.picture.findUniqueOrThrow({ where: { id }, select: { credit: true } });
  const coverFacts = jsonValueOrNull(facts);
  return { coverId: id, coverAlt: alt, coverCrop: crop, coverCredit: credit, coverFacts };
}
