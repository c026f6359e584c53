import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { type Actor, personId } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { appClient, type Prisma, transaction } from "../postgres/app.ts";
import { holdFor, takeAgain } from "../roles/file-mutations.ts";
import { meaningOf } from "../wall-time.ts";
import { findStoredPicture, type StoredPicture } from "./data.ts";
import { decodePicture } from "./decode.ts";
import { findPreset } from "./library/preset-data.ts";
import { presetValues } from "./library/preset-schema.ts";
import { indexPictures } from "./library/search-mutations.ts";
import { canUpload } from "./policy.ts";
import { type PictureStore, pictureStore } from "./store.ts";
import type { Extent, PictureSource } from "./types.ts";

export type Upload = PictureSource & {
  /** The file name on the uploader's computer; shown in lists, never trusted. */
  fileName: string;
  /** The upload preset whose values fill what the file leaves empty. */
  presetId?: string | null | undefined;
  /** The story into which it is uploaded. One that the uploader may not see is ignored. */
  storyId?: string | null | undefined;
  /** What another newsroom knows of a new picture: its id, which no picture here has, and facts that count before those in the file. */
  elsewhere?: { id: string; facts: KnownFacts } | undefined;
};

/** Texts, terms and crops. */
type KnownFacts = Omit<
  Prisma.PictureCreateManyInput,
  "id" | "sha256" | "width" | "height" | "bytes" | "format" | "color" | "renditions" | "uploaderId" | "fileName"
>;

type How = {
  store?: PictureStore;
  extent?: Extent;
  /** Of the newsroom, for cameras that name none. */
  timeZone?: string;
};

/**
 * Stores a picture: decodes it in a child process, stores its renditions, then writes its row. The same bytes are one
 * picture, however often they are uploaded, even at the same time. If the process ends midway, no row remains.
 * With the extent "first" only the JPEG that is needed at once is made, and `completePicture` must follow.
 * @throws NOT_ALLOWED, TOO_LARGE, NOT_A_PICTURE with `reason` (RefusalReason), BUSY
 */
export async function storePicture(actor: Actor, upload: Upload, how: How = {}): Promise<StoredPicture> {
  return (await storeUpload(actor, upload, how)).picture;
}

/** As `storePicture`; `isNew` is false if the library had the same bytes before. */
export async function storeUpload(
  actor: Actor,
  upload: Upload,
  { store = pictureStore(), extent = "all", timeZone = "UTC" }: How = {},
): Promise<{ picture: StoredPicture; isNew: boolean }> {
  if (!canUpload(actor)) throw new DomainError("NOT_ALLOWED");
  const key = await keyOf(upload);
  const known = await findStoredPicture(key);
  if (known) await restoreFromTrash(actor, known.id);
  if (known) await transaction((tx) => takeAgain(tx, actor, "picture", known.id));
  if (known && (await store.has(key))) return { picture: known, isNew: false };

  const folder = await store.prepare();
  try {
    const decoded = await decodePicture(upload, folder, { extent });
    await store.keep(key, folder);
    const { renditions, takenAt, perceptualHash, contentCredentials, ...facts } = decoded;
    await transaction(async (tx) => {
      const preset = upload.presetId ? await findPreset(upload.presetId, tx) : null;
      const id = upload.elsewhere?.id ?? newId();
      const row = {
        id,
        sha256: key,
        fileName: fileNameOf(upload.fileName),
        uploaderId: personId(actor),
        renditions,
        takenAt: takenAt && instantOf(takenAt, timeZone),
        perceptualHash: perceptualHash === null ? null : BigInt(perceptualHash),
        ...(contentCredentials ? { contentCredentials } : {}),
        ...facts,
        ...(preset && presetValues(preset, facts)),
        ...upload.elsewhere?.facts,
      };
      const { count } = await tx.picture.createMany({ data: row, skipDuplicates: true });
      if (count === 0) return; // another upload of the same file was faster
      await indexPictures(tx, [id]);
      if (upload.storyId) await holdFor(tx, actor, "picture", id, upload.storyId);
      await recordEvent(tx, actor, "picture.uploaded", { kind: "picture", id, name: row.fileName });
    });
  } finally {
    await store.drop(folder);
  }
  const stored = await findStoredPicture(key);
  if (!stored) throw new Error("a picture that was just stored is not there");
  return { picture: stored, isNew: known === null };
}

/** A picture that somebody uploads again leaves the trash; a withdrawal or an end date stays. Stories that use it follow by the worker. */
async function restoreFromTrash(actor: Actor, id: string): Promise<void> {
  await transaction(async (tx) => {
    const [restored] = await tx.$queryRaw<{ name: string }[]>`
      update picture set trashed_at = null, trashed_by_id = null, version = version + 1
      where id = ${id}::uuid and trashed_at is not null returning file_name as name`;
    if (!restored) return;
    await tx.$executeRaw`select pg_notify('galley_picture', ${id})`;
    await recordEvent(tx, actor, "picture.restored", { kind: "picture", id, name: restored.name });
  });
}

/** Makes the renditions that a picture of the extent "first" does not have yet. Safe to repeat. @throws as storePicture */
export async function completePicture(bytes: Buffer, store: PictureStore = pictureStore()): Promise<void> {
  const key = await keyOf({ bytes });
  const folder = await store.prepare();
  try {
    const decoded = await decodePicture({ bytes }, folder);
    await store.keep(key, folder);
    await appClient().picture.updateMany({
      where: { sha256: key },
      data: { renditions: decoded.renditions, bytes: decoded.bytes },
    });
  } finally {
    await store.drop(folder);
  }
}

/** SHA-256 of the bytes in hex. */
async function keyOf(source: PictureSource): Promise<string> {
  const hash = createHash("sha256");
  if ("bytes" in source) hash.update(source.bytes);
  else await pipeline(createReadStream(source.path), hash);
  return hash.digest("hex");
}

/** A camera that names no time zone is taken to show the newsroom's time. */
function instantOf(time: string, zone: string): string {
  if (/(?:Z|[+-]\d{2}:\d{2})$/.test(time)) return new Date(time).toISOString();
  const meaning = meaningOf(time, zone);
  if (meaning.kind === "once") return new Date(Date.parse(meaning.instant) + secondsMs(time)).toISOString();
  const near = meaning.kind === "twice" ? meaning.first : meaning.kind === "skipped" ? meaning.after : `${time}Z`;
  return new Date(near).toISOString();
}
const secondsMs = (time: string): number => Number(time.slice(17, 19)) * 1000;

/** The last part of a path, without what would break a line. */
const fileNameOf = (given: string): string =>
  (given.split(/[\\/]/).at(-1) ?? "")
    .replace(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, 200) || "picture";
