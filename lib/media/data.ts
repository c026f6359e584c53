import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { isId } from "../ids.ts";
import { appClient, Prisma, type Transaction } from "../postgres/app.ts";
import { literally } from "../postgres/pattern.ts";
import { readerClient } from "../postgres/reader.ts";
import { canSeeFile, hiddenFiles } from "../roles/file-data.ts";
import { canSeeMedia } from "./policy.ts";
import type { MediaFacts, MediaFormat, MediaKind, StoredMedia } from "./types.ts";

const select = {
  id: true,
  sha256: true,
  kind: true,
  format: true,
  bytes: true,
  fileName: true,
  durationSeconds: true,
  width: true,
  height: true,
  posterId: true,
  captions: true,
  captionsLanguage: true,
  transcript: true,
  version: true,
  createdAt: true,
} satisfies Prisma.MediaFileSelect;
type Row = Prisma.MediaFileGetPayload<{ select: typeof select }>;

const present = ({ sha256, ...row }: Row): StoredMedia => ({
  ...row,
  format: row.format as MediaFormat,
  bytes: Number(row.bytes),
});

const factsOfRow = (row: Row): MediaFacts => ({
  key: row.sha256,
  kind: row.kind,
  format: row.format as MediaFormat,
  bytes: Number(row.bytes),
  fileName: row.fileName,
  durationSeconds: row.durationSeconds,
  width: row.width,
  height: row.height,
  captions: row.captions,
  captionsLanguage: row.captionsLanguage,
  transcript: row.transcript,
});

/** Finds the file with these bytes, for the mutation that stores it. */
export async function findStoredMedia(sha256: string): Promise<StoredMedia | null> {
  const row = await appClient().mediaFile.findUnique({ where: { sha256 }, select });
  return row && present(row);
}

/** @throws NOT_FOUND */
export async function getMedia(actor: Actor, id: string): Promise<StoredMedia> {
  if (!canSeeMedia(actor) || !isId(id)) throw new DomainError("NOT_FOUND");
  const row = await appClient().mediaFile.findUnique({ where: { id }, select });
  if (!row || !(await canSeeFile(actor, appClient(), "media", id))) throw new DomainError("NOT_FOUND");
  return present(row);
}

/** Whether readers must not see a file at this moment of the database's clock: a condition on a row of `media_file`. */
export const isMediaHiddenSql = Prisma.sql`(trashed_at is not null or coalesce(usable_until <= clock_timestamp(), false))`;

/** The newest files of a kind whose name contains the query. Those that readers may not see are left out. */
export async function listMedia(
  actor: Actor,
  { kind, query }: { kind: MediaKind; query: string },
): Promise<StoredMedia[]> {
  if (!canSeeMedia(actor)) throw new DomainError("NOT_ALLOWED");
  const words = query.trim();
  const rows = await appClient().mediaFile.findMany({
    select,
    where: {
      kind,
      id: { notIn: await hiddenFiles(actor, appClient(), "media") },
      hiddenAt: null,
      ...(words ? { fileName: { contains: literally(words), mode: "insensitive" } } : {}),
    },
    orderBy: { id: "desc" },
    take: 30,
  });
  return rows.map(present);
}

/** The content of live_media for these files, by id. Ids without a file are omitted. */
export async function mediaFactsOf(
  ids: Iterable<string>,
  client: Transaction = appClient(),
): Promise<Map<string, MediaFacts>> {
  const known = [...new Set(ids)].filter(isId);
  if (known.length === 0) return new Map();
  const rows = await client.mediaFile.findMany({ where: { id: { in: known } }, select });
  return new Map(rows.map((row) => [row.id, factsOfRow(row)]));
}

/**
 * What the rows for readers hold of these files, by id; null for a file that they must not see now. Nobody can change that until the
 * transaction ends. Ids without a file are omitted.
 */
export async function mediaForReaders(
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, MediaFacts | null>> {
  const hidden = await findHiddenMedia(tx, ids, "key");
  return new Map([...(await mediaFactsOf(ids, tx))].map(([id, facts]) => [id, hidden.has(id) ? null : facts]));
}

/** The facts that a preview shows: of files that readers may see now. Locks nothing. */
export async function mediaForPreview(tx: Transaction, ids: readonly string[]): Promise<Record<string, MediaFacts>> {
  const hidden = await findHiddenMedia(tx, ids, "none");
  return Object.fromEntries([...(await mediaFactsOf(ids, tx))].filter(([id]) => !hidden.has(id)));
}

async function findHiddenMedia(tx: Transaction, ids: readonly string[], lock: "key" | "none"): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx.$queryRaw<{ id: string; isHidden: boolean }[]>`
    select id::text, ${isMediaHiddenSql} as "isHidden" from media_file where id = any(${[...ids]}::uuid[]) order by id
    ${lock === "key" ? Prisma.sql`for key share` : Prisma.empty}`;
  return new Set(rows.filter(({ isHidden }) => isHidden).map(({ id }) => id));
}

/** The files of a published story or page that readers may see, by id. */
export const readMedia = (rows: readonly { mediaId: string; facts: unknown }[]): Record<string, MediaFacts> =>
  Object.fromEntries(
    rows.flatMap(({ mediaId, facts }) => (facts === null ? [] : [[mediaId, facts as MediaFacts] as const])),
  );

/** A file for readers; null if no published story or page shows it, or if readers may not see it. */
export async function findLiveMedia(id: string): Promise<MediaFacts | null> {
  if (!isId(id)) return null;
  const shown = { where: { mediaId: id, facts: { not: Prisma.DbNull } }, select: { facts: true } } as const;
  const row =
    (await readerClient().liveMedia.findFirst(shown)) ?? (await readerClient().livePageMedia.findFirst(shown));
  return (row?.facts ?? null) as MediaFacts | null;
}

/** A file for the newsroom, published or not. */
export async function findMediaFacts(actor: Actor, id: string): Promise<MediaFacts | null> {
  if (!canSeeMedia(actor) || !isId(id) || !(await canSeeFile(actor, appClient(), "media", id))) return null;
  return (await mediaFactsOf([id])).get(id) ?? null;
}
