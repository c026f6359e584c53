import sharp from "sharp";
import { expect, test } from "vitest";
import { readWords } from "./words.ts";

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
  expect((await readWords(await withCaption(bytes))).caption).toBe(words);
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
  expect((await readWords(withBytes(Buffer.from("\x93M\xfcller\x94 \x805", "latin1")))).caption).toBe("“Müller” €5");
  expect((await readWords(withBytes(Buffer.from("“Müller” €5")))).caption).toBe("“Müller” €5");
});
