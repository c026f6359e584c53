// Which kinds of files become pictures, and what is left of them. Each decoding starts a child process.
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pLimit from "p-limit";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { corpusFolder } from "#prisma/testing/corpus.ts";
import { heic } from "#prisma/testing/heic.ts";
import { decodePicture } from "./decode.ts";
import { maxHashDistance } from "./perceptual-hash.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "galley-formats-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const decode = (bytes: Buffer) => decodePicture({ bytes }, folder);

/** The colour of a pixel in a file of the folder. */
async function pixel(file: string, left: number, top: number): Promise<number[]> {
  const found = await sharp(path.join(folder, file))
    .extract({ left, top, width: 1, height: 1 })
    .removeAlpha()
    .raw()
    .toBuffer();
  return [...found];
}

const isNear = (found: number[], wanted: number[], by = 12) =>
  found.every((value, index) => Math.abs(value - (wanted[index] ?? 0)) <= by);

describe("HEIC", () => {
  test("is decoded with its Display P3 colours, its caption, date and position", async () => {
    const picture = await decode(heic);
    expect(picture).toMatchObject({
      width: 64,
      height: 48,
      format: "jpeg",
      caption: "Harbour at dawn",
      credit: "Ines Vale",
      takenAt: "2026-05-04T09:30:15+02:00",
      latitude: 51.5,
      longitude: -0.125,
    });
    // Red of 220, 30, 30 in the P3 space is outside sRGB, so that it becomes stronger.
    expect(isNear(await pixel("64.jpg", 10, 10), [220, 30, 30])).toBe(true);
  });

  test("that is cut off is refused as broken", async () => {
    await expect(decode(heic.subarray(0, 900))).rejects.toMatchObject({ detail: { reason: "broken" } });
  });
});

describe("SVG", () => {
  const svg = (inside: string, size = 'width="100" height="50"') =>
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${size} viewBox="0 0 40 20">${inside}</svg>`,
    );

  test("is drawn 2000 pixels wide with its transparency, and no file for readers is an SVG", async () => {
    const picture = await decode(svg('<rect width="20" height="20" fill="#c00"/>'));
    expect([picture.width, picture.height, picture.format]).toEqual([2000, 1000, "webp"]);
    expect(await pixel("2000.webp", 300, 500)).toEqual([204, 0, 0]);
    expect((await sharp(path.join(folder, "2000.webp")).stats()).isOpaque).toBe(false);
    for (const name of (await readdir(folder)).filter((each) => each !== "upload.svg"))
      expect((await readFile(path.join(folder, name))).includes("<svg")).toBe(false);
  });

  test("loads no file and no address that it names, and runs no script", async () => {
    const secret = path.join(folder, "secret.png");
    await writeFile(
      secret,
      await sharp({ create: { width: 40, height: 20, channels: 3, background: "#00f" } })
        .png()
        .toBuffer(),
    );
    await decode(
      svg(`<rect width="40" height="20" fill="#fff"/><image href="file://${secret}" width="40" height="20"/>
        <image xlink:href="secret.png" width="40" height="20"/><image href="http://127.0.0.1:9/x.png" width="40" height="20"/>
        <foreignObject width="40" height="20"><iframe xmlns="http://www.w3.org/1999/xhtml" src="file:///etc/passwd"/></foreignObject>
        <script>document.querySelector("rect").setAttribute("fill", "#000")</script>`),
    );
    expect(isNear(await pixel("2000.jpg", 1000, 500), [255, 255, 255], 2)).toBe(true);
  });

  test("that expands entities without end or has no end is refused", async () => {
    const laughs = Array.from({ length: 12 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(12)}">`).join("");
    const bomb = Buffer.from(
      `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY l0 "ha">${laughs}]><svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>&l12;</text></svg>`,
    );
    await expect(decode(bomb)).rejects.toMatchObject({ code: "NOT_A_PICTURE" });
    await expect(decode(Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><rect"))).rejects.toMatchObject({
      code: "NOT_A_PICTURE",
    });
  });
});

describe("every rendition", () => {
  /** A picture with all kinds of metadata; "Spyplace" is in each of them. */
  const laden = async (format: "jpeg" | "webp" | "png" | "avif" | "tiff") =>
    sharp({ create: { width: 400, height: 200, channels: 3, background: "#357" } })
      .withIccProfile("p3")
      .withExif({
        IFD0: { ImageDescription: "Spyplace", Copyright: "Spyplace" },
        IFD3: { GPSLatitudeRef: "N", GPSLatitude: "51/1 30/1 0/1", GPSLongitudeRef: "W", GPSLongitude: "0/1 7/1 0/1" },
      })
      .withXmp(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:City="Spyplace"/></rdf:RDF></x:xmpmeta>',
      )
      .toFormat(format)
      .toBuffer();

  test.each(["jpeg", "webp", "png", "avif", "tiff"] as const)(
    "of a %s carries no EXIF, XMP, IPTC, profile, name or position",
    async (format) => {
      const picture = await decode(await laden(format));
      // sharp writes no EXIF into a TIFF.
      const read = format === "tiff" ? {} : { caption: "Spyplace", latitude: 51.5 };
      expect(picture).toMatchObject({ place: "Spyplace", ...read });
      const names = (await readdir(folder)).filter((name) => !name.startsWith("upload."));
      expect(names.length).toBeGreaterThanOrEqual(7);
      for (const name of names) {
        const bytes = await readFile(path.join(folder, name));
        const { exif, xmp, iptc, icc } = await sharp(bytes).metadata();
        expect({ name, exif, xmp, iptc, icc }).toEqual({
          name,
          exif: undefined,
          xmp: undefined,
          iptc: undefined,
          icc: undefined,
        });
        for (const mark of [
          "Exif\0",
          "EXIF",
          "Spyplace",
          "ns.adobe.com",
          "Photoshop 3.0",
          "8BIM",
          "XMP ",
          "ICCP",
          "ICC_PROFILE",
          "xpacket",
        ])
          expect({ name, mark, found: bytes.includes(mark) }).toEqual({ name, mark, found: false });
      }
    },
  );

  test("of a CMYK picture has the colours that its profile gives, not a plain inversion", async () => {
    const red = await sharp({ create: { width: 60, height: 40, channels: 3, background: "#d02020" } })
      .toColourspace("cmyk")
      .withIccProfile("cmyk")
      .jpeg({ quality: 100 })
      .toBuffer();
    expect((await sharp(red).metadata()).space).toBe("cmyk");
    await decode(red);
    expect(isNear(await pixel("60.jpg", 30, 20), [0xd0, 0x20, 0x20], 24)).toBe(true);
  });
});

test("keeps the upload as it came, beside its renditions", async () => {
  const file = await sharp({ create: { width: 50, height: 50, channels: 3, background: "#252" } })
    .withExif({ IFD0: { Artist: "Ines Vale" } })
    .jpeg()
    .toBuffer();
  await decode(file);
  expect((await readFile(path.join(folder, "upload.jpeg"))).equals(file)).toBe(true);
});

describe("the perceptual hash", () => {
  /** With one rendition only, which is faster. */
  const hashed = (bytes: Buffer) => decodePicture({ bytes }, folder, { extent: "first" });
  const bits = (hash: string | null) => BigInt.asUintN(64, BigInt(hash ?? "0"));
  const distance = (a: string | null, b: string | null) => (bits(a) ^ bits(b)).toString(2).replaceAll("0", "").length;
  /** A scene of soft blobs that the seed places. */
  const scene = (seed: number) => {
    const blobs = Array.from({ length: 9 }, (_, at) => {
      const [x, y, r] = [(seed * 37 + at * 71) % 100, (seed * 53 + at * 29) % 100, 8 + ((seed * 7 + at * 13) % 22)];
      return `<circle cx="${x}" cy="${y}" r="${r}" fill="hsl(${(at * 40 + seed * 90) % 360} 60% ${20 + ((at * 17 + seed * 11) % 60)}%)"/>`;
    });
    return sharp(
      Buffer.from(
        `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="600" viewBox="0 0 100 100" preserveAspectRatio="none"><rect width="100" height="100" fill="#89a"/>${blobs.join("")}</svg>`,
      ),
    ).flatten();
  };

  test("is nearly the same for a smaller, recompressed, lighter copy and one stored sideways, and far for another picture", async () => {
    const { perceptualHash } = await hashed(await scene(1).jpeg().toBuffer());
    const copies = [
      await scene(1).resize(420).jpeg({ quality: 45 }).toBuffer(),
      await scene(1).resize(700, 500, { fit: "fill" }).webp({ quality: 40 }).toBuffer(),
      await scene(1).modulate({ brightness: 1.1 }).jpeg().toBuffer(),
      await sharp(await scene(1).png().toBuffer())
        .rotate(-90)
        .withMetadata({ orientation: 6 })
        .jpeg()
        .toBuffer(),
    ];
    for (const copy of copies)
      expect(distance(perceptualHash, (await hashed(copy)).perceptualHash)).toBeLessThanOrEqual(maxHashDistance);
    for (const seed of [2, 3, 4])
      expect(
        distance(perceptualHash, (await hashed(await scene(seed).jpeg().toBuffer())).perceptualHash),
      ).toBeGreaterThan(maxHashDistance + 4);
  });

  test("is missing for a plain area, which would look like every other one", async () => {
    const plain = await sharp({ create: { width: 90, height: 60, channels: 3, background: "#777" } })
      .png()
      .toBuffer();
    expect((await hashed(plain)).perceptualHash).toBeNull();
  });
});

const hostile = corpusFolder("4-security/give");
test.runIf(hostile)(
  "every hostile file ends as a clean picture or a named refusal",
  async () => {
    const files = (await readdir(hostile as string, { recursive: true, withFileTypes: true })).filter((each) =>
      each.isFile(),
    );
    // The other renditions are made of the same pixels, and "every rendition" above looks into each of them.
    const decodeInto = (file: string, inside: string) =>
      decodePicture({ path: file }, inside, { extent: "first" }).then(
        ({ width, height, format }) => `${format} ${width} × ${height}`,
        (error: { code?: string; detail?: { reason?: string } }) => {
          expect(error.code).toBe("NOT_A_PICTURE");
          return `refused: ${error.detail?.reason}`;
        },
      );
    const outcomeOf = async (file: string): Promise<string> => {
      const inside = await mkdtemp(path.join(folder, "hostile-"));
      const outcome = await decodeInto(file, inside);
      // What a refused file leaves behind is dropped with its folder: a process that ran out of time may have been writing.
      const kept = outcome.startsWith("refused") ? [] : await readdir(inside);
      if (!outcome.startsWith("refused")) expect(kept).not.toEqual([]);
      for (const made of kept) {
        const bytes = await readFile(path.join(inside, made));
        const { exif, xmp, iptc } = await sharp(bytes).metadata();
        expect({ file, made, exif, xmp, iptc, isSvg: bytes.includes("<svg") }).toEqual({
          file,
          made,
          exif: undefined,
          xmp: undefined,
          iptc: undefined,
          isSvg: false,
        });
      }
      return `| ${path.relative(hostile as string, file)} | ${outcome} |`;
    };
    const twoAtOnce = pLimit(2);
    const rows = await Promise.all(
      files.map(({ parentPath, name }) => twoAtOnce(() => outcomeOf(path.join(parentPath, name)))),
    );
    process.stdout.write(`\n| file | outcome |\n|---|---|\n${rows.sort().join("\n")}\n`);
    expect(rows.length).toBeGreaterThan(30);
  },
  600_000,
);
