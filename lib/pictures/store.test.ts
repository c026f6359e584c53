import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { diskStore } from "./store.ts";

const key = "ab".repeat(32);
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

describe("disk store of pictures", () => {
  test("stores a folder under its key and returns its files", async () => {
    const store = diskStore(root);
    expect(await store.has(key)).toBe(false);
    await store.keep(key, await folderWith("pixels"));
    expect(await store.has(key)).toBe(true);
    const found = await store.open(key, "320.jpg");
    expect(found?.bytes).toBe(6);
    expect(found && (await text(found.stream()))).toBe("pixels");
    expect(await readdir(path.join(root, "ab", "ab"))).toEqual([key]);
  });

  test("does not change what is already stored", async () => {
    const store = diskStore(root);
    await Promise.all([store.keep(key, await folderWith("first")), store.keep(key, await folderWith("again"))]);
    await store.keep(key, await folderWith("third"));
    const found = await store.open(key, "320.jpg");
    expect(found && (await text(found.stream()))).toMatch(/^(first|again)$/);
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
});
