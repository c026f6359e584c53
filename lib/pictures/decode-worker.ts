// A child process with little memory, no secrets in its environment and a timeout: untrusted bytes meet libvips only here.
// Started by decode.ts. The upload arrives on standard input; the files are written to the folder in the first argument,
// and one line of JSON to standard output.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import sharp, { type Sharp } from "sharp";
import { renditionFile, uploadFile } from "./addresses.ts";
import { readCredentials } from "./credentials.ts";
import { widthsOf } from "./crops.ts";
import { encode, encoders } from "./encoders.ts";
import { pngOfHeic, TooManyPixels } from "./heic.ts";
import { firstWidth, maxPixels, originalBox, svgWidth } from "./limits.ts";
import { readMetadata } from "./metadata.ts";
import { hashSize, perceptualHash } from "./perceptual-hash.ts";
import { type PictureKind, sniff } from "./sniff.ts";
import { svgDensity } from "./svg.ts";
import type { Decoded, Extent, RefusalReason, Rendition, RenditionFormat } from "./types.ts";

// Only accepted formats. A file that begins like a JPEG must not reach another loader of libvips.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["Jpeg", "Png", "Webp", "Heif", "Nsgif", "Tiff"].map((name) => `VipsForeignLoad${name}`),
});
sharp.cache(false);

// If the parent process is killed, nothing else would end this one.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && process.exit(1), 500).unref();

type Raw = { data: Buffer; raw: { width: number; height: number; channels: 1 | 2 | 3 | 4 } };

/** Raw upright pixels in sRGB, with an alpha channel only if something is transparent. */
async function open(bytes: Buffer, density = 72): Promise<Raw> {
  // "error" rejects truncated files as well; warnings, such as a strange EXIF field, are harmless.
  const input = sharp(bytes, { failOn: "error", limitInputPixels: maxPixels, pages: 1, sequentialRead: true, density });
  const { data, info } = await input
    .autoOrient()
    .resize({ ...originalBox, fit: "inside", withoutEnlargement: true })
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  const whole: Raw = { data, raw: { width: info.width, height: info.height, channels: info.channels as 3 | 4 } };
  if (info.channels !== 4 || !(await from(whole).stats()).isOpaque) return whole;
  return pixels(from(whole).removeAlpha());
}

const from = ({ data, raw }: Raw) => sharp(data, { raw, limitInputPixels: maxPixels });

async function pixels(image: Sharp): Promise<Raw> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return { data, raw: { width: info.width, height: info.height, channels: info.channels as 3 | 4 } };
}

const formats = Object.keys(encoders) as RenditionFormat[];

/** The JPEG of `firstWidth`, or the widest of a smaller picture; the other renditions are listed without their files. */
async function renderFirst(picture: Raw, folder: string, isDrawing: boolean, maxBytes: number): Promise<Rendition[]> {
  const all = widthsOf(picture.raw.width);
  const first = all.find((width) => width >= firstWidth) ?? picture.raw.width;
  const made = await render(picture, folder, isDrawing, maxBytes, [first], ["jpeg"]);
  const heightOf = (width: number) => Math.max(1, Math.round((picture.raw.height * width) / picture.raw.width));
  return all.flatMap((width) =>
    formats.map(
      (format) =>
        made.find((rendition) => rendition.width === width && rendition.format === format) ?? {
          format,
          width,
          height: heightOf(width),
          bytes: 0,
        },
    ),
  );
}

async function render(
  picture: Raw,
  folder: string,
  isDrawing: boolean,
  maxBytes: number,
  widths = widthsOf(picture.raw.width),
  inFormats = formats,
): Promise<Rendition[]> {
  const renditions = await Promise.all(
    widths.map(async (width) => {
      const scaled = width === picture.raw.width ? picture : await pixels(from(picture).resize({ width }));
      return Promise.all(
        inFormats.map(async (format): Promise<Rendition> => {
          const bytes = await encode(() => from(scaled), format, isDrawing, maxBytes);
          await writeFile(path.join(folder, renditionFile(width, format)), bytes);
          return { format, width, height: scaled.raw.height, bytes: bytes.byteLength };
        }),
      );
    }),
  );
  return renditions.flat();
}

/** Opens what libvips cannot, or must not, open by itself. */
async function openAs(kind: PictureKind, bytes: Buffer): Promise<Raw> {
  if (kind === "heic") return open(await pngOfHeic(bytes));
  if (kind !== "svg") return open(bytes);
  // librsvg runs no script and loads nothing but data: addresses. The drawing itself is never sent to a browser.
  sharp.unblock({ operation: ["VipsForeignLoadSvg"] });
  const { width } = await sharp(bytes, { limitInputPixels: maxPixels }).metadata();
  return open(bytes, svgDensity(width, svgWidth));
}

async function hashOf(picture: Raw): Promise<string | null> {
  const grey = from(picture)
    .flatten({ background: "#ffffff" })
    .greyscale()
    .resize({ ...hashSize, fit: "fill" });
  return perceptualHash(await grey.raw().toBuffer());
}

async function averageColor(picture: Raw): Promise<string> {
  const pixel = await from(picture).flatten({ background: "#ffffff" }).resize(1, 1, { fit: "fill" }).raw().toBuffer();
  return `#${pixel.subarray(0, 3).toString("hex")}`;
}

async function decode(bytes: Buffer, folder: string, extent: Extent): Promise<Decoded> {
  const sniffed = sniff(bytes);
  if ("reason" in sniffed) throw new Refusal(sniffed.reason);
  const { kind } = sniffed;
  const picture = await openAs(kind, bytes).catch((error: Error) => {
    throw new Refusal(
      error instanceof TooManyPixels || /pixel limit|dimensions? (limit|exceed)|too large/i.test(error.message)
        ? "too-many-pixels"
        : "broken",
    );
  });
  // Drawings keep sharp edges and transparency; photographs become JPEG, which every program reads.
  const isDrawing = picture.raw.channels === 4 || ["png", "gif", "svg"].includes(kind);
  const format = isDrawing ? "webp" : "jpeg";
  const facts = {
    width: picture.raw.width,
    height: picture.raw.height,
    color: await averageColor(picture),
    format,
    ...(await readMetadata(bytes)),
    contentCredentials: readCredentials(bytes),
    perceptualHash: await hashOf(picture),
  } as const;
  // A drawing of a few lines has many pixels; a HEIC is smaller than any JPEG of the same quality.
  const maxBytes = kind === "svg" || kind === "heic" ? Number.POSITIVE_INFINITY : bytes.byteLength;
  if (extent === "first")
    return { ...facts, bytes: 0, renditions: await renderFirst(picture, folder, isDrawing, maxBytes) };
  await writeFile(path.join(folder, uploadFile(kind)), bytes);
  const original = await encoders[format](from(picture), 88, isDrawing).toBuffer();
  await writeFile(path.join(folder, `original.${format}`), original);
  return { ...facts, bytes: original.byteLength, renditions: await render(picture, folder, isDrawing, maxBytes) };
}

class Refusal extends Error {
  readonly reason: RefusalReason;
  constructor(reason: RefusalReason) {
    super(reason);
    this.reason = reason;
  }
}

const [folder, extent] = process.argv.slice(2);
if (!folder) throw new Error("the folder for the renditions is missing");
const answer = await decode(await buffer(process.stdin), folder, extent === "first" ? "first" : "all").catch(
  (error: unknown) => {
    if (error instanceof Refusal) return { reason: error.reason };
    throw error;
  },
);
process.stdout.write(`${JSON.stringify(answer)}\n`);
