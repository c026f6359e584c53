// Why a file or a picture was not imported, as the end of a sentence that begins with its name.
import { DocumentRefused } from "#lib/document/refused.ts";
import { DomainError } from "#lib/errors.ts";
import { log } from "#lib/log.ts";
import type { RefusalReason } from "#lib/pictures/types.ts";
import type { ItemPlace } from "./item.ts";
import { SkippedFile } from "./types.ts";

const ofFiles: Readonly<Record<string, string>> = {
  INVALID: "its section, a topic or an author has a name of which no address can be made",
  NOT_ALLOWED: "importing needs the right to change settings",
  NOT_FOUND: "something that it names is not there",
  NOT_READY: "it lacks a headline, a text or a section",
  TOO_LARGE: "it is larger than a story can be",
};

export function reasonOf(error: unknown): string {
  if (error instanceof DocumentRefused)
    return `${error.message} (${error.code}${error.detail ? `: ${error.detail}` : ""})`;
  if (!(error instanceof DomainError)) return (error as Error).message;
  if (error.code === "TAKEN") return `the address ${String(error.detail.path)} is taken`;
  return ofFiles[error.code] ?? `it was refused (${error.code})`;
}

const ofMedia: Readonly<Record<string, string>> = {
  NOT_MEDIA: "it is not a file that Galley can show",
  TOO_LARGE: "it is larger than the settings allow",
};

/** Of a video, a sound or a document. */
export const mediaReasonOf = (error: unknown): string =>
  (error instanceof DomainError ? ofMedia[error.code] : undefined) ?? reasonOf(error);

const ofPictures: Readonly<Record<RefusalReason, string>> = {
  broken: "the file is damaged",
  "too-many-pixels": "it has too many pixels",
  "took-too-long": "it took too long to read",
  unknown: "it is not a picture that can be read",
};

export function pictureReasonOf(error: unknown): string {
  if (!(error instanceof DomainError)) return (error as Error).message;
  if (error.code === "TOO_LARGE") return "the file is too large";
  if (error.code === "BUSY") return "too many pictures were being read at once";
  if (error.code === "STORE_UNAVAILABLE") return "the picture store could not be reached";
  return ofPictures[error.detail.reason as RefusalReason] ?? ofPictures.unknown;
}

/** What a reader yields for an item that it could not read. */
export function placeProblem(place: ItemPlace, error: unknown): { place: ItemPlace; problem: string } {
  if (error instanceof SkippedFile || error instanceof DomainError || error instanceof DocumentRefused)
    return { place, problem: reasonOf(error) };
  log.error({ error, file: place.file }, "import: item failed; continuing with the next one");
  return { place, problem: reasonOf(error) };
}
