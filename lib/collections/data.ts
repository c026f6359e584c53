import type { Actor } from "../actor.ts";
import { collectionPath } from "../addresses/paths.ts";
import { type Page, readTimeCursor, toPage, writeTimeCursor } from "../cursor.ts";
import { DomainError } from "../errors.ts";
import { type CardStory, listCardStories } from "../fronts/desk-data.ts";
import { isId } from "../ids.ts";
import { jpegAddress } from "../pictures/addresses.ts";
import { factsOf } from "../pictures/data.ts";
import type { PictureFacts } from "../pictures/types.ts";
import { appClient, type Prisma } from "../postgres/app.ts";
import { literally } from "../postgres/pattern.ts";
import { canSeeFile } from "../roles/file-data.ts";
import { canSeeCollections, stateOf } from "./policy.ts";
import type { CollectionsQuery } from "./schema.ts";
import type { CollectionFields, CollectionRow, CollectionState, FoundCollection } from "./types.ts";

export const collectionsPageSize = 50;
const maxFound = 20;

const rowSelect = {
  id: true,
  kind: true,
  title: true,
  slug: true,
  storyIds: true,
  firstPublishedAt: true,
  isPublished: true,
  updatedAt: true,
  updatedBy: { select: { name: true } },
} satisfies Prisma.CollectionSelect;
type Row = Prisma.CollectionGetPayload<{ select: typeof rowSelect }>;

const toRow = ({ id, kind, title, slug, storyIds, updatedAt, updatedBy, ...row }: Row): CollectionRow => ({
  id,
  kind,
  title,
  path: collectionPath(slug),
  storyCount: storyIds.length,
  state: stateOf(row),
  updatedAt: updatedAt.toISOString(),
  updatedBy: updatedBy?.name ?? null,
});

const titled = (q: string): Prisma.CollectionWhereInput => ({
  title: { contains: literally(q), mode: "insensitive" },
});

/** Collections, the ones that were changed last first. @throws NOT_ALLOWED */
export async function listCollections(
  actor: Actor,
  query: CollectionsQuery,
  size = collectionsPageSize,
): Promise<Page<CollectionRow> & { total: number }> {
  if (!canSeeCollections(actor)) throw new DomainError("NOT_ALLOWED");
  const filter = query.q ? titled(query.q) : {};
  const position = readTimeCursor(query.after);
  const after: Prisma.CollectionWhereInput = position
    ? { OR: [{ updatedAt: { lt: position.at } }, { updatedAt: position.at, id: { gt: position.id } }] }
    : {};
  const [rows, total] = await Promise.all([
    appClient().collection.findMany({
      where: { AND: [filter, after] },
      orderBy: [{ updatedAt: "desc" }, { id: "asc" }],
      take: size + 1,
      select: rowSelect,
    }),
    appClient().collection.count({ where: filter }),
  ]);
  const page = toPage(rows, size, (row) => writeTimeCursor(row.updatedAt, row.id));
  return { total, next: page.next, rows: page.rows.map(toRow) };
}

/** At most 20 collections to choose from, by their titles. */
export async function findCollections(actor: Actor, { q }: { q: string }): Promise<FoundCollection[]> {
  if (!canSeeCollections(actor)) throw new DomainError("NOT_ALLOWED");
  const rows = await appClient().collection.findMany({
    where: q ? titled(q) : {},
    orderBy: [{ updatedAt: "desc" }, { id: "asc" }],
    take: maxFound,
    select: { id: true, title: true, storyIds: true, firstPublishedAt: true, isPublished: true },
  });
  return rows.map(({ id, title, storyIds, ...row }) => ({
    id,
    name: title,
    state: stateOf(row),
    storyCount: storyIds.length,
  }));
}

/** The cover as the newsroom shows it. */
export type CoverLook = Pick<PictureFacts, "width" | "height" | "color"> &
  Pick<Partial<PictureFacts>, "focal" | "crops"> & { src: string };

export type CollectionView = {
  id: string;
  path: string;
  state: CollectionState;
  fields: CollectionFields;
  /** Those that the actor may know of, in order. */
  stories: CardStory[];
  coverLook: CoverLook | null;
};

const coverWidth = 960;

/** A collection with its stories, as far as the actor may know of them; null for an unknown id. @throws NOT_ALLOWED */
export async function findCollection(actor: Actor, id: string): Promise<CollectionView | null> {
  if (!canSeeCollections(actor)) throw new DomainError("NOT_ALLOWED");
  const row = isId(id) ? await appClient().collection.findUnique({ where: { id } }) : null;
  if (!row) return null;
  const { kind, title, slug, intro, coverId, coverAlt, coverCrop, storyIds } = row;
  const stories = new Map((await listCardStories(actor, storyIds)).map((story) => [story.id, story]));
  return {
    id,
    path: collectionPath(slug),
    state: stateOf(row),
    fields: {
      kind,
      title,
      slug,
      intro,
      cover: coverId === null ? null : { id: coverId, alt: coverAlt, crop: coverCrop },
      storyIds,
    },
    stories: storyIds.flatMap((story) => stories.get(story) ?? []),
    coverLook: coverId === null ? null : await findCoverLook(actor, { picture: coverId }),
  };
}

/** A picture as the field for the cover shows it; null for an unknown one. */
export async function findCoverLook(actor: Actor, { picture }: { picture: string }): Promise<CoverLook | null> {
  if (!canSeeCollections(actor)) throw new DomainError("NOT_ALLOWED");
  const facts = (await factsOf([picture])).get(picture);
  if (!facts || !(await canSeeFile(actor, appClient(), "picture", picture))) return null;
  const { width, height, color, focal, crops } = facts;
  const src = jpegAddress(facts, picture, coverWidth);
  return { width, height, color, src, ...(focal && { focal }), ...(crops && { crops }) };
}
