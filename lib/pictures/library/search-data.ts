// Searches the library: newest first, by cursor, without a sequential scan of the pictures.
import type { Actor } from "../../actor.ts";
import { readTimeCursor, toPage, writeTimeCursor } from "../../cursor.ts";
import { DomainError } from "../../errors.ts";
import { appClient, Prisma, type Transaction } from "../../postgres/app.ts";
import { pictureAddress } from "../addresses.ts";
import { canSeePictures } from "../policy.ts";
import type { Rendition } from "../types.ts";
import { conditionsOf, type LibraryConditions } from "./condition-data.ts";
import type { LibraryPage, LibraryPicture } from "./types.ts";

export const libraryPageSize = 60;
/** A first look at so many of the newest pictures finds a page of every common word; the index finds the rare ones. */
const newestCount = 800;

export const librarySelect = {
  id: true,
  width: true,
  height: true,
  color: true,
  renditions: true,
  alt: true,
  caption: true,
  credit: true,
  source: true,
  keywords: true,
  rights: true,
  fileName: true,
  uploaderId: true,
  createdAt: true,
  withdrawnAt: true,
} satisfies Prisma.PictureSelect;

export function presentInLibrary({
  renditions,
  ...row
}: Prisma.PictureGetPayload<{ select: typeof librarySelect }>): LibraryPicture {
  const widths = (renditions as Rendition[])
    .filter(({ format }) => format === "webp")
    .map(({ width }) => width)
    .sort((a, b) => a - b);
  const [format, all] = widths.length > 0 ? (["webp", widths] as const) : (["jpeg", jpegWidths(renditions)] as const);
  const atLeast = (wanted: number) => all.find((width) => width >= wanted) ?? all.at(-1) ?? row.width;
  return {
    ...row,
    src: pictureAddress(row.id, atLeast(480), format),
    large: pictureAddress(row.id, atLeast(1600), format),
    createdAt: row.createdAt.toISOString(),
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
  };
}

/** For a picture of which only the first rendition is made. */
const jpegWidths = (renditions: Prisma.JsonValue): number[] =>
  (renditions as Rendition[])
    .filter(({ format }) => format === "jpeg")
    .map(({ width }) => width)
    .sort((a, b) => a - b);

type Searching = Pick<Transaction, "$queryRaw">;
type Found = { id: string; created_at: Date };
type Position = { at: Date; id: string } | null;

const all = (conditions: readonly Prisma.Sql[]): Prisma.Sql =>
  conditions.length === 0 ? Prisma.sql`true` : Prisma.join([...conditions], " and ");
const matches = (terms: readonly string[]): Prisma.Sql[] =>
  terms.length === 0 ? [] : [Prisma.sql`array_to_tsvector(p.search_words) @@ ${terms.join(" & ")}::tsquery`];
const older = (last: Position): Prisma.Sql[] =>
  last === null ? [] : [Prisma.sql`(p.created_at, p.id) < (${last.at}, ${last.id}::uuid)`];

/** Looks through the newest pictures of a time after a position. `isWhole`: there are no further ones. */
export async function lookThroughNewest(
  client: Searching,
  { terms, where, times }: LibraryConditions,
  last: Position,
): Promise<{ found: Found[]; isWhole: boolean }> {
  const rows = await client.$queryRaw<(Found & { fits: boolean; place: bigint })[]>`
    with newest as materialized (
      select p.id, p.created_at, p.search_words, p.rights, p.uploader_id, p.usable_until, p.withdrawn_at from picture p
      where ${all([Prisma.sql`p.trashed_at is null`, ...times, ...older(last)])}
      order by p.created_at desc, p.id desc limit ${newestCount}
    ), fits as (
      select p.id, p.created_at from newest p where ${all([...where, ...matches(terms)])}
      order by p.created_at desc, p.id desc limit ${libraryPageSize + 1}
    )
    select id, created_at, true as fits, 0::bigint as place from fits
    union all select null, null, false, count(*) from newest
    order by fits desc, created_at desc, id desc`;
  const looked = rows.find(({ fits }) => !fits);
  return { found: rows.filter(({ fits }) => fits), isWhole: Number(looked?.place ?? 0) < newestCount };
}

/** Finds pictures by the indexes on words, uploader, rights, time and collections. */
export function findByIndexes(
  client: Searching,
  { terms, where, times }: LibraryConditions,
  last: Position,
): Promise<Found[]> {
  const fits = all([Prisma.sql`p.trashed_at is null`, ...where, ...times, ...matches(terms), ...older(last)]);
  return terms.length > 0
    ? // All hits first, by the indexes together: the planner cannot know how far apart they are in the order of time.
      client.$queryRaw<Found[]>`
        with hits as materialized (select p.id, p.created_at from picture p where ${fits})
        select id, created_at from hits order by created_at desc, id desc limit ${libraryPageSize + 1}`
    : client.$queryRaw<Found[]>`
        select p.id, p.created_at from picture p where ${fits}
        order by p.created_at desc, p.id desc limit ${libraryPageSize + 1}`;
}

export type LibrarySearch = {
  /** As typed into the search field: words and filters. Empty: every picture. */
  q?: string | undefined;
  cursor?: string | undefined;
  /** The newsroom's time zone, in which days begin. */
  zone?: string | undefined;
};

/** The pictures that fit a query, newest first, 60 a page. Pictures in the trash are left out. @throws NOT_ALLOWED */
export async function searchPictures(
  actor: Actor,
  { q = "", cursor, zone = "UTC" }: LibrarySearch = {},
): Promise<LibraryPage> {
  if (!canSeePictures(actor)) throw new DomainError("NOT_ALLOWED");
  const { unknown, ...conditions } = await conditionsOf(actor, q, zone);
  const last = readTimeCursor(cursor);
  // Pictures of a time are next to each other in the index of the order.
  const isPlain = conditions.terms.length === 0 && conditions.where.length === 0;
  const found = await appClient().$transaction(async (tx) => {
    await tx.$queryRaw`select set_config('jit', 'off', true), set_config('enable_seqscan', 'off', true), set_config('work_mem', '16MB', true)`;
    if (isPlain) return findByIndexes(tx, conditions, last);
    const newest = await lookThroughNewest(tx, conditions, last);
    if (newest.isWhole || newest.found.length > libraryPageSize) return newest.found;
    return findByIndexes(tx, conditions, last);
  });
  const page = toPage(found, libraryPageSize, (row) => writeTimeCursor(row.created_at, row.id));
  const rows = await appClient().picture.findMany({
    where: { id: { in: page.rows.map(({ id }) => id) } },
    select: librarySelect,
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    pictures: page.rows.flatMap(({ id }) => {
      const row = byId.get(id);
      return row ? [presentInLibrary(row)] : [];
    }),
    next: page.next,
    unknown,
  };
}
