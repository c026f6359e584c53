// From an upload to the file of a masthead. Pure but for sharp; runs in a process of its own, see masthead.ts.
import { createHash } from "node:crypto";
import sharp from "sharp";

export type DrawnMasthead = {
  /** Of the file, hex. */
  hash: string;
  width: number;
  height: number;
  /** "dark": in dark lines on nothing, so that it has to be turned round at night; "light": by day; "": neither. */
  ink: "dark" | "light" | "";
};

/** Pixels: it stands 80 high at most, and screens have three dots a pixel. */
const largest = { width: 2_400, height: 240 };
/** Bytes: it comes before the lead picture. */
const mostKept = 120_000;
/** Of 255: a dot that is less than this is not there. */
const faint = 40;
/** Share of the dots that must not be there for a drawing on nothing. */
const leastEmpty = 0.05;

/** The file is larger than what comes before the lead picture may be. */
export class TooLarge extends Error {}

/**
 * The drawing without its empty border, as WebP with transparency.
 * @param bytes PNG, WebP, JPEG, AVIF, GIF or SVG, which is drawn here and never sent on
 * @throws TooLarge, an error of sharp for what is no picture
 */
export async function drawn(bytes: Buffer): Promise<{ masthead: DrawnMasthead; file: Buffer }> {
  const { format, height } = await sharp(bytes, { limitInputPixels: 40_000_000 }).metadata();
  // An SVG is drawn as large as it is needed, and no finer than this: a tiny one with large numbers in it would take long.
  const density = format === "svg" && height ? Math.min(2_400, Math.max(72, (72 * largest.height) / height)) : 72;
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
  const file = whole.length <= mostKept ? whole : await sharp(cut.data, raw).webp({ quality: 82 }).toBuffer();
  if (file.length > mostKept) throw new TooLarge();
  const hash = createHash("sha256").update(file).digest("hex").slice(0, 16);
  return { masthead: { hash, width, height: high, ink: inkOf(cut.data) }, file };
}

/** @param pixels red, green, blue and opacity of each */
function inkOf(pixels: Buffer): DrawnMasthead["ink"] {
  let [there, light, colour] = [0, 0, 0];
  for (let at = 0; at + 3 < pixels.length; at += 4) {
    const [red = 0, green = 0, blue = 0, opacity = 0] = pixels.subarray(at, at + 4);
    if (opacity < faint) continue;
    there++;
    light += 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    colour += Math.max(red, green, blue) - Math.min(red, green, blue);
  }
  const isOnNothing = there < (pixels.length / 4) * (1 - leastEmpty);
  if (there === 0 || !isOnNothing || colour / there > 40) return "";
  return light / there < 90 ? "dark" : light / there > 165 ? "light" : "";
}
