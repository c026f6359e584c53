import { explain } from "#components/newsroom/messages.ts";
import type { Failure } from "#lib/errors.ts";
import { maxBytes, maxPixels } from "#lib/pictures/limits.ts";
import type { RefusalReason } from "#lib/pictures/types.ts";

const reasons: Readonly<Record<RefusalReason, string>> = {
  broken: "The file is damaged. Open it in a picture program, save it again and upload the new file.",
  "too-many-pixels": `The picture has more than ${maxPixels / 1_000_000} megapixels. Make it smaller and upload it again.`,
  "took-too-long": "Reading the picture took too long. Save it as JPEG, or make it smaller, and upload it again.",
  unknown: "This is not a picture. Use a JPEG, PNG, WebP, AVIF, GIF, TIFF, HEIC or SVG.",
};

/** Why a picture was not uploaded, and what to do. */
export function explainUpload(failure: Failure): string {
  if (failure.code === "TOO_LARGE")
    return `The file is larger than ${(failure.detail?.limit ?? maxBytes) / 1024 / 1024} MB. Make the picture smaller and upload it again.`;
  if (failure.code === "NOT_A_PICTURE" && failure.detail?.reason) return reasons[failure.detail.reason];
  return explain(failure);
}
