// A child process with little memory, no secrets in its environment and a timeout: untrusted bytes meet libvips only here.
// Started by decode.ts. The upload arrives on standard input; the files are written to the folder in the first argument,
// and one line of JSON to standard output.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import sharp, { type Sharp } from "sharp";
import { renditionFile } from "./addresses.ts";
import { widthsOf } from "./crops.ts";
import { encode, encoders } from "./encoders.ts";
import { firstWidth, maxPixels, originalBox } from "./limits.ts";
import { sniff } from "./sniff.ts";
import type { Decoded, Extent, RefusalReason, Rendition, RenditionFormat } from "./types.ts";
import { readWords } from "./words.ts";

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
async function open(bytes: Buffer): Promise<Raw> {
  // "error" rejects truncated files as well; warnings, such as a strange EXIF field, are harmless.
  const input = sharp(bytes, { failOn: "error", limitInputPixels: maxPixels, pages: 1, sequentialRead: true });
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

async function averageColor(picture: Raw): Promise<string> {
  const pixel = await from(picture).flatten({ background: "#ffffff" }).resize(1, 1, { fit: "fill" }).raw().toBuffer();
  return `#${pixel.subarray(0, 3).toString("hex")}`;
}

async function decode(bytes: Buffer, folder: string, extent: Extent): Promise<Decoded> {
  const sniffed = sniff(bytes);
  if ("reason" in sniffed) throw new Refusal(sniffed.reason);
  const picture = await open(bytes).catch((error: Error) => {
    throw new Refusal(
      /pixel limit|dimensions? (limit|exceed)|too large/i.test(error.message) ? "too-many-pixels" : "broken",
    );
  });
  // Drawings keep sharp edges and transparency; photographs become JPEG, which every program reads.
  const isDrawing = picture.raw.channels === 4 || sniffed.kind === "png" || sniffed.kind === "gif";
  const format = isDrawing ? "webp" : "jpeg";
  const facts = {
    width: picture.raw.width,
    height: picture.raw.height,
    color: await averageColor(picture),
    format,
    ...(await readWords(bytes)),
  } as const;
  const maxBytes = bytes.byteLength;
  if (extent === "first")
    return { ...facts, bytes: 0, renditions: await renderFirst(picture, folder, isDrawing, maxBytes) };
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
