// Converts an upload to the file of a masthead. Pure except for sharp; runs in a child process, see masthead.ts.
import { createHash } from "node:crypto";
import sharp from "sharp";
import { svgDensity } from "./svg.ts";

export type DrawnMasthead = {
  /** SHA-256 of the file in hex. */
  hash: string;
  width: number;
  height: number;
  /** "dark": dark lines on transparent ground, inverted in the dark theme; "light": inverted in the light theme; "": neither. */
  ink: "dark" | "light" | "";
};

/** Maximum height in pixels: it is shown 80 pixels high at most, with three device pixels per pixel. */
const largest = { width: 2_400, height: 240 };
/** Maximum bytes: it loads before the lead picture. */
const maxKept = 120_000;
/** Opacity, of 255, below which a pixel counts as transparent. */
const faint = 40;
/** Share of transparent pixels from which a drawing counts as one without a background. */
const minTransparentShare = 0.05;

/** The file is too large to load before the lead picture. */
export class TooLarge extends Error {}

/**
 * Draws the masthead without its empty border, as WebP with transparency.
 * @param bytes PNG, WebP, JPEG, AVIF, GIF or SVG; an SVG is drawn here and never sent to browsers
 * @throws TooLarge, or an error of sharp if it is not a picture
 */
export async function drawn(bytes: Buffer): Promise<{ masthead: DrawnMasthead; file: Buffer }> {
  const { format, height } = await sharp(bytes, { limitInputPixels: 40_000_000 }).metadata();
  const density = svgDensity(format === "svg" ? height : undefined, largest.height);
  const cut = await sharp(bytes, { limitInputPixels: 40_000_000, density })
    .rotate()
    .trim()
    .resize({ ...largest, fit: "inside", withoutEnlargement: true })
    .ensureAlpha()
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height: high } = cut.info;
  const raw = { raw: { width, height: high, channels: 4 as const } };
  const whole = await sharp(cut.data, raw).webp({ lossless: true, effort: 5 }).toBuffer();
  const file = whole.length <= maxKept ? whole : await sharp(cut.data, raw).webp({ quality: 82 }).toBuffer();
  if (file.length > maxKept) throw new TooLarge();
  const hash = createHash("sha256").update(file).digest("hex").slice(0, 16);
  return { masthead: { hash, width, height: high, ink: inkOf(cut.data) }, file };
}

/** @param pixels red, green, blue and opacity of each pixel */
function inkOf(pixels: Buffer): DrawnMasthead["ink"] {
  let [there, light, colour] = [0, 0, 0];
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    const [red = 0, green = 0, blue = 0, opacity = 0] = pixels.subarray(at, at + 4);
    if (opacity < faint) continue;
    there++;
    light += 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    colour += Math.max(red, green, blue) - Math.min(red, green, blue);
  }
  const isOnNothing = there < (pixels.length / 4) * (1 - minTransparentShare);
  if (there === 0 || !isOnNothing || colour / there > 40) return "";
  return light / there < 90 ? "dark" : light / there > 165 ? "light" : "";
}
