import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { TestS3 } from "#prisma/testing/s3.ts";
import { diskStore } from "./disk-store.ts";
import { s3Store } from "./s3-store.ts";
import { diskFirst } from "./store.ts";
import type { PictureStore, StoredFile } from "./types.ts";

const key = "ab".repeat(32);
const other = "cd".repeat(32);
const s3 = new TestS3();
let root: string;
let place = 0;

beforeAll(() => s3.start());
afterAll(() => s3.remove());
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "galley-store-"));
  s3.behave();
  place++;
});
afterEach(() => rm(root, { recursive: true, force: true }));

const disk = () => diskStore(root);
const bucket = () => s3Store(s3.settings(`newsroom/test-${place}`), disk());

async function folderWith(store: PictureStore, files: Record<string, string>): Promise<string> {
  const folder = await store.prepare();
  for (const [file, content] of Object.entries(files)) await writeFile(path.join(folder, file), content);
  return folder;
}

async function keep(store: PictureStore, of: string, files: Record<string, string>): Promise<void> {
  await store.keep(of, await folderWith(store, files));
}

async function read(store: PictureStore, of: string, file: string): Promise<string | null> {
  const found = await store.open(of, file);
  return found && text(found.stream);
}

async function listed(store: PictureStore, of?: string): Promise<StoredFile[]> {
  const files: StoredFile[] = [];
  for await (const each of store.list(of)) files.push(each);
  return files;
}

describe.each([
  ["a folder", disk],
  ["an S3 bucket", bucket],
  ["a bucket behind a folder", () => diskFirst(disk(), bucket())],
])("pictures in %s", (_name, open) => {
  test("keeps a folder under its key and returns its files", async () => {
    const store = open();
    expect(await store.has(key)).toBe(false);
    expect(await store.open(key, "320.jpg")).toBeNull();
    await keep(store, key, { "320.jpg": "pixels", "original.mp4": "film" });
    expect([await store.has(key), await store.has(other)]).toEqual([true, false]);
    const found = await store.open(key, "320.jpg");
    expect([found?.bytes, found && (await text(found.stream))]).toEqual([6, "pixels"]);
    expect(await read(store, key, "original.mp4")).toBe("film");
  });

  test("adds files to a key and changes none that it has", async () => {
    const store = open();
    await keep(store, key, { "320.jpg": "first" });
    await keep(store, key, { "320.jpg": "again", "480.jpg": "more" });
    expect(await read(store, key, "320.jpg")).toBe("first");
    expect(await read(store, key, "480.jpg")).toBe("more");
  });

  test("keeps one of two folders that come at the same time", async () => {
    const store = open();
    const folders = [await folderWith(store, { "320.jpg": "first" }), await folderWith(store, { "320.jpg": "other" })];
    await Promise.all(folders.map((folder) => store.keep(key, folder)));
    expect(await read(store, key, "320.jpg")).toMatch(/^(?:first|other)$/);
  });

  test("opens no file outside its folders, and none with another kind of name", async () => {
    const store = open();
    await keep(store, key, { "320.jpg": "pixels" });
    for (const file of ["../320.jpg", ".kept", "", "480.jpg", "320.jpg/"])
      expect(await store.open(key, file)).toBeNull();
    await expect(store.open("../../etc", "320.jpg")).rejects.toThrow("SHA-256");
    await expect(keep(store, "../../etc", { "320.jpg": "pixels" })).rejects.toThrow("SHA-256");
  });

  test("opens a part of a file, and refuses a part that begins beyond its end", async () => {
    const store = open();
    await keep(store, key, { "320.jpg": "0123456789" });
    for (const [range, expected] of [
      [{ start: 0, end: 1 }, "01"],
      [{ start: 3, end: 5 }, "345"],
      [{ start: 8, end: 500 }, "89"],
    ] as const) {
      const found = await store.open(key, "320.jpg", range);
      expect(found?.bytes).toBe(10);
      expect(found && (await text(found.stream))).toBe(expected);
    }
    await expect(store.open(key, "320.jpg", { start: 10, end: 12 })).rejects.toThrow(RangeError);
  });

  test("lists all files or those of one key in order", async () => {
    const store = open();
    expect(await listed(store)).toEqual([]);
    await keep(store, other, { "320.jpg": "more" });
    await keep(store, key, { "640.jpg": "pixel", "320.jpg": "pixels" });
    await folderWith(store, { "320.jpg": "half" });
    const files = [
      { key, file: "320.jpg", bytes: 6 },
      { key, file: "640.jpg", bytes: 5 },
    ];
    expect(await listed(store)).toEqual([...files, { key: other, file: "320.jpg", bytes: 4 }]);
    expect(await listed(store, key)).toEqual(files);
  });

  test("removes all files of a key and leaves the others", async () => {
    const store = open();
    await keep(store, key, { "320.jpg": "pixels", "480.jpg": "pixels" });
    await keep(store, other, { "320.jpg": "more" });
    await store.remove(key);
    await store.remove(key);
    expect([await store.has(key), await store.has(other)]).toEqual([false, true]);
    expect(await listed(store)).toEqual([{ key: other, file: "320.jpg", bytes: 4 }]);
  });
});

describe("a bucket behind a folder", () => {
  test("reads from the folder what is there, and writes to the bucket", async () => {
    const store = diskFirst(disk(), bucket());
    await keep(disk(), key, { "320.jpg": "on disk" });
    await keep(store, key, { "480.jpg": "in the bucket" });
    s3.requests.length = 0;
    expect([await store.has(key), await read(store, key, "320.jpg")]).toEqual([true, "on disk"]);
    expect(s3.requests).toEqual([]);
    expect(await read(store, key, "480.jpg")).toBe("in the bucket");
    expect((await listed(disk(), key)).map(({ file }) => file)).toEqual(["320.jpg"]);
    expect((await listed(store, key)).map(({ file }) => file)).toEqual(["320.jpg", "480.jpg"]);
    await store.remove(key);
    expect([await disk().has(key), await bucket().has(key)]).toEqual([false, false]);
  });
});
