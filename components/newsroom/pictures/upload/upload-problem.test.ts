import { expect, test } from "vitest";
import { explainUpload } from "./upload-problem.ts";

test.each([
  [
    { ok: false, code: "TOO_LARGE", detail: { limit: 41_943_040 } },
    "The file is larger than 40 MB. Make the picture smaller and upload it again.",
  ],
  [
    { ok: false, code: "NOT_A_PICTURE", detail: { reason: "too-many-pixels" } },
    "The picture has more than 100 megapixels. Make it smaller and upload it again.",
  ],
  [
    { ok: false, code: "NOT_A_PICTURE", detail: { reason: "unknown" } },
    "This is not a picture. Use a JPEG, PNG, WebP, AVIF, GIF, TIFF, HEIC or SVG.",
  ],
] as const)("a refused upload says why and what to do: %o", (failure, message) => {
  expect(explainUpload(failure)).toBe(message);
});
