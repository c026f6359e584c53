import { readFile } from "node:fs/promises";
import path from "node:path";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { corpusFolder } from "#prisma/testing/corpus.ts";
import { readMetadata } from "./metadata.ts";

/** A JPEG with one IPTC caption of these bytes, without a declared encoding. */
async function withCaption(caption: Buffer): Promise<Buffer> {
  const jpeg = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#888" } })
    .jpeg()
    .toBuffer();
  const field = Buffer.concat([Buffer.from([0x1c, 2, 120, caption.length >> 8, caption.length & 255]), caption]);
  const padded = field.length % 2 ? Buffer.concat([field, Buffer.alloc(1)]) : field;
  const size = Buffer.alloc(4);
  size.writeUInt32BE(field.length);
  const body = Buffer.concat([Buffer.from("Photoshop 3.0\x008BIM\x04\x04\0\0", "latin1"), size, padded]);
  const head = Buffer.from([0xff, 0xed, (body.length + 2) >> 8, (body.length + 2) & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), head, body, jpeg.subarray(2)]);
}

test.each([
  [
    "Windows-1252",
    "“Ferry” – it’s €5… Müller",
    Buffer.from("\x93Ferry\x94 \x96 it\x92s \x805\x85 M\xfcller", "latin1"),
  ],
  ["UTF-8", "“Ferry” – it’s €5… Müller", Buffer.from("“Ferry” – it’s €5… Müller")],
  ["Latin 1", "Müller à Genève", Buffer.from("Müller à Genève", "latin1")],
])("keeps quotes, dashes and the euro sign of an IPTC caption in %s", async (_, words, bytes) => {
  expect((await readMetadata(await withCaption(bytes))).caption).toBe(words);
});

test("keeps quotes and letters of an EXIF caption in Windows-1252 or UTF-8", async () => {
  const mark = "Q".repeat(20);
  const jpeg = await sharp({ create: { width: 8, height: 8, channels: 3, background: "#888" } })
    .withExif({ IFD0: { ImageDescription: mark } })
    .jpeg()
    .toBuffer();
  const withBytes = (words: Buffer) => {
    const file = Buffer.from(jpeg);
    file.set(Buffer.concat([words, Buffer.alloc(20, " ")]).subarray(0, 20), file.indexOf(mark));
    return file;
  };
  expect((await readMetadata(withBytes(Buffer.from("\x93M\xfcller\x94 \x805", "latin1")))).caption).toBe("“Müller” €5");
  expect((await readMetadata(withBytes(Buffer.from("“Müller” €5")))).caption).toBe("“Müller” €5");
});

describe("metadata", () => {
  const draw = () => sharp({ create: { width: 8, height: 8, channels: 3, background: "#888" } });
  const xmp = (attributes: string, inside = "") =>
    draw().withXmp(
      `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
          xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
          xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
          xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" ${attributes}>${inside}</rdf:Description></rdf:RDF></x:xmpmeta>`,
    );
  const bag = (name: string, ...items: string[]) =>
    `<${name}><rdf:Bag>${items.map((item) => `<rdf:li>${item}</rdf:li>`).join("")}</rdf:Bag></${name}>`;

  test.each(["jpeg", "png", "webp", "tiff", "avif"] as const)(
    "of the XMP in a %s gives credit, source, copyright, place, people, keywords and terms",
    async (format) => {
      const file = await xmp(
        'photoshop:Credit="Bote" photoshop:Source="Vale Press" photoshop:City="Oban" photoshop:Country="Scotland" Iptc4xmpCore:Location="North Pier" photoshop:Instructions="No sales" xmpRights:WebStatement="https://licence.example/1"',
        `${bag("dc:subject", "ferry", "harbour", "ferry")}${bag("Iptc4xmpExt:PersonInImage", "Ada Moss", "Ben Röhl")}
        <dc:rights><rdf:Alt><rdf:li xml:lang="x-default">© Ines Vale</rdf:li></rdf:Alt></dc:rights>
        <xmpRights:UsageTerms><rdf:Alt><rdf:li xml:lang="x-default">One-time use</rdf:li></rdf:Alt></xmpRights:UsageTerms>`,
      )
        .toFormat(format)
        .toBuffer();
      expect(await readMetadata(file)).toMatchObject({
        credit: "Bote",
        source: "Vale Press",
        copyright: "© Ines Vale",
        place: "North Pier, Oban, Scotland",
        people: ["Ada Moss", "Ben Röhl"],
        keywords: ["ferry", "harbour"],
        fileTerms: "One-time use\nNo sales\nhttps://licence.example/1",
      });
    },
  );

  test.each([
    [
      "an EXIF date with its offset",
      { DateTimeOriginal: "2026:05:04 09:30:15", OffsetTimeOriginal: "+02:00" },
      "",
      "2026-05-04T09:30:15+02:00",
    ],
    ["an EXIF date without an offset", { DateTimeOriginal: "2026:05:04 09:30:15" }, "", "2026-05-04T09:30:15"],
    [
      "the zone of XMP for the same moment",
      { DateTimeOriginal: "2026:05:04 09:30:15" },
      "2026-05-04T09:30:15-04:00",
      "2026-05-04T09:30:15-04:00",
    ],
    [
      "EXIF where XMP names another day",
      { DateTimeOriginal: "2026:05:04 09:30:15" },
      "2019-01-01T00:00:00Z",
      "2026-05-04T09:30:15",
    ],
    ["a day without a time", {}, "2003-08-31", "2003-08-31T00:00:00"],
    ["no date for zeros", { DateTimeOriginal: "0000:00:00 00:00:00" }, "", null],
    ["no date for an impossible one", { DateTimeOriginal: "2026:13:45 99:99:99" }, "", null],
  ])("gives as the time of the picture %s", async (_, exif, date, wanted) => {
    const file = (date ? xmp(`photoshop:DateCreated="${date}"`) : draw()).withExifMerge({ IFD2: exif });
    expect((await readMetadata(await file.jpeg().toBuffer())).takenAt).toBe(wanted);
  });

  test("gives a position in decimal degrees, south and west negative, and none for zeros", async () => {
    const at = async (latitude: string, longitude: string) =>
      readMetadata(
        await draw()
          .withExif({
            IFD3: { GPSLatitudeRef: "S", GPSLatitude: latitude, GPSLongitudeRef: "W", GPSLongitude: longitude },
          })
          .jpeg()
          .toBuffer(),
      );
    expect(await at("33/1 52/1 30/1", "151/1 12/1 0/1")).toMatchObject({ latitude: -33.875, longitude: -151.2 });
    expect(await at("0/1 0/1 0/1", "0/1 0/1 0/1")).toMatchObject({ latitude: null, longitude: null });
  });

  const samples = corpusFolder("4-security/give");
  test.runIf(samples)("of real files gives every field that their makers wrote", async () => {
    const read = async (name: string) => readMetadata(await readFile(path.join(samples as string, name)));
    expect(await read("exiftool/IPTC.jpg")).toMatchObject({
      source: "I'm the source",
      copyright: "Copyright 2004 Phil Harvey",
      place: "Kingston, Ont, Canada",
      keywords: ["ExifTool", "Test", "IPTC"],
      fileTerms: "What instructions",
      takenAt: "2004-02-26T00:00:00",
    });
    expect(await read("exif-samples/gps/DSCN0010.jpg")).toMatchObject({
      latitude: 43.46744833333334,
      takenAt: "2008-10-22T16:28:39",
    });
    expect(await read("exif-samples/Nikon_D70.jpg")).toMatchObject({ takenAt: "2008-03-15T09:52:01-04:00" });
  });
});
