// Videos, sounds and documents as the picture desk sees them: a list, one file with its rights, the trash.
import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { isId } from "../ids.ts";
import { canSeeMedia } from "../media/policy.ts";
import type { MediaFormat, MediaKind } from "../media/types.ts";
import { jpegAddress } from "../pictures/addresses.ts";
import { factsOf } from "../pictures/data.ts";
import { appClient, type Prisma } from "../postgres/app.ts";
import { literally } from "../postgres/pattern.ts";
import { canManageRights, canTrash } from "../rights/policy.ts";
import { canSeeFile, hiddenFiles } from "../roles/file-data.ts";
import type { MediaListQuery } from "./media-schema.ts";
import { trashDays } from "./trash-data.ts";
import { listMediaUses, type StoryUses } from "./use-data.ts";

const select = {
  id: true,
  kind: true,
  format: true,
  bytes: true,
  fileName: true,
  durationSeconds: true,
  posterId: true,
  captions: true,
  captionsLanguage: true,
  uploaderId: true,
  createdAt: true,
  rightsNote: true,
  usableUntil: true,
  hiddenAt: true,
  trashedAt: true,
  trashedById: true,
} satisfies Prisma.MediaFileSelect;
type Row = Prisma.MediaFileGetPayload<{ select: typeof select }>;

/** A file in the list. Times are instants. */
export type MediaItem = {
  id: string;
  kind: MediaKind;
  format: MediaFormat;
  bytes: number;
  fileName: string;
  durationSeconds: number | null;
  uploader: string | null;
  createdAt: string;
  usableUntil: string | null;
  /** Whether readers may see it now. */
  isHidden: boolean;
  /** Published stories and pages that hold it. */
  liveCount: number;
};

export type MediaList = { items: MediaItem[]; count: number; next: string | null };

const maxListed = 50;

/** The newest files whose name contains the query, without those in the trash. @throws NOT_ALLOWED */
export async function listMediaLibrary(actor: Actor, { q, kind, after }: MediaListQuery): Promise<MediaList> {
  if (!canSeeMedia(actor)) throw new DomainError("NOT_ALLOWED");
  const where = {
    trashedAt: null,
    id: { notIn: await hiddenFiles(actor, appClient(), "media") },
    ...(kind ? { kind } : {}),
    ...(q ? { fileName: { contains: literally(q), mode: "insensitive" } } : {}),
  } satisfies Prisma.MediaFileWhereInput;
  const client = appClient();
  const [rows, count] = await Promise.all([
    client.mediaFile.findMany({
      where: after ? { AND: [where, { id: { lt: after } }] } : where,
      orderBy: { id: "desc" },
      take: maxListed + 1,
      select,
    }),
    client.mediaFile.count({ where }),
  ]);
  const shown = rows.slice(0, maxListed);
  return {
    items: await present(shown),
    count,
    next: rows.length > maxListed ? (shown.at(-1)?.id ?? null) : null,
  };
}

async function present(rows: readonly Row[]): Promise<MediaItem[]> {
  const client = appClient();
  const ids = rows.map(({ id }) => id);
  const [names, counts] = await Promise.all([
    namesOf(rows.map(({ uploaderId }) => uploaderId)),
    client.$queryRaw<{ id: string; count: number }[]>`
      select media_id::text as id, count(*)::int as count from (
        select media_id from live_media union all select media_id from live_page_media
      ) shown where media_id = any(${ids}::uuid[]) group by media_id`,
  ]);
  const countOf = new Map(counts.map(({ id, count }) => [id, count]));
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    format: row.format as MediaFormat,
    bytes: Number(row.bytes),
    fileName: row.fileName,
    durationSeconds: row.durationSeconds,
    uploader: (row.uploaderId && names.get(row.uploaderId)) ?? null,
    createdAt: row.createdAt.toISOString(),
    usableUntil: row.usableUntil?.toISOString() ?? null,
    isHidden: row.hiddenAt !== null,
    liveCount: countOf.get(row.id) ?? 0,
  }));
}

async function namesOf(ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const people = await appClient().person.findMany({
    where: { id: { in: ids.filter((id) => id !== null) } },
    select: { id: true, name: true },
  });
  return new Map(people.map(({ id, name }) => [id, name]));
}

/** A file for its page. */
export type MediaDetails = MediaItem & {
  /** The picture that is offered as its poster; null for none. */
  poster: string | null;
  /** The language of its captions; null for none. */
  captions: string | null;
  rightsNote: string;
  trashedAt: string | null;
  mayManage: boolean;
  mayTrash: boolean;
  uses: StoryUses;
};

const posterWidth = 1080;

/** @throws NOT_FOUND */
export async function getMediaDetails(actor: Actor, mediaId: string): Promise<MediaDetails> {
  const row =
    canSeeMedia(actor) && isId(mediaId) && (await canSeeFile(actor, appClient(), "media", mediaId))
      ? await appClient().mediaFile.findUnique({ where: { id: mediaId }, select })
      : null;
  const [item] = row ? await present([row]) : [];
  if (!row || !item) throw new DomainError("NOT_FOUND");
  const { posterId, captions, captionsLanguage, rightsNote, trashedAt, uploaderId } = row;
  const poster = posterId ? (await factsOf([posterId])).get(posterId) : undefined;
  return {
    ...item,
    poster: posterId && poster ? jpegAddress(poster, posterId, posterWidth) : null,
    captions: captions === "" ? null : captionsLanguage,
    rightsNote,
    trashedAt: trashedAt?.toISOString() ?? null,
    mayManage: canManageRights(actor),
    // Whether others use it is checked when it is moved.
    mayTrash: canTrash(actor, { uploaderId, isUsed: false }),
    uses: await listMediaUses(actor, mediaId),
  };
}

/** A file in the trash. Times are instants. */
export type TrashedMedia = {
  id: string;
  kind: MediaKind;
  fileName: string;
  by: string | null;
  trashedAt: string;
  deletedAt: string;
  mayRestore: boolean;
};

/** The files in the trash, those that were moved there last first. @throws NOT_ALLOWED */
export async function listMediaTrash(actor: Actor): Promise<TrashedMedia[]> {
  if (!canSeeMedia(actor)) throw new DomainError("NOT_ALLOWED");
  const rows = await appClient().mediaFile.findMany({
    where: { trashedAt: { not: null }, id: { notIn: await hiddenFiles(actor, appClient(), "media") } },
    orderBy: [{ trashedAt: "desc" }, { id: "desc" }],
    take: 500,
    select,
  });
  const names = await namesOf(rows.map(({ trashedById }) => trashedById));
  return rows.flatMap(({ id, kind, fileName, trashedAt, trashedById, uploaderId }) =>
    trashedAt
      ? [
          {
            id,
            kind,
            fileName,
            by: (trashedById && names.get(trashedById)) ?? null,
            trashedAt: trashedAt.toISOString(),
            deletedAt: new Date(trashedAt.getTime() + trashDays * 86_400_000).toISOString(),
            mayRestore: canTrash(actor, { uploaderId, isUsed: false }),
          },
        ]
      : [],
  );
}
