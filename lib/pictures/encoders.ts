// How renditions are encoded, in the child processes that decode and crop.
import type { Sharp } from "sharp";
import type { RenditionFormat } from "./types.ts";

/** @param isDrawing a picture with sharp edges or transparency, as opposed to a photograph */
export type Encoder = (image: Sharp, quality: number, isDrawing: boolean) => Sharp;

export const encoders: Record<RenditionFormat, Encoder> = {
  // Effort 1: docs/decisions/091-avif-effort.md has what each effort costs.
  avif: (image, quality) => image.avif({ quality, effort: 1, chromaSubsampling: "4:2:0" }),
  // Smart subsampling keeps coloured edges of drawings sharp. Photographs take four times as long with it and are no smaller.
  webp: (image, quality, isDrawing) => image.webp({ quality, effort: 2, smartSubsample: isDrawing }),
  jpeg: (image, quality) => image.flatten({ background: "#ffffff" }).jpeg({ quality, mozjpeg: true }),
};

export const qualities: Record<RenditionFormat, number> = { avif: 54, webp: 78, jpeg: 78 };

/** An upload of low quality may become larger when it is encoded again. Below this its faults would be seen twice. */
const minQuality = 45;
const qualityStep = 8;

/** The bytes of a rendition, of lower quality where they would be more than `maxBytes`, those of its source. */
export async function encode(
  image: () => Sharp,
  format: RenditionFormat,
  isDrawing: boolean,
  maxBytes: number,
): Promise<Buffer> {
  let bytes = await encoders[format](image(), qualities[format], isDrawing).toBuffer();
  for (let quality = qualities[format] - qualityStep; bytes.byteLength > maxBytes && quality >= minQuality; ) {
    bytes = await encoders[format](image(), quality, isDrawing).toBuffer();
    quality -= qualityStep;
  }
  return bytes;
}
