import { createHash } from "node:crypto";
import { type Actor, personId } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { appClient, transaction } from "../postgres/app.ts";
import { findStoredPicture, type StoredPicture } from "./data.ts";
import { decodePicture } from "./decode.ts";
import { indexPictures } from "./library/search-mutations.ts";
import { canUpload } from "./policy.ts";
import { type PictureStore, pictureStore } from "./store.ts";
import type { Extent } from "./types.ts";

export type Upload = {
  bytes: Buffer;
  /** The file name on the uploader's computer; shown in lists, never trusted. */
  fileName: string;
};

type How = { store?: PictureStore; extent?: Extent };

/**
 * Stores a picture: decodes it in a child process, stores its renditions, then writes its row. The same bytes are one
 * picture, however often they are uploaded, even at the same time. If the process ends midway, no row remains.
 * With the extent "first" only the JPEG that is needed at once is made, and `completePicture` must follow.
 * @throws NOT_ALLOWED, TOO_LARGE, NOT_A_PICTURE with `reason` (RefusalReason), BUSY
 */
export async function storePicture(
  actor: Actor,
  upload: Upload,
  { store = pictureStore(), extent = "all" }: How = {},
): Promise<StoredPicture> {
  if (!canUpload(actor)) throw new DomainError("NOT_ALLOWED");
  const key = keyOf(upload.bytes);
  const known = await findStoredPicture(key);
  if (known && (await store.has(key))) return known;

  const folder = await store.prepare();
  try {
    const decoded = await decodePicture(upload.bytes, folder, { extent });
    await store.keep(key, folder);
    const { renditions, ...facts } = decoded;
    await transaction(async (tx) => {
      const id = newId();
      const row = {
        id,
        sha256: key,
        fileName: fileNameOf(upload.fileName),
        uploaderId: personId(actor),
        renditions,
        ...facts,
      };
      const { count } = await tx.picture.createMany({ data: row, skipDuplicates: true });
      if (count === 0) return; // another upload of the same file was faster
      await indexPictures(tx, [id]);
      await recordEvent(tx, actor, "picture.uploaded", { kind: "picture", id, name: row.fileName });
    });
  } finally {
    await store.drop(folder);
  }
  const stored = await findStoredPicture(key);
  if (!stored) throw new Error("a picture that was just stored is not there");
  return stored;
}

/** Makes the renditions that a picture of the extent "first" does not have yet. Safe to repeat. @throws as storePicture */
export async function completePicture(bytes: Buffer, store: PictureStore = pictureStore()): Promise<void> {
  const key = keyOf(bytes);
  const folder = await store.prepare();
  try {
    const decoded = await decodePicture(bytes, folder);
    await store.keep(key, folder);
    await appClient().picture.updateMany({
      where: { sha256: key },
      data: { renditions: decoded.renditions, bytes: decoded.bytes },
    });
  } finally {
    await store.drop(folder);
  }
}

const keyOf = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");

/** The last part of a path, without what would break a line. */
const fileNameOf = (given: string): string =>
  (given.split(/[\\/]/).at(-1) ?? "")
    .replace(/\p{Cc}+/gu, " ")
    .trim()
    .slice(0, 200) || "picture";
