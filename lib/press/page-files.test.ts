import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { makeCachedPage, recompress } from "./cached-page.ts";
import { type PageFile, readPageFile, writePageFile } from "./page-file.ts";
import { PageFiles } from "./page-files.ts";

let folder = "";
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "galley-press-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

async function pageOf(key: string, bytes = 5_000): Promise<PageFile> {
  const cached = await makeCachedPage(
    key,
    { status: 200, headers: { "content-type": "text/html", link: "<é>" }, body: randomBytes(bytes) },
    { began: 1, tags: ["story:1"], soon: ["latest"], until: undefined },
    1_000,
  );
  return { key, cached: await recompress(cached), xmin: 12n, writtenAt: 2_000 };
}
const files = () =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
async function openFiles(limit = 1_000_000, fingerprint = "build 1"): Promise<PageFiles> {
  const disk = new PageFiles(folder, fingerprint, limit);
  await disk.open(true);
  return disk;
}

test("a page file gives back the page as it was, in every encoding", async () => {
  const page = await pageOf("/a");
  const back = readPageFile(writePageFile(page));
  const {
    began: _,
    lastCheck: __,
    ...cached
  } = page.cached as typeof page.cached & { began?: number; lastCheck?: unknown };
  expect(back).toEqual({ ...page, cached });
});

test("rejects a page file that was truncated or changed anywhere", async () => {
  const bytes = writePageFile(await pageOf("/a"));
  expect(readPageFile(bytes.subarray(0, bytes.length - 1))).toBeNull();
  for (const at of [3, 40, 90, 400, bytes.length - 5]) {
    const other = Buffer.from(bytes);
    other[at] = (other[at] ?? 0) ^ 1;
    expect(readPageFile(other), `byte ${at}`).toBeNull();
  }
  expect(readPageFile(Buffer.alloc(0))).toBeNull();
});

describe("the disk cache", () => {
  test("the disk cache keeps pages over a restart and drops a damaged one", async () => {
    const first = await openFiles();
    await first.put(await pageOf("/a"), 1);
    await first.put(await pageOf("/b"), 1);
    const second = await openFiles();
    expect([second.count, second.bytes]).toEqual([first.count, first.bytes]);
    expect([first.noteOf("/a"), second.noteOf("/a")]).toEqual([1, undefined]);
    const [one] = files();
    if (one) fs.truncateSync(one, 700);
    const found = await Promise.all(["/a", "/b"].map((key) => second.get(key)));
    expect(found.filter(Boolean)).toHaveLength(1);
    expect(second.count).toBe(1);
    await vi.waitFor(() => expect(files()).toHaveLength(1), { timeout: 30_000 });
  });

  test("the disk cache stays below its limit and evicts the least recently used page", async () => {
    const disk = await openFiles(60_000);
    for (let page = 0; page < 20; page++) {
      await disk.put(await pageOf(`/${page}`), 1);
      expect((await disk.get("/0"))?.key, `after ${page}`).toBe("/0");
      expect(disk.bytes).toBeLessThanOrEqual(60_000);
    }
    await vi.waitFor(() => expect(files()).toHaveLength(disk.count), { timeout: 30_000 });
    expect(disk.has("/1")).toBe(false);
  });

  test("the disk cache starts empty after a build change or an unknown past, and removes interrupted writes", async () => {
    const disk = await openFiles();
    await disk.put(await pageOf("/a"), 1);
    fs.writeFileSync(`${files()[0]}.x.part`, "half");
    expect((await openFiles()).count).toBe(1);
    expect(files()).toHaveLength(1);
    expect((await openFiles(1_000_000, "build 2")).count).toBe(0);
    expect(files()).toHaveLength(0);
    await (await openFiles()).put(await pageOf("/a"), 1);
    const untrusted = new PageFiles(folder, "build 1", 1_000_000);
    await untrusted.open(false);
    expect([untrusted.count, files().length]).toEqual([0, 0]);
  });
});
