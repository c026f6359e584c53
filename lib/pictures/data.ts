import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { isId } from "../ids.ts";
import { appClient, Prisma, type Transaction } from "../postgres/app.ts";
import { readerClient } from "../postgres/reader.ts";
import { canSeeFile } from "../roles/file-data.ts";
import { pictureAddress } from "./addresses.ts";
import { readCropParts } from "./crops.ts";
import { canSeePictures } from "./policy.ts";
import type { PictureFacts, Rendition } from "./types.ts";

const select = {
  id: true,
  width: true,
  height: true,
  color: true,
  alt: true,
  caption: true,
  credit: true,
  fileName: true,
  uploaderId: true,
  createdAt: true,
  sha256: true,
  renditions: true,
  focalX: true,
  focalY: true,
  crops: true,
} satisfies Prisma.PictureSelect;

type Row = Prisma.PictureGetPayload<{ select: typeof select }>;

/** A picture for the newsroom. */
export type StoredPicture = {
  id: string;
  width: number;
  height: number;
  color: string;
  /** Suggestions from the file's own metadata. */
  alt: string;
  caption: string;
  credit: string;
  fileName: string;
  uploaderId: string | null;
  createdAt: Date;
  /** Address of a rendition for the newsroom. */
  src: string;
};

function present({ sha256, renditions, focalX, focalY, crops, ...row }: Row): StoredPicture {
  const widths = (renditions as Rendition[]).filter(({ format }) => format === "webp").map(({ width }) => width);
  const width = widths.filter((each) => each <= 960).at(-1) ?? widths[0] ?? row.width;
  return { ...row, src: pictureAddress(row.id, width, "webp") };
}

const factsOfRow = (row: Row): PictureFacts => ({
  key: row.sha256,
  width: row.width,
  height: row.height,
  color: row.color,
  renditions: row.renditions as Rendition[],
  ...readCropParts({ focal: { x: row.focalX, y: row.focalY }, crops: row.crops }),
});

/** Finds the picture with these bytes, for the mutation that stores it. */
export async function findStoredPicture(sha256: string): Promise<StoredPicture | null> {
  const row = await appClient().picture.findUnique({ where: { sha256 }, select });
  return row && present(row);
}

/** @throws NOT_FOUND */
export async function getPicture(actor: Actor, id: string): Promise<StoredPicture> {
  if (!canSeePictures(actor) || !isId(id)) throw new DomainError("NOT_FOUND");
  const row = await appClient().picture.findUnique({ where: { id }, select });
  if (!row || !(await canSeeFile(actor, appClient(), "picture", id))) throw new DomainError("NOT_FOUND");
  return present(row);
}

/**
 * The content of live_picture for these pictures, by id. Ids without a picture are omitted, so the check of a document
 * uses this as well. Pass the current transaction if there is one.
 */
export async function factsOf(
  ids: Iterable<string>,
  client: Transaction = appClient(),
): Promise<Map<string, PictureFacts>> {
  const known = [...new Set(ids)].filter(isId);
  if (known.length === 0) return new Map();
  const rows = await client.picture.findMany({ where: { id: { in: known } }, select });
  return new Map(rows.map((row) => [row.id, factsOfRow(row)]));
}

/**
 * A picture for readers; null if no published story or page shows it and it is neither the portrait of an author, the cover of a collection, on a front nor a fallback picture.
 * @param crop of the address: all figures that crop the picture are then looked up
 */
export async function findLivePicture(id: string, crop?: string): Promise<PictureFacts | null> {
  if (!isId(id)) return null;
  const facts = await findLiveFacts(id);
  return facts && crop !== undefined ? withAllUses(facts, await listLiveUses(id)) : facts;
}

/** Maximum number of figures with different crops of one picture that are known to an address. */
const maxUses = 500;

const listLiveUses = async (id: string): Promise<string[]> =>
  (
    await readerClient().$queryRaw<{ use: string }[]>`
      select distinct jsonb_array_elements_text(facts -> 'uses') as use from (
        select facts from live_picture where picture_id = ${id}::uuid and facts ? 'uses'
        union all select facts from live_page_picture where picture_id = ${id}::uuid and facts ? 'uses'
        union all select cover_facts from live_collection where cover_id = ${id}::uuid and cover_facts ? 'uses'
        union all select facts from live_front_picture where picture_id = ${id}::uuid and facts ? 'uses'
      ) as shown limit ${maxUses}`
  ).map(({ use }) => use);

/** The crops of this picture in the figures of working copies, and on cards of fronts: of drafts, of scheduled launches and of earlier ones. */
const listDraftUses = async (id: string): Promise<string[]> =>
  (
    await appClient().$queryRaw<{ use: string }[]>`
      select distinct attrs ->> 'crop' as use
      from story_picture join story_document using (story_id),
        jsonb_path_query(document, '$.**.attrs ? (@.picture == $id && @.crop != null)', ${JSON.stringify({ id })}::jsonb) as attrs
      where picture_id = ${id}::uuid
      union select cover_crop from collection where cover_id = ${id}::uuid and cover_crop is not null
      union select unnest(crops) from live_front_picture where picture_id = ${id}::uuid
      union select card ->> 'pictureCrop' from (
          select draft as layout from front union all select layout from scheduled_launch where state = 'DUE'
        ) as coming, jsonb_path_query(layout, '$.containers[*].cards[*] ? (@.picture == $id && @.pictureCrop != "")',
          ${JSON.stringify({ id })}::jsonb) as card
      limit ${maxUses}`
  ).map(({ use }) => use);

const withAllUses = (facts: PictureFacts, uses: readonly string[]): PictureFacts =>
  uses.length > 0 ? { ...facts, uses: [...uses] } : facts;

async function findLiveFacts(id: string): Promise<PictureFacts | null> {
  const shown = { where: { pictureId: id, facts: { not: Prisma.DbNull } }, select: { facts: true } } as const;
  const row =
    (await readerClient().livePicture.findFirst(shown)) ?? (await readerClient().livePagePicture.findFirst(shown));
  if (row?.facts) return row.facts as PictureFacts;
  const author = await readerClient().author.findFirst({ where: { portraitId: id }, select: { portraitFacts: true } });
  if (author?.portraitFacts) return author.portraitFacts as PictureFacts;
  const collection = await readerClient().liveCollection.findFirst({
    where: { coverId: id, coverFacts: { not: Prisma.DbNull } },
    select: { coverFacts: true },
  });
  if (collection?.coverFacts) return collection.coverFacts as PictureFacts;
  const front = await readerClient().liveFrontPicture.findFirst(shown);
  if (front?.facts) return front.facts as PictureFacts;
  const fallback = await readerClient().fallbackPicture.findFirst(shown);
  return (fallback?.facts ?? null) as PictureFacts | null;
}

/** A picture for the newsroom, published or not. @param crop as in `findLivePicture` */
export async function findPictureFacts(actor: Actor, id: string, crop?: string): Promise<PictureFacts | null> {
  if (!canSeePictures(actor) || !isId(id) || !(await canSeeFile(actor, appClient(), "picture", id))) return null;
  const facts = (await factsOf([id])).get(id) ?? null;
  return facts && crop !== undefined ? withAllUses(facts, await listDraftUses(id)) : facts;
}
