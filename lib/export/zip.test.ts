import { buffer } from "node:stream/consumers";
import v8 from "node:v8";
import vm from "node:vm";
import { expect, test } from "vitest";
import yauzl from "yauzl";
import { type ZipSource, ZipWriter } from "./zip.ts";

async function zipOf(write: (zip: ZipWriter) => AsyncGenerator<Buffer>): Promise<Buffer> {
  const zip = new ZipWriter();
  const parts: Buffer[] = [];
  for await (const part of write(zip)) parts.push(part);
  parts.push(...zip.end());
  return Buffer.concat(parts);
}

async function filesIn(bytes: Buffer): Promise<Map<string, string>> {
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true });
  const files = new Map<string, string>();
  for await (const entry of zip.eachEntry()) {
    const content = await buffer(await zip.openReadStreamPromise(entry));
    files.set(entry.fileName, content.toString().slice(0, 100));
  }
  return files;
}

const fileOf = (text: string): ZipSource => ({
  bytes: Buffer.byteLength(text),
  open: async () =>
    (async function* () {
      yield Buffer.from(text.slice(0, 2));
      yield Buffer.from(text.slice(2));
    })(),
});

test("a zip file holds texts and files with names in any script, and the same bytes each time", async () => {
  const write = async function* (zip: ZipWriter) {
    yield* zip.addText("stories/äöü 日本.md", "A text. ".repeat(20));
    yield* zip.addFile("pictures/a.jpg", fileOf("not a picture"));
    yield* zip.addText("empty", "");
  };
  const bytes = await zipOf(write);
  expect(await filesIn(bytes)).toEqual(
    new Map([
      ["stories/äöü 日本.md", "A text. ".repeat(20).slice(0, 100)],
      ["pictures/a.jpg", "not a picture"],
      ["empty", ""],
    ]),
  );
  expect((await zipOf(write)).equals(bytes)).toBe(true);
});

test("a zip file may hold more than 65,535 files", async () => {
  const count = 65_600;
  const empty: ZipSource = { bytes: 0, open: async () => (async function* () {})() };
  const bytes = await zipOf(async function* (zip) {
    for (let number = 0; number < count; number++) yield* zip.addFile(String(number), empty);
  });
  const zip = await yauzl.fromBufferPromise(bytes, { lazyEntries: true });
  expect(zip.entryCount).toBe(count);
});

test("a file that changes its size while it is read is refused", async () => {
  const source = { ...fileOf("four"), bytes: 3 };
  await expect(
    zipOf(async function* (zip) {
      yield* zip.addFile("a", source);
    }),
  ).rejects.toThrow("a has 4 bytes instead of 3");
});

test("a zip writer keeps little memory for each file that it has written", async () => {
  v8.setFlagsFromString("--expose-gc");
  const collectGarbage: () => void = vm.runInNewContext("gc");
  const zip = new ZipWriter();
  const write = async (from: number, to: number) => {
    for (let number = from; number < to; number++)
      for await (const _part of zip.addText(`stories/${number}.md`, "A text. ".repeat(400)));
    collectGarbage(); // V8 frees some buffers in the background: the second collection waits for that
    collectGarbage();
    return process.memoryUsage().arrayBuffers;
  };
  const before = await write(0, 100);
  expect((await write(100, 4_100)) - before).toBeLessThan(4_000_000);
});
