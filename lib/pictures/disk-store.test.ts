import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { diskStore } from "./disk-store.ts";

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
  test("leaves nothing unfinished after it keeps and removes folders", async () => {
    const store = diskStore(root);
    await Promise.all([store.keep(key, await folderWith("first")), store.keep(key, await folderWith("again"))]);
    expect(await readdir(path.join(root, "ab", "ab"))).toEqual([key]);
    expect(await readdir(path.join(root, "unfinished"))).toEqual([]);
    await store.remove(key);
    expect(await readdir(path.join(root, "ab", "ab"))).toEqual([]);
    expect(await readdir(path.join(root, "unfinished"))).toEqual([]);
  });

  test("removes what a killed process left more than a day ago, and nothing younger", async () => {
    const old = await folderWith("half");
    const young = await folderWith("half");
    const hoursAgo = (hours: number) => new Date(Date.now() - hours * 60 * 60 * 1000);
    await utimes(old, hoursAgo(25), hoursAgo(25));
    await utimes(young, hoursAgo(23), hoursAgo(23));
    const now = await diskStore(root).prepare();
    expect((await readdir(path.join(root, "unfinished"))).sort()).toEqual(
      [path.basename(young), path.basename(now)].sort(),
    );
  });
});
