// Runs as a process of its own, with little memory, no secrets in its environment and an end set from outside: it is
// where the bytes of strangers meet libvips. Started by decode.ts; the upload comes on standard input, the files go into
// the folder named first, one line of JSON goes to standard output.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import sharp, { type Sharp } from "sharp";
import { renditionFile } from "./addresses.ts";
import { firstWidth, maxPixels, originalBox, widths } from "./limits.ts";
import { sniff } from "./sniff.ts";
import type { Decoded, Extent, RefusalReason, Rendition, RenditionFormat } from "./types.ts";
import { readWords } from "./words.ts";

// Only what we take; a file that is a JPEG at its start cannot reach another of libvips' readers.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["Jpeg", "Png", "Webp", "Heif", "Nsgif", "Tiff"].map((name) => `VipsForeignLoad${name}`),
});
sharp.cache(false);

// Whoever started us may be killed without a word; then nobody is left to end us.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && process.exit(1), 500).unref();

type Raw = { data: Buffer; raw: { width: number; height: number; channels: 1 | 2 | 3 | 4 } };

/** Raw pixels, upright, in sRGB, with an alpha channel only where something shows through. */
async function open(bytes: Buffer): Promise<Raw> {
  // "error" refuses truncated files too; mere warnings (a strange EXIF field) do no harm to the picture.
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

type Encoder = (image: Sharp, quality: number, isDrawing: boolean) => Sharp;
const encoders: Record<RenditionFormat, Encoder> = {
  // Effort 0: 2 % larger than effort 2 on photographs, in a third of the time.
  avif: (image, quality) => image.avif({ quality, effort: 0, chromaSubsampling: "4:2:0" }),
  // The smart way keeps coloured edges sharp, which drawings have. A photograph takes four times as long with it, and
  // comes out no smaller.
  webp: (image, quality, isDrawing) => image.webp({ quality, effort: 2, smartSubsample: isDrawing }),
  jpeg: (image, quality) => image.flatten({ background: "#ffffff" }).jpeg({ quality, mozjpeg: true }),
};
const qualities: Record<RenditionFormat, number> = { avif: 55, webp: 78, jpeg: 78 };

/** The widths that a picture of this width gets: its own last, and none that is all but the same. */
const widthsOf = (width: number): number[] => {
  const widest = Math.min(width, widths[widths.length - 1] ?? width);
  return [...widths.filter((step) => step < widest * 0.92), widest];
};

const formats = Object.keys(encoders) as RenditionFormat[];

/** The JPEG of `firstWidth`, or the widest of a smaller picture; the other renditions are listed without their files. */
async function renderFirst(picture: Raw, folder: string, isDrawing: boolean): Promise<Rendition[]> {
  const all = widthsOf(picture.raw.width);
  const first = all.find((width) => width >= firstWidth) ?? picture.raw.width;
  const made = await render(picture, folder, isDrawing, [first], ["jpeg"]);
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
  widths = widthsOf(picture.raw.width),
  inFormats = formats,
): Promise<Rendition[]> {
  const renditions = await Promise.all(
    widths.map(async (width) => {
      const scaled = width === picture.raw.width ? picture : await pixels(from(picture).resize({ width }));
      return Promise.all(
        inFormats.map(async (format): Promise<Rendition> => {
          const bytes = await encoders[format](from(scaled), qualities[format], isDrawing).toBuffer();
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
  // Drawings keep their sharp edges and what shows through; photographs are JPEG, which everything reads.
  const isDrawing = picture.raw.channels === 4 || sniffed.kind === "png" || sniffed.kind === "gif";
  const format = isDrawing ? "webp" : "jpeg";
  const facts = {
    width: picture.raw.width,
    height: picture.raw.height,
    color: await averageColor(picture),
    format,
    ...(await readWords(bytes)),
  } as const;
  if (extent === "first") return { ...facts, bytes: 0, renditions: await renderFirst(picture, folder, isDrawing) };
  const original = await encoders[format](from(picture), 88, isDrawing).toBuffer();
  await writeFile(path.join(folder, `original.${format}`), original);
  return { ...facts, bytes: original.byteLength, renditions: await render(picture, folder, isDrawing) };
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
