import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { diskStore, type PictureStore, type StoredFile } from "./store.ts";

const key = "ab".repeat(32);
const other = "cd".repeat(32);
let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "galley-store-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

async function folderWith(content: string): Promise<string> {
  const folder = await diskStore(root).prepare();
  await writeFile(path.join(folder, "320.jpg"), content);
  return folder;
}

async function listed(store: PictureStore, of?: string): Promise<StoredFile[]> {
  const files: StoredFile[] = [];
  for await (const each of store.list(of)) files.push(each);
  return files;
}

describe("disk store of pictures", () => {
  test("stores a folder under its key and returns its files", async () => {
    const store = diskStore(root);
    expect(await store.has(key)).toBe(false);
    await store.keep(key, await folderWith("pixels"));
    expect(await store.has(key)).toBe(true);
    const found = await store.open(key, "320.jpg");
    expect(found?.bytes).toBe(6);
    expect(found && (await text(found.stream))).toBe("pixels");
    expect(await readdir(path.join(root, "ab", "ab"))).toEqual([key]);
  });

  test("does not change what is already stored", async () => {
    const store = diskStore(root);
    await Promise.all([store.keep(key, await folderWith("first")), store.keep(key, await folderWith("again"))]);
    await store.keep(key, await folderWith("third"));
    const found = await store.open(key, "320.jpg");
    expect(found && (await text(found.stream))).toMatch(/^(first|again)$/);
    expect(await readdir(path.join(root, "unfinished"))).toEqual([]);
  });

  test("opens no file outside its folders", async () => {
    const store = diskStore(root);
    await store.keep(key, await folderWith("pixels"));
    expect(await store.open(key, "../320.jpg")).toBeNull();
    expect(await store.open(key, "480.jpg")).toBeNull();
    await expect(store.open("../../etc", "320.jpg")).rejects.toThrow("SHA-256");
  });

  test("removes what a killed process left more than an hour ago, and nothing younger", async () => {
    const old = await folderWith("half");
    const young = await folderWith("half");
    const before = new Date(Date.now() - 2 * 60 * 60 * 1000);
    await utimes(old, before, before);
    const now = await diskStore(root).prepare();
    expect((await readdir(path.join(root, "unfinished"))).sort()).toEqual(
      [path.basename(young), path.basename(now)].sort(),
    );
  });

  test("opens a part of a file, and refuses a part that begins beyond its end", async () => {
    const store = diskStore(root);
    await store.keep(key, await folderWith("0123456789"));
    for (const [range, expected] of [
      [{ start: 0, end: 0 }, "0"],
      [{ start: 3, end: 5 }, "345"],
      [{ start: 8, end: 500 }, "89"],
    ] as const) {
      const found = await store.open(key, "320.jpg", range);
      expect(found?.bytes).toBe(10);
      expect(found && (await text(found.stream))).toBe(expected);
    }
    await expect(store.open(key, "320.jpg", { start: 10, end: 12 })).rejects.toThrow(RangeError);
  });

  test("lists all files or those of one key, without unfinished ones", async () => {
    const store = diskStore(root);
    expect(await listed(store)).toEqual([]);
    await store.keep(other, await folderWith("more"));
    await store.keep(key, await folderWith("pixels"));
    await folderWith("half");
    const first = { key, file: "320.jpg", bytes: 6 };
    expect(await listed(store)).toEqual([first, { key: other, file: "320.jpg", bytes: 4 }]);
    expect(await listed(store, key)).toEqual([first]);
  });

  test("removes all files of a key and leaves the others", async () => {
    const store = diskStore(root);
    await store.keep(key, await folderWith("pixels"));
    await store.keep(other, await folderWith("more"));
    await store.remove(key);
    await store.remove(key);
    expect([await store.has(key), await store.has(other)]).toEqual([false, true]);
    expect(await store.open(key, "320.jpg")).toBeNull();
    expect(await readdir(path.join(root, "unfinished"))).toEqual([]);
  });
});
