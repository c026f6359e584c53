import * as z from "zod";
import type { Person } from "../actor.ts";
import { keepImportFile } from "../import-runs/mutations.ts";
import { canImport, maxArchiveBytes } from "../import-runs/policy.ts";
import { mediaLimits, storeMedia } from "../media/mutations.ts";
import { takeMediaSchema } from "../media/schema.ts";
import { maxBytes } from "../pictures/limits.ts";
import { takePicture } from "../pictures/upload-mutations.ts";
import { takePictureSchema } from "../pictures/upload-schema.ts";
import { getSiteSettings } from "../site/data.ts";

/** A file that has arrived whole. It is deleted after `take` has returned, so `take` copies what it needs. */
export type ArrivedFile = {
  path: string;
  bytes: number;
  /** As the browser sent it; shown in lists, never trusted. */
  fileName: string;
};

/** What uploads are for. Each kind of file has its own limit and its own rules for what becomes of it. */
type UploadPurpose = {
  /** Who may begin one; absent: everybody who is signed in. */
  may?: (actor: Person) => boolean;
  /** Maximum size in bytes. */
  maxBytes: () => number | Promise<number>;
  /** @throws DomainError; the answer is sent as JSON */
  take: (actor: Person, file: ArrivedFile, fields: unknown) => Promise<object>;
};

/** @param fields what the browser may add when the file is taken, such as a preset */
function purpose<S extends z.ZodType>(
  fields: S,
  {
    take,
    ...rest
  }: Pick<UploadPurpose, "maxBytes" | "may"> & {
    take: (actor: Person, file: ArrivedFile, fields: z.output<S>) => Promise<object>;
  },
): UploadPurpose {
  return { ...rest, take: (actor, file, given) => take(actor, file, fields.parse(given)) };
}

const purposes = {
  picture: purpose(takePictureSchema, {
    maxBytes: () => maxBytes,
    take: async (actor, { path, fileName }, fields) =>
      takePicture(actor, { path, fileName, timeZone: (await getSiteSettings()).timeZone }, fields),
  }),
  media: purpose(takeMediaSchema, {
    maxBytes: async () => Math.max(...Object.values(await mediaLimits())),
    take: (actor, file, { storyId }) => storeMedia(actor, { ...file, storyId }),
  }),
  import: purpose(z.object({}), {
    may: canImport,
    maxBytes: () => maxArchiveBytes,
    take: (actor, file) => keepImportFile(actor, file),
  }),
} satisfies Record<string, UploadPurpose>;

export type PurposeName = keyof typeof purposes;

/** Finds a purpose by the name that a browser sent; null if there is none. */
export const findPurpose = (name: string): UploadPurpose | null =>
  Object.hasOwn(purposes, name) ? purposes[name as PurposeName] : null;
