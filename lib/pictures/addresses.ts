import type { PictureFacts, RenditionFormat } from "./types.ts";

const extensions: Record<RenditionFormat, string> = { avif: "avif", webp: "webp", jpeg: "jpg" };
const formats = new Map(
  Object.entries(extensions).map(([format, extension]) => [extension, format as RenditionFormat]),
);

/** The file name of a rendition in its address and in the store: "640.jpg". */
export const renditionFile = (width: number, format: RenditionFormat): string => `${width}.${extensions[format]}`;

/** The file name of the untouched upload in the store. No address leads to it: it has all metadata, and may be an SVG. */
export const uploadFile = (kind: string): string => `upload.${kind}`;

/** Parses the file name of a rendition; null if it is none. */
export function parseRenditionFile(file: string): { width: number; format: RenditionFormat } | null {
  const match = /^([1-9]\d{0,4})\.([a-z]{3,4})$/.exec(file);
  const format = formats.get(match?.[2] ?? "");
  return match && format ? { width: Number(match[1]), format } : null;
}

/** The address of a rendition, or of a rendition of a crop, see crops.ts. */
export const pictureAddress = (id: string, width: number, format: RenditionFormat, crop?: string): string =>
  `/pictures/${id}/${crop === undefined ? "" : `${crop}/`}${renditionFile(width, format)}`;

/** The narrowest JPEG of at least so many pixels, or the widest; empty for facts without a JPEG. */
export function jpegAddress(facts: PictureFacts, id: string, width: number): string {
  const jpegs = facts.renditions.filter((rendition) => rendition.format === "jpeg").sort((a, b) => a.width - b.width);
  const best = jpegs.find((rendition) => rendition.width >= width) ?? jpegs.at(-1);
  return best ? pictureAddress(id, best.width, "jpeg", facts.crop) : "";
}

export type PictureSources = {
  /** For `<source type="image/avif" srcset>`. */
  avif: string;
  /** For `<source type="image/webp" srcset>`. */
  webp: string;
  /** For `<img srcset>`. */
  jpeg: string;
  /** For `<img src>`: the smallest JPEG of at least 960 pixels, if there is one. */
  src: string;
  /** Size of the widest rendition, for `<img width height>`, so that nothing moves while it loads. */
  width: number;
  height: number;
  color: string;
};

/** All data for `<picture>`; null for facts without a JPEG, which only a damaged row has. */
export function sourcesOf(facts: PictureFacts, id: string): PictureSources | null {
  const byWidth = [...facts.renditions].sort((a, b) => a.width - b.width);
  const of = (format: RenditionFormat) => byWidth.filter((rendition) => rendition.format === format);
  const srcset = (format: RenditionFormat) =>
    of(format)
      .map(({ width }) => `${pictureAddress(id, width, format, facts.crop)} ${width}w`)
      .join(", ");
  const widest = of("jpeg").at(-1);
  if (!widest) return null;
  const usual = of("jpeg").find(({ width }) => width >= 960) ?? widest;
  return {
    avif: srcset("avif"),
    webp: srcset("webp"),
    jpeg: srcset("jpeg"),
    src: pictureAddress(id, usual.width, "jpeg", facts.crop),
    width: widest.width,
    height: widest.height,
    color: facts.color,
  };
}

/** Checks the name under which the files of an upload are stored: SHA-256 in hex. */
export function checkKey(key: string): string {
  if (!/^[0-9a-f]{64}$/.test(key)) throw new Error("the key of an upload is a SHA-256 in hex");
  return key;
}

/** Whether a file may have this name in the store: "640.jpg", "original.mp4", "poster-3x2.webp". */
export const isStoredName = (file: string): boolean => /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/.test(file) && file.length <= 100;
