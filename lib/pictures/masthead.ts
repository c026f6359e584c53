import { DomainError } from "../errors.ts";
import { inChild } from "./child.ts";
import { maxMastheadSeconds, mostMastheadBytes } from "./limits.ts";
import type { DrawnMasthead } from "./masthead-drawing.ts";

export type { DrawnMasthead } from "./masthead-drawing.ts";

/** What the child writes; `file` in base64. */
export type MastheadAnswer = { masthead: DrawnMasthead; file: string } | { tooLarge: true };

/**
 * The drawing without its empty border, as WebP with transparency. It is drawn in a child process: an SVG of a few lines,
 * filters in filters, can take minutes, and nothing but the end of its process stops it.
 * @param bytes PNG, WebP, JPEG, AVIF, GIF or SVG
 * @throws TOO_LARGE, NOT_A_PICTURE with `reason`, BUSY
 */
export async function drawMasthead(
  bytes: Buffer,
  seconds = maxMastheadSeconds,
): Promise<{ masthead: DrawnMasthead; file: Buffer }> {
  const tooLarge = () => new DomainError("TOO_LARGE", { limit: mostMastheadBytes });
  if (bytes.byteLength > mostMastheadBytes) throw tooLarge();
  const answer = await inChild<MastheadAnswer>("masthead-worker.ts", [], bytes, { seconds });
  if ("tooLarge" in answer) throw tooLarge();
  return { masthead: answer.masthead, file: Buffer.from(answer.file, "base64") };
}
