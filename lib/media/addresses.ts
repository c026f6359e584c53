import type { MediaFacts, MediaFormat } from "./types.ts";

/** The file in the store. */
export const storedFile = (format: MediaFormat): string => `original.${format}`;

/** A name under which any system can save a document, with the ending of what it is. */
export function downloadName({ fileName, format }: Pick<MediaFacts, "fileName" | "format">): string {
  const stem = (fileName.split(/[\\/]/).at(-1) ?? "")
    .normalize("NFC")
    .replace(/\.[A-Za-z0-9]{1,5}$/, "")
    .replace(/[^\p{L}\p{M}\p{N} ._()-]+/gu, " ")
    .replace(/\s+/g, " ")
    .replace(/^[ .]+|[ .]+$/g, "");
  return `${[...stem].slice(0, 100).join("").trim() || "file"}.${format}`;
}

/** The last segment of a file's address. */
export const mediaFile = (facts: Pick<MediaFacts, "kind" | "fileName" | "format">): string =>
  facts.kind === "DOCUMENT" ? downloadName(facts) : `${facts.kind.toLowerCase()}.${facts.format}`;

export const captionsFile = "captions.vtt";

export const mediaAddress = (id: string, facts: Pick<MediaFacts, "kind" | "fileName" | "format">): string =>
  `/media/${id}/${encodeURIComponent(mediaFile(facts))}`;
export const captionsAddress = (id: string): string => `/media/${id}/${captionsFile}`;

/** A section may have the address /media, so only these are files. */
export const mediaPath = /^\/media\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/([^/?#]+)(?:\?|$)/;

const office = "application/vnd.openxmlformats-officedocument";
const types: Record<MediaFormat, string> = {
  mp4: "video/mp4",
  webm: "video/webm",
  mp3: "audio/mpeg",
  m4a: "audio/mp4",
  ogg: "audio/ogg",
  pdf: "application/pdf",
  csv: "text/csv",
  xlsx: `${office}.spreadsheetml.sheet`,
  docx: `${office}.wordprocessingml.document`,
};
/** The media type, for headers, `<source>` and feeds. */
export const mediaType = ({ format, kind }: Pick<MediaFacts, "format" | "kind">): string =>
  kind === "AUDIO" && format === "webm" ? "audio/webm" : types[format];
