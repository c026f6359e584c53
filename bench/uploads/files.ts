import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { corpusFolder } from "#prisma/testing/corpus.ts";
import { heic } from "#prisma/testing/heic.ts";
import { random } from "../words.ts";

export type BenchFile = { name: string; bytes: Buffer };

/** A photograph of coloured blots with the noise of a sensor. */
async function photograph(width: number, height: number): Promise<Buffer> {
  const colour = () =>
    `hsl(${Math.floor(random() * 360)} ${20 + Math.floor(random() * 60)}% ${15 + Math.floor(random() * 70)}%)`;
  const blots = Array.from(
    { length: 60 },
    () =>
      `<ellipse cx="${random() * 100}" cy="${random() * 100}" rx="${random() * 30}" ry="${random() * 20}" fill="${colour()}"/>`,
  );
  const drawing = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 100 100" preserveAspectRatio="none"><rect width="100" height="100" fill="${colour()}"/>${blots.join("")}</svg>`,
  );
  const noise = await sharp({
    create: { width, height, channels: 3, background: "#808080", noise: { type: "gaussian", mean: 128, sigma: 12 } },
  })
    .png({ compressionLevel: 1 })
    .toBuffer();
  return sharp(drawing)
    .flatten()
    .composite([{ input: noise, blend: "soft-light" }])
    .png({ compressionLevel: 1 })
    .toBuffer();
}

const isPicture = /\.(?:jpe?g|png|webp|gif|svg|avif)$/i;

async function filesIn(folder: string | null): Promise<BenchFile[]> {
  if (folder === null) return [];
  const names = (await readdir(folder, { recursive: true })).filter((name) => isPicture.test(name));
  return Promise.all(names.sort().map(async (name) => ({ name, bytes: await readFile(path.join(folder, name)) })));
}

/** As many files as wanted, of all kinds and sizes, whole and damaged; no two have the same bytes. */
export async function mixedFiles(count: number): Promise<BenchFile[]> {
  const made: BenchFile[] = [{ name: "phone.heic", bytes: heic }];
  for (const [width, height] of [
    [4032, 3024],
    [3000, 2000],
    [2000, 1500],
    [1600, 1067],
    [1200, 800],
  ] as const) {
    const picture = sharp(await photograph(width, height));
    made.push({ name: `${width}.jpg`, bytes: await picture.clone().jpeg({ quality: 90 }).toBuffer() });
    if (width > 2000) continue;
    made.push(
      { name: `${width}.webp`, bytes: await picture.clone().webp({ quality: 85 }).toBuffer() },
      { name: `${width}.png`, bytes: await picture.clone().png().toBuffer() },
      { name: `${width}.avif`, bytes: await picture.clone().avif({ quality: 60, effort: 0 }).toBuffer() },
    );
  }
  const found = [
    ...(await filesIn(path.join(import.meta.dirname, "../../prisma/example/pictures"))),
    ...(await filesIn(corpusFolder("4-security/give"))),
  ];
  const all = [...found, ...made];
  return Array.from({ length: count }, (_, index) => {
    const { name, bytes } = all[index % all.length] as BenchFile;
    // Decoders ignore what follows the picture.
    return { name, bytes: Buffer.concat([bytes, Buffer.from(`\n<!-- ${index} -->`)]) };
  });
}
