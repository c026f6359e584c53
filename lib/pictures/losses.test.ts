import fc from "fast-check";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { lossesOf, sayLosses } from "./losses.ts";

const still = (width = 40, height = 30) =>
  sharp({ create: { width, height, channels: 4, background: { r: 200, g: 80, b: 40, alpha: 0.5 } } });
/** Two frames, one below the other. */
const film = async () => {
  const frame = (green: number) =>
    sharp({ create: { width: 20, height: 20, channels: 4, background: { r: 9, g: green, b: 9, alpha: 1 } } })
      .png()
      .toBuffer();
  return sharp([await frame(10), await frame(200)], { join: { animated: true } });
};

describe("losses when a picture is imported", () => {
  test("reports none for still pictures of each format", async () => {
    const pictures = [
      await still().png().toBuffer(),
      await still().gif().toBuffer(),
      await still().webp().toBuffer(),
      await still().webp({ lossless: true }).toBuffer(),
      await still().avif().toBuffer(),
      await still().tiff().toBuffer(),
      await still(3000, 2000).jpeg().toBuffer(),
      await still(3000, 2000).jpeg({ progressive: true }).toBuffer(),
    ];
    expect(pictures.map((bytes) => lossesOf(bytes))).toEqual(pictures.map(() => []));
  });

  test("reports the further frames of an animation", async () => {
    expect(lossesOf(await (await film()).gif().toBuffer())).toEqual(["animated"]);
    expect(lossesOf(await (await film()).webp().toBuffer())).toEqual(["animated"]);
    const png = await still().png().toBuffer();
    const control = Buffer.alloc(20);
    control.writeUInt32BE(8, 0);
    control.write("acTL", 4, "latin1");
    control.writeUInt32BE(2, 8);
    expect(lossesOf(Buffer.concat([png.subarray(0, 33), control, png.subarray(33)]))).toEqual(["animated"]);
    expect(lossesOf(Buffer.from("\0\0\0\x1cftypavis\0\0\0\0avisavif", "latin1"))).toEqual(["animated"]);
  });

  test("reports further pages, print colours, the video of a motion photo and the resizing of a huge picture", async () => {
    const cmyk = still().flatten().toColourspace("cmyk");
    expect(lossesOf(await cmyk.clone().jpeg().toBuffer())).toEqual(["cmyk"]);
    expect(lossesOf(await cmyk.clone().tiff().toBuffer())).toEqual(["cmyk"]);
    expect(lossesOf(await (await film()).tiff().toBuffer())).toEqual(["pages"]);
    expect(lossesOf(await still(10_001, 4).png().toBuffer())).toEqual(["huge"]);
    const motion = await still()
      .jpeg()
      .withXmp(
        `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:GCamera="http://ns.google.com/photos/1.0/camera/" GCamera:MotionPhoto="1"/></rdf:RDF></x:xmpmeta>`,
      )
      .toBuffer();
    expect(lossesOf(motion)).toEqual(["film"]);
  });

  test("names the file and what happens to it", () => {
    expect(sayLosses("ferry.gif", ["animated"])).toEqual([
      "ferry.gif is animated; only its first picture will be shown.",
    ]);
  });

  test("reports none for a damaged file, and never throws", async () => {
    const gif = await (await film()).gif().toBuffer();
    for (let length = 0; length < 200; length++) expect(() => lossesOf(gif.subarray(0, length))).not.toThrow();
    const starts = ["GIF89a", "\x89PNG\r\n\x1a\n", "RIFF\0\0\0\0WEBPVP8X", "\xff\xd8\xff\xe0", "II*\0", "MM\0*"];
    fc.assert(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 400 }), (start, rest) => {
        lossesOf(Buffer.concat([Buffer.from(start, "latin1"), rest]));
      }),
    );
  });
});
