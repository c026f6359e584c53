import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sendS3Error, TestS3 } from "#prisma/testing/s3.ts";
import { diskStore } from "./disk-store.ts";
import { MoveJournal, movePictures } from "./move.ts";
import { s3Store } from "./s3-store.ts";
import type { PictureStore } from "./types.ts";

const s3 = new TestS3();
let root: string;
let place = 0;

beforeAll(() => s3.start());
afterAll(() => s3.remove());
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "galley-move-"));
  s3.behave();
  place++;
});
afterEach(() => rm(root, { recursive: true, force: true }));

const disk = () => diskStore(path.join(root, "pictures"));
const bucket = () => s3Store(s3.settings(`newsroom/move-${place}`), disk());
const keys = ["11", "55", "99", "dd"].map((pair) => pair.repeat(32));
const [first = "", second = ""] = keys;

async function keep(store: PictureStore, key: string, files: Record<string, string>): Promise<void> {
  const folder = await store.prepare();
  for (const [file, content] of Object.entries(files)) await writeFile(path.join(folder, file), content);
  await store.keep(key, folder);
}

async function contentOf(store: PictureStore): Promise<Record<string, string>> {
  const content: Record<string, string> = {};
  for await (const { key, file } of store.list()) {
    const found = await store.open(key, file);
    content[`${key.slice(0, 2)}/${file}`] = found ? await text(found.stream) : "";
  }
  return content;
}

const move = async (from: PictureStore, to: PictureStore, { hasToDelete = false, name = "bucket" } = {}) =>
  movePictures(from, to, {
    journal: await MoveJournal.open(path.join(root, "journal.txt"), name),
    hasToDelete,
    onProgress() {},
  });

const putCount = () => s3.requests.filter((each) => each.startsWith("PUT") && !each.includes(".kept")).length;
const getCount = () => s3.requests.filter((each) => /^GET .*\.jpg/.test(each)).length;

describe("moving pictures", () => {
  beforeEach(async () => {
    for (const key of keys) await keep(disk(), key, { "320.jpg": `small ${key}`, "640.jpg": `large ${key}` });
  });

  test("copies all files to a bucket and back, and leaves the source alone", async () => {
    const before = await contentOf(disk());
    const there = await move(disk(), bucket());
    expect(there).toMatchObject({ part: 1, verifiedCount: 4, copiedFileCount: 8, deletedCount: 0, differing: [] });
    expect(await contentOf(bucket())).toEqual(before);
    expect(await contentOf(disk())).toEqual(before);
    for (const key of keys) await disk().remove(key);
    expect(await move(bucket(), disk(), { name: "disk" })).toMatchObject({ verifiedCount: 4, copiedFileCount: 8 });
    expect(await contentOf(disk())).toEqual(before);
  });

  test("copies only what is new in a second run, and compares nothing twice", async () => {
    await move(disk(), bucket());
    await keep(disk(), first, { "960.jpg": "new" });
    s3.behave();
    expect(await move(disk(), bucket())).toMatchObject({ verifiedCount: 4, copiedFileCount: 1 });
    expect([putCount(), getCount()]).toEqual([1, 3]);
    expect((await contentOf(bucket()))["11/960.jpg"]).toBe("new");
  });

  test("goes on after the store failed, without sending a file again", async () => {
    let puts = 0;
    const stored: Promise<unknown>[] = [];
    s3.intercept = ({ method, url }, response) => {
      if (method !== "PUT" || url?.includes(".kept")) return false;
      if (++puts <= 3) {
        stored.push(once(response, "close"));
        return false;
      }
      // Only when the first three files are stored. Otherwise the next run could list the bucket during an upload.
      void Promise.all(stored).then(() => sendS3Error(response, 403, "AccessDenied"));
      return true;
    };
    await expect(move(disk(), bucket())).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
    s3.behave();
    const result = await move(disk(), bucket());
    expect([result.verifiedCount, putCount()]).toEqual([4, 5]);
    expect(await contentOf(bucket())).toEqual(await contentOf(disk()));
    for (const key of keys) expect(await bucket().has(key)).toBe(true);
  });

  test("reports a file that differs, changes it in neither store, and deletes none of its picture", async () => {
    await keep(bucket(), second, { "320.jpg": "something else" });
    const result = await move(disk(), bucket(), { hasToDelete: true });
    expect(result).toMatchObject({ verifiedCount: 3, deletedCount: 3, differing: [`${second}/320.jpg`] });
    expect((await contentOf(bucket()))["55/320.jpg"]).toBe("something else");
    expect(Object.keys(await contentOf(disk()))).toEqual(["55/320.jpg", "55/640.jpg"]);
  });

  test("deletes from the source what it has compared in the same run, whatever was noted before", async () => {
    await move(disk(), bucket());
    // Of the same length, so that no list of files shows it.
    await bucket().remove(second);
    await keep(bucket(), second, { "320.jpg": `SMALL ${second}`, "640.jpg": `large ${second}` });
    const result = await move(disk(), bucket(), { hasToDelete: true });
    expect(result).toMatchObject({ deletedCount: 3, differing: [`${second}/320.jpg`] });
    expect(await disk().has(first)).toBe(false);
    expect((await contentOf(bucket()))["11/320.jpg"]).toBe(`small ${first}`);
  });

  test("keeps a picture in the source if it gains a file while it is compared", async () => {
    const source = disk();
    let isAdded = false;
    const target: PictureStore = {
      ...bucket(),
      async open(key, file) {
        if (!isAdded && key === first) {
          isAdded = true;
          await keep(disk(), first, { "960.jpg": "new" });
        }
        return bucket().open(key, file);
      },
    };
    expect(await move(source, target, { hasToDelete: true })).toMatchObject({ verifiedCount: 4, deletedCount: 3 });
    expect(Object.keys(await contentOf(disk()))).toEqual(["11/320.jpg", "11/640.jpg", "11/960.jpg"]);
  });

  test("forgets what was noted for another target, and survives a line that was cut off", async () => {
    await move(disk(), bucket());
    const journal = path.join(root, "journal.txt");
    const lines = await readFile(journal, "utf8");
    await writeFile(journal, lines.slice(0, -20));
    s3.behave();
    await move(disk(), bucket());
    expect(getCount()).toBe(2);
    s3.behave();
    await move(disk(), bucket(), { name: "another" });
    expect(getCount()).toBe(8);
  });
});
