import { DomainError } from "../errors.ts";
import { inChild } from "./child.ts";
import { maxMastheadBytes, maxMastheadSeconds } from "./limits.ts";
import type { DrawnMasthead } from "./masthead-drawing.ts";

export type { DrawnMasthead } from "./masthead-drawing.ts";

/** The child's answer; `file` is base64. */
export type MastheadAnswer = { masthead: DrawnMasthead; file: string } | { tooLarge: true };

/**
 * Draws the masthead without its empty border, as WebP with transparency. A child process draws it, because an SVG of a few
 * lines with nested filters can take minutes, and only ending the process stops it.
 * @param bytes PNG, WebP, JPEG, AVIF, GIF or SVG
 * @throws TOO_LARGE, NOT_A_PICTURE with `reason`, BUSY
 */
export async function drawMasthead(
  bytes: Buffer,
  seconds = maxMastheadSeconds,
): Promise<{ masthead: DrawnMasthead; file: Buffer }> {
  const tooLarge = () => new DomainError("TOO_LARGE", { limit: maxMastheadBytes });
  if (bytes.byteLength > maxMastheadBytes) throw tooLarge();
  const answer = await inChild<MastheadAnswer>("masthead-worker.ts", [], { bytes }, { seconds });
  if ("tooLarge" in answer) throw tooLarge();
  return { masthead: answer.masthead, file: Buffer.from(answer.file, "base64") };
}
