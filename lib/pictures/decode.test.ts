import { existsSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { crc32 } from "node:zlib";
import exifr from "exifr";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { corpusFolder } from "#prisma/testing/corpus.ts";
import { shared } from "../process.ts";
import { renditionFile } from "./addresses.ts";
import { decodePicture } from "./decode.ts";
import { maxBytes } from "./limits.ts";

/** Real files with real faults; without a corpus the tests use what they draw themselves. */
const samples = corpusFolder("4-security/give");

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "galley-decode-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const decode = (bytes: Buffer) => decodePicture({ bytes }, folder);
const refused = (reason: string) => ({ code: "NOT_A_PICTURE", detail: { reason } });

const plain = (width: number, height: number, channels: 3 | 4 = 3) =>
  sharp({ create: { width, height, channels, background: { r: 200, g: 80, b: 40, alpha: 0.5 } } });

const photograph = (width: number, height: number) =>
  sharp({
    create: { width, height, channels: 3, background: "#888", noise: { type: "gaussian", mean: 128, sigma: 30 } },
  })
    .jpeg()
    .toBuffer();

const xmpData = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" photoshop:Credit="Bote">
<dc:creator><rdf:Seq><rdf:li>Anna Müller</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">Die Brücke</rdf:li></rdf:Alt></dc:description>
<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">Eine Brücke über den Fluß</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>
</rdf:Description></rdf:RDF></x:xmpmeta>`;

function pngThatClaims(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.byteLength, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", Buffer.from([0x78, 0x9c, 0x63, 0, 0, 0, 1, 0, 1])),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

describe("decoding an upload", () => {
  test("makes every width up to the picture's own in three formats, each readable and of the stated size", async () => {
    const picture = await decode(await photograph(1000, 500));
    expect(picture).toMatchObject({ width: 1000, height: 500, format: "jpeg" });
    expect([...new Set(picture.renditions.map(({ width }) => width))]).toEqual([320, 480, 750, 1000]);
    for (const { format, width, height, bytes } of picture.renditions) {
      const file = await readFile(path.join(folder, renditionFile(width, format)));
      const found = await sharp(file).metadata();
      expect([found.width, found.height, file.byteLength]).toEqual([width, height, bytes]);
      expect(found.format === "heif" ? "avif" : found.format).toBe(format);
    }
    expect(picture.renditions).toHaveLength(12);
    expect(await readdir(folder)).toContain("original.jpeg");
  });

  test("makes no file that has more bytes than an upload of low quality", async () => {
    const upload = await sharp(await photograph(600, 400))
      .blur(3)
      .jpeg({ quality: 60, mozjpeg: true })
      .toBuffer();
    const { renditions } = await decode(upload);
    for (const { format, width, bytes } of renditions)
      expect([format, width, bytes <= upload.byteLength]).toEqual([format, width, true]);
  });

  test("never enlarges a small picture", async () => {
    const picture = await decode(await plain(57, 30).png().toBuffer());
    expect(picture.renditions.map(({ width }) => width)).toEqual([57, 57, 57]);
  });

  test("keeps transparency, with a white background for JPEG", async () => {
    const picture = await decode(await plain(100, 100, 4).png().toBuffer());
    expect(picture.format).toBe("webp");
    expect((await sharp(path.join(folder, "100.webp")).metadata()).hasAlpha).toBe(true);
    const jpeg = await sharp(path.join(folder, "100.jpg")).raw().toBuffer();
    expect(jpeg[0]).toBeGreaterThan(220);
  });

  test("converts grey, CMYK, 16-bit and other colour spaces to sRGB", async () => {
    const files = [
      await plain(40, 40).greyscale().jpeg().toBuffer(),
      await plain(40, 40).toColourspace("cmyk").jpeg().toBuffer(),
      await plain(40, 40).toColourspace("rgb16").png().toBuffer(),
      await plain(40, 40).withIccProfile("p3").jpeg({ quality: 100 }).toBuffer(),
      await plain(40, 40).tiff().toBuffer(),
      await plain(40, 40).avif().toBuffer(),
    ];
    for (const file of files) {
      const picture = await decode(file);
      expect(picture.color).toMatch(/^#[0-9a-f]{6}$/);
      const found = await sharp(path.join(folder, "40.jpg")).metadata();
      expect([found.space, found.channels, found.icc]).toEqual(["srgb", 3, undefined]);
    }
    expect((await decode(files[3] as Buffer)).color).toMatch(/^#(c[5-9a-d]|d[0-9])[45]/);
  });

  test("uses the first frame of an animation", async () => {
    const frames = await Promise.all(
      ["#ff0000", "#0000ff"].map((background) =>
        sharp({ create: { width: 30, height: 30, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    const picture = await decode(gif);
    expect([picture.width, picture.height, picture.color]).toEqual([30, 30, "#ff0000"]);
  });

  test("turns a picture upright for each of the eight orientations", async () => {
    const [width, height] = [48, 32];
    const corner = (x: number, y: number) =>
      y < height / 2 ? (x < width / 2 ? [255, 0, 0] : [0, 255, 0]) : x < width / 2 ? [0, 0, 255] : [255, 255, 255];
    // The upright position of the pixel in row r and column c of the file (EXIF 2.3, tag 0x0112).
    const upright: Record<number, (r: number, c: number) => [number, number]> = {
      1: (r, c) => [c, r],
      2: (r, c) => [width - 1 - c, r],
      3: (r, c) => [width - 1 - c, height - 1 - r],
      4: (r, c) => [c, height - 1 - r],
      5: (r, c) => [r, c],
      6: (r, c) => [width - 1 - r, c],
      7: (r, c) => [width - 1 - r, height - 1 - c],
      8: (r, c) => [r, height - 1 - c],
    };
    for (const [orientation, place] of Object.entries(upright)) {
      const [columns, rows] = Number(orientation) > 4 ? [height, width] : [width, height];
      const pixels = Buffer.alloc(columns * rows * 3);
      for (let r = 0; r < rows; r += 1)
        for (let c = 0; c < columns; c += 1) pixels.set(corner(...place(r, c)), (r * columns + c) * 3);
      const file = await sharp(pixels, { raw: { width: columns, height: rows, channels: 3 } })
        .withMetadata({ orientation: Number(orientation) })
        .jpeg({ quality: 100, chromaSubsampling: "4:4:4" })
        .toBuffer();
      const picture = await decode(file);
      expect([picture.width, picture.height]).toEqual([width, height]);
      for (const format of ["jpeg", "webp", "avif"] as const) {
        const shown = await sharp(path.join(folder, renditionFile(width, format)))
          .toColourspace("srgb")
          .raw()
          .toBuffer();
        const at = (x: number, y: number) =>
          [...shown.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)].map(
            (value) => Math.round(value / 255) * 255,
          );
        const corners = [at(6, 6), at(41, 6), at(6, 25), at(41, 25)];
        expect({ orientation, format, corners }).toEqual({
          orientation,
          format,
          corners: [corner(6, 6), corner(41, 6), corner(6, 25), corner(41, 25)],
        });
      }
    }
  });

  test("removes location, camera and other metadata from every rendition", async () => {
    const drawn = await plain(400, 300)
      .withExif({
        IFD0: { Make: "Spycam" },
        IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 0/1", GPSLongitudeRef: "W", GPSLongitude: "0/1 7/1 0/1" },
      })
      .jpeg()
      .toBuffer();
    expect(await exifr.gps(drawn)).toMatchObject({ latitude: 51.5 });
    const files = [drawn];
    if (samples)
      files.push(
        await readFile(path.join(samples, "exif-samples/gps/DSCN0010.jpg")),
        await readFile(path.join(samples, "exiftool/GPS.jpg")),
      );
    for (const file of files) {
      await decode(file);
      for (const name of (await readdir(folder)).filter((each) => !each.startsWith("upload."))) {
        const bytes = await readFile(path.join(folder, name));
        const found = await sharp(bytes).metadata();
        expect([name, found.exif, found.xmp, found.iptc, found.icc]).toEqual([
          name,
          undefined,
          undefined,
          undefined,
          undefined,
        ]);
        expect(bytes.includes("Exif\0\0") || bytes.includes("GPSLat") || bytes.includes("Spycam")).toBe(false);
      }
    }
  });

  test("suggests caption and credit from the file's own metadata", async () => {
    const exif = await plain(20, 20)
      .withExif({ IFD0: { ImageDescription: "The mayor  at the bridge\n", Artist: "Anna Berg" } })
      .jpeg()
      .toBuffer();
    expect(await decode(exif)).toMatchObject({ caption: "The mayor at the bridge", credit: "Anna Berg", alt: "" });
    const xmp = await plain(20, 20).withXmp(xmpData).jpeg().toBuffer();
    expect(await decode(xmp)).toMatchObject({
      caption: "Die Brücke",
      credit: "Anna Müller / Bote",
      alt: "Eine Brücke über den Fluß",
    });
    const camera = await plain(20, 20)
      .withExif({ IFD0: { ImageDescription: "OLYMPUS DIGITAL CAMERA" } })
      .jpeg()
      .toBuffer();
    expect(await decode(camera)).toMatchObject({ caption: "" });
    if (!samples) return;
    expect(await decode(await readFile(path.join(samples, "exiftool/IPTC.jpg")))).toMatchObject({
      caption: "A witty caption",
      credit: "Phil Harvey / My Credit",
    });
  });
});

describe("refusing an upload", () => {
  test("reports truncated and corrupt files as broken", async () => {
    const jpeg = await photograph(600, 400);
    const png = await plain(300, 300).png({ compressionLevel: 0 }).toBuffer();
    const files = [
      jpeg.subarray(0, jpeg.byteLength * 0.6),
      png.subarray(0, png.byteLength * 0.6),
      Buffer.concat([jpeg.subarray(0, 3), Buffer.from("<svg onload='alert(1)'></svg><script>alert(1)</script>")]),
      Buffer.from("GIF89a<html><script>alert(1)</script>"),
    ];
    if (samples) {
      for (const name of [
        "pillow/truncated_jpeg.jpg",
        "pillow/truncated_image.png",
        "pillow/broken.png",
        "sharp/truncated.jpg",
        "sharp/truncated.png",
        "sharp/corrupt-header.jpg",
      ]) {
        files.push(await readFile(path.join(samples, name)));
      }
    }
    for (const file of files) await expect(decode(file)).rejects.toMatchObject(refused("broken"));
  });

  test("refuses HTML, an empty file and other text whatever their names are", async () => {
    await expect(decode(Buffer.from("<!doctype html><p>Hello"))).rejects.toMatchObject(refused("unknown"));
    await expect(decode(Buffer.alloc(0))).rejects.toMatchObject(refused("unknown"));
    await expect(decode(Buffer.from("BM-not-a-picture"))).rejects.toMatchObject(refused("unknown"));
  });

  test("does not decode a file that declares more than 100 megapixels", async () => {
    await expect(decode(pngThatClaims(60_000, 60_000))).rejects.toMatchObject(refused("too-many-pixels"));
    await expect(decode(pngThatClaims(10_001, 10_000))).rejects.toMatchObject(refused("too-many-pixels"));
    if (!samples) return;
    await expect(decode(await readFile(path.join(samples, "pillow/decompression_bomb.gif")))).rejects.toMatchObject({
      code: "NOT_A_PICTURE",
    });
  });

  test("decodes a picture of 300 MB without using memory of this process", async () => {
    const bomb = await plain(9_900, 9_900).png({ compressionLevel: 9 }).toBuffer();
    expect(bomb.byteLength).toBeLessThan(3_000_000);
    const before = process.memoryUsage.rss();
    // Making all renditions takes half of the processor time that a picture is allowed.
    await decodePicture({ bytes: bomb }, folder, { extent: "first" });
    expect(process.memoryUsage.rss() - before).toBeLessThan(150_000_000); // leaves room for what other tests left behind
  });

  test("rejects more than 40 MB as too large", async () => {
    await expect(decode(Buffer.alloc(maxBytes + 1))).rejects.toMatchObject({
      code: "TOO_LARGE",
      detail: { limit: maxBytes },
    });
  });

  test("stops after the timeout", async () => {
    const file = await photograph(2000, 1500);
    await expect(decodePicture({ bytes: file }, folder, { milliseconds: 100 })).rejects.toMatchObject(
      refused("took-too-long"),
    );
  });

  test("decodes two at once, queues 30 more, and answers busy beyond that", async () => {
    const file = await plain(10, 10).png().toBuffer();
    const waiting = Array.from({ length: 29 }, () => () => {});
    shared().pictureQueue = { running: 2, waiting };
    const last = decode(file);
    await expect(decode(file)).rejects.toMatchObject({ code: "BUSY" });
    waiting.at(-1)?.(); // one of the two running ones finishes
    await expect(last).resolves.toMatchObject({ width: 10 });
    shared().pictureQueue = undefined;
  });
});

test.skipIf(!existsSync("/dev/full"))("a picture is not called damaged when the disk is full", async () => {
  await symlink("/dev/full", path.join(folder, "original.jpeg"));
  await expect(decode(await photograph(40, 30))).rejects.toMatchObject({ code: "ENOSPC" });
});
