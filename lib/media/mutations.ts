import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { copyFile } from "node:fs/promises";
import path from "node:path";
import { type Actor, personId } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { type PictureStore, pictureStore } from "../pictures/store.ts";
import { appClient, Prisma, type Transaction, transaction } from "../postgres/app.ts";
import { jsonValueOrNull } from "../postgres/json.ts";
import { purge } from "../press/mutations.ts";
import { assertSeesFiles } from "../roles/file-data.ts";
import { holdFor, takeAgain } from "../roles/file-mutations.ts";
import { getSiteSettings } from "../site/data.ts";
import { storedFile } from "./addresses.ts";
import { findStoredMedia, getMedia, mediaFactsOf } from "./data.ts";
import { inspectMedia } from "./inspect.ts";
import { canEditMedia, canUploadMedia } from "./policy.ts";
import type { SetPoster, UpdateMedia } from "./schema.ts";
import type { MediaKind, StoredMedia } from "./types.ts";

const megabyte = 1_000_000;

/** Maximum bytes by kind, from Settings. */
export async function mediaLimits(): Promise<Record<MediaKind, number>> {
  const { maxVideoSize, maxAudioSize, maxDocumentSize } = await getSiteSettings();
  return {
    VIDEO: Number(maxVideoSize) * megabyte,
    AUDIO: Number(maxAudioSize) * megabyte,
    DOCUMENT: Number(maxDocumentSize) * megabyte,
  };
}

/** The file that was uploaded, somewhere on this machine. */
type ArrivedMedia = {
  path: string;
  bytes: number;
  fileName: string;
  /** As of a picture: see `Upload`. */
  storyId?: string | null | undefined;
  /** What another newsroom knows of a new file: its id, which no file here has, with its captions and terms. */
  elsewhere?: { id: string; facts: Pick<Prisma.MediaFileCreateManyInput, KnownFact> } | undefined;
};
type KnownFact = "captions" | "captionsLanguage" | "transcript" | "rightsNote" | "usableUntil";

/**
 * Stores a video, sound or document. The same bytes are one file, however often they are uploaded.
 * @throws NOT_ALLOWED, TOO_LARGE with `limit`, NOT_MEDIA with the reason
 */
export async function storeMedia(
  actor: Actor,
  file: ArrivedMedia,
  store: PictureStore = pictureStore(),
): Promise<StoredMedia> {
  if (!canUploadMedia(actor)) throw new DomainError("NOT_ALLOWED");
  const sha256 = await hashOf(file.path);
  const known = await findStoredMedia(sha256);
  if (known && (await store.has(sha256))) {
    await leaveTrash(known.id);
    await transaction((tx) => takeAgain(tx, actor, "media", known.id));
    return known;
  }
  const content = await inspectMedia(file.path, file.fileName);
  const limit = (await mediaLimits())[content.kind];
  if (file.bytes > limit) throw new DomainError("TOO_LARGE", { limit });
  const folder = await store.prepare();
  try {
    await copyFile(file.path, path.join(folder, storedFile(content.format)));
    await store.keep(sha256, folder);
    await transaction(async (tx) => {
      const id = file.elsewhere?.id ?? newId();
      const fileName = fileNameOf(file.fileName);
      const data = {
        id,
        sha256,
        ...content,
        bytes: file.bytes,
        fileName,
        uploaderId: personId(actor),
        ...file.elsewhere?.facts,
      };
      const { count } = await tx.mediaFile.createMany({ data, skipDuplicates: true });
      if (count === 0) return; // another upload of the same file was faster
      if (file.storyId) await holdFor(tx, actor, "media", id, file.storyId);
      await recordEvent(tx, actor, "media.uploaded", { kind: "media", id, name: fileName });
    });
  } finally {
    await store.drop(folder);
  }
  const stored = await findStoredMedia(sha256);
  if (!stored) throw new Error("a file that was just stored is not there");
  return stored;
}

/** Who uploads a file again wants to use it. What readers lost with it comes back by `applyNextDueMedia`. */
async function leaveTrash(id: string): Promise<void> {
  const { count } = await appClient().mediaFile.updateMany({
    where: { id, trashedAt: { not: null } },
    data: { trashedAt: null, trashedById: null, version: { increment: 1 } },
  });
  if (count > 0) await appClient().$executeRaw`select pg_notify('galley_picture', ${id})`;
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const part of createReadStream(file)) hash.update(part as Buffer);
  return hash.digest("hex");
}

/** The last part of a path, without what would break a line. */
const fileNameOf = (given: string): string =>
  (given.split(/[\\/]/).at(-1) ?? "")
    .replace(/\p{C}+/gu, " ")
    .trim()
    .slice(0, 200) || "file";

/**
 * Changes captions and transcript. Readers of published stories get the new ones on the next request.
 * @throws NOT_FOUND, NOT_ALLOWED, CHANGED_MEANWHILE
 */
export async function updateMedia(actor: Actor, { id, version, ...change }: UpdateMedia): Promise<StoredMedia> {
  await transaction(async (tx) => {
    const row = await lockMedia(tx, id);
    await assertSeesFiles(actor, tx, "media", [id]);
    const shownBy = await shownIn(tx, id);
    if (!canEditMedia(actor, shownBy.length > 0)) throw new DomainError("NOT_ALLOWED");
    if (row.version !== version) throw new DomainError("CHANGED_MEANWHILE", { version: row.version });
    const data = { ...change, version: { increment: 1 } };
    await tx.mediaFile.update({ where: { id }, data, select: { id: true } });
    await recordEvent(tx, actor, "media.captions_changed", { kind: "media", id, name: row.fileName });
    if (shownBy.length === 0) return;
    const facts = jsonValueOrNull((await mediaFactsOf([id], tx)).get(id));
    const shown = { mediaId: id, facts: { not: Prisma.DbNull } };
    await tx.liveMedia.updateMany({ where: shown, data: { facts } });
    await tx.livePageMedia.updateMany({ where: shown, data: { facts } });
    await purge(tx, shownBy, { erase: true });
  });
  return getMedia(actor, id);
}

/** Sets the picture that is offered as the poster of a video. Stories keep the one that they have. @throws NOT_FOUND */
export async function setPoster(actor: Actor, { id, pictureId }: SetPoster): Promise<StoredMedia> {
  if (!canUploadMedia(actor)) throw new DomainError("NOT_ALLOWED");
  if ((await appClient().picture.count({ where: { id: pictureId } })) === 0) throw new DomainError("NOT_FOUND");
  await assertSeesFiles(actor, appClient(), "picture", [pictureId]);
  await assertSeesFiles(actor, appClient(), "media", [id]);
  const changed = { where: { id, kind: "VIDEO" as const }, data: { posterId: pictureId } };
  const { count } = await appClient().mediaFile.updateMany(changed);
  if (count === 0) throw new DomainError("NOT_FOUND");
  return getMedia(actor, id);
}

async function lockMedia(tx: Transaction, id: string): Promise<{ version: number; fileName: string }> {
  const [row] = await tx.$queryRaw<{ version: number; file_name: string }[]>`
    select version, file_name from media_file where id = ${id}::uuid for update`;
  if (!row) throw new DomainError("NOT_FOUND");
  return { version: row.version, fileName: row.file_name };
}

/** The cache tags of the published stories and pages that show a file. */
async function shownIn(tx: Transaction, mediaId: string): Promise<string[]> {
  const shown = { where: { mediaId }, select: { storyId: true } } as const;
  const stories = await tx.liveMedia.findMany(shown);
  const pages = await tx.livePageMedia.findMany(shown);
  // The second is `standingTag` of lib/published, which depends on this domain.
  return [...stories.map(({ storyId }) => `story:${storyId}`), ...pages.map(({ storyId }) => `standing:${storyId}`)];
}
