// Bytes and likeness (SSIM) of our renditions beside those that other systems make by default, of the same pixels.
//   npm run bench:picture-bytes -- [folder of photographs …]
import fs from "node:fs";
import path from "node:path";
import sharp, { type Sharp } from "sharp";
import { encoders, qualities } from "#lib/pictures/encoders.ts";

const width = 750;
const maxCount = 20;

type Raw = { data: Buffer; raw: { width: number; height: number; channels: 3 } };

const column = {
  // Ghost resizes with sharp and sets no quality: JPEG and WebP 80, AVIF 50.
  "Ghost JPEG": (image: Sharp) => image.jpeg(),
  "Ghost WebP": (image: Sharp) => image.webp(),
  "Ghost AVIF": (image: Sharp) => image.avif(),
  // WordPress: quality 82 of libjpeg for JPEG, 86 for WebP and 82 for AVIF, without further optimisation.
  "WordPress JPEG": (image: Sharp) => image.jpeg({ quality: 82, optimiseCoding: false }),
  "WordPress WebP": (image: Sharp) => image.webp({ quality: 86 }),
  "WordPress AVIF": (image: Sharp) => image.avif({ quality: 82 }),
  "Galley JPEG": (image: Sharp) => encoders.jpeg(image, qualities.jpeg, false),
  "Galley WebP": (image: Sharp) => encoders.webp(image, qualities.webp, false),
  "Galley AVIF": (image: Sharp) => encoders.avif(image, qualities.avif, false),
} as const;
type Column = keyof typeof column;
const columns = Object.keys(column) as Column[];

async function pixelsOf(image: Sharp): Promise<Raw> {
  const { data, info } = await image.removeAlpha().toColourspace("srgb").raw().toBuffer({ resolveWithObject: true });
  return { data, raw: { width: info.width, height: info.height, channels: 3 } };
}

/** Rec. 601 luma of each pixel. */
const lumaOf = ({ data }: Raw): Float64Array =>
  Float64Array.from(
    { length: data.length / 3 },
    (_, i) => 0.299 * (data[i * 3] ?? 0) + 0.587 * (data[i * 3 + 1] ?? 0) + 0.114 * (data[i * 3 + 2] ?? 0),
  );

/** Mean SSIM (Wang et al. 2004) of luma, in windows of 8 by 8 pixels, each 4 pixels from the next. */
function likeness(one: Float64Array, other: Float64Array, { width: wide, height: high }: Raw["raw"]): number {
  const [c1, c2] = [(0.01 * 255) ** 2, (0.03 * 255) ** 2];
  let [sum, count] = [0, 0];
  for (let top = 0; top + 8 <= high; top += 4)
    for (let left = 0; left + 8 <= wide; left += 4) {
      let [a, b, aa, bb, ab] = [0, 0, 0, 0, 0];
      for (let y = top; y < top + 8; y++)
        for (let x = left; x < left + 8; x++) {
          const [p, q] = [one[y * wide + x] ?? 0, other[y * wide + x] ?? 0];
          a += p;
          b += q;
          aa += p * p;
          bb += q * q;
          ab += p * q;
        }
      const [ma, mb] = [a / 64, b / 64];
      const [va, vb, cov] = [aa / 64 - ma * ma, bb / 64 - mb * mb, ab / 64 - ma * mb];
      sum += ((2 * ma * mb + c1) * (2 * cov + c2)) / ((ma * ma + mb * mb + c1) * (va + vb + c2));
      count += 1;
    }
  return count === 0 ? 1 : sum / count;
}

const given = process.argv.slice(2);
const folders = given.length > 0 ? given : [path.join(import.meta.dirname, "../prisma/example/pictures")];
const files = folders
  .flatMap((folder) => fs.readdirSync(folder).map((name) => path.join(folder, name)))
  .filter((file) => /\.(?:jpe?g|png|webp|tiff?)$/i.test(file) && !/\/(?:map|portrait-)/.test(file))
  .sort()
  .slice(0, maxCount);

console.log(`Bytes at ${width} px (or at the picture's own width), with SSIM against the same pixels uncompressed.`);
console.log(
  `Galley: AVIF ${qualities.avif}, WebP ${qualities.webp}, JPEG ${qualities.jpeg} (mozjpeg). Ghost: 50, 80, 80. WordPress: 82, 86, 82.\n`,
);
console.log(`| picture | ${columns.join(" | ")} |`);
console.log(`|---|${columns.map(() => "---:").join("|")}|`);
const totals = new Map<Column, { bytes: number; ssim: number }>(columns.map((name) => [name, { bytes: 0, ssim: 0 }]));
for (const file of files) {
  const picture = await pixelsOf(sharp(file).autoOrient().resize({ width, withoutEnlargement: true }));
  const luma = lumaOf(picture);
  const cells: string[] = [];
  for (const name of columns) {
    const bytes = await column[name](sharp(picture.data, { raw: picture.raw })).toBuffer();
    const ssim = likeness(luma, lumaOf(await pixelsOf(sharp(bytes))), picture.raw);
    const total = totals.get(name);
    if (total) {
      total.bytes += bytes.byteLength;
      total.ssim += ssim / files.length;
    }
    cells.push(`${bytes.byteLength} (${ssim.toFixed(4)})`);
  }
  console.log(`| ${path.basename(file)} | ${cells.join(" | ")} |`);
}
const sums = columns.map((name) => totals.get(name) ?? { bytes: 0, ssim: 0 });
console.log(
  `| **all ${files.length}** | ${sums.map(({ bytes, ssim }) => `**${bytes}** (${ssim.toFixed(4)})`).join(" | ")} |`,
);
