import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { diskStore } from "#lib/pictures/disk-store.ts";
import { s3Store } from "#lib/pictures/s3-store.ts";
import { TestS3 } from "#prisma/testing/s3.ts";
import { takeLock } from "./lock.mjs";

const s3 = new TestS3();
let data: string;
let store: Record<string, string>;
let place = 0;
beforeAll(() => s3.start());
afterAll(() => s3.remove());
beforeEach(async () => {
  data = await mkdtemp(path.join(tmpdir(), "galley-pictures-"));
  s3.behave();
  place++;
  store = s3.environment(address());
});
afterEach(() => rm(data, { recursive: true, force: true }));

const address = () => `newsroom/command-${place}`;
const disk = () => diskStore(path.join(data, "pictures"));
const bucket = () => s3Store(s3.settings(address()), disk());

function call(...args: string[]): { child: ChildProcess; done: Promise<{ code: number | null; out: string }> } {
  const child = spawn(process.execPath, ["--no-warnings", path.join(import.meta.dirname, "pictures.ts"), ...args], {
    env: { ...process.env, ...store, GALLEY_DATA: data },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const done = Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once("exit", resolve)),
  ]).then(([out, complaint, code]) => ({ code, out: out + complaint }));
  return { child, done };
}

async function keepPictures(number: number): Promise<string[]> {
  const keys = Array.from({ length: number }, (_, index) => createHash("sha256").update(`${index}`).digest("hex"));
  for (const key of keys) {
    const folder = await disk().prepare();
    for (const width of [320, 480, 640]) await writeFile(path.join(folder, `${width}.jpg`), `${width} of ${key}`);
    await disk().keep(key, folder);
  }
  return keys;
}

test("a move that is killed half-way is finished by the next run, which sends no file twice", async () => {
  const keys = await keepPictures(30);
  const stored = new Set<string>();
  const { child, done } = call("move", "--to", "s3");
  // From the 40th file on, uploads never arrive. The process is killed once no other is on its way: this server would keep an
  // upload that breaks off, which S3 never does.
  let onTheirWay = 0;
  let isCut = false;
  const killIfIdle = () => isCut && onTheirWay === 0 && child.kill("SIGKILL");
  s3.intercept = ({ method, url = "" }, response) => {
    if (method !== "PUT" || !url.includes(".jpg")) return false;
    isCut ||= stored.size >= 40;
    if (isCut) {
      killIfIdle();
      return true;
    }
    onTheirWay++;
    response.once("close", () => {
      if (response.writableFinished) stored.add(url);
      onTheirWay--;
      killIfIdle();
    });
    return false;
  };
  await done;
  expect(stored.size).toBeLessThan(90);

  s3.behave();
  const { code, out } = await call("move", "--to", "s3").done;
  expect([code, out]).toEqual([0, expect.stringContaining("Done: 30 pictures verified")]);
  const sentAgain = s3.requests.map((each) => each.replace("PUT ", "")).filter((url) => stored.has(url));
  expect([stored.size >= 40, sentAgain]).toEqual([true, []]);
  for (const key of keys) {
    expect(await bucket().has(key)).toBe(true);
    const found = await bucket().open(key, "640.jpg");
    expect(found && (await text(found.stream))).toBe(`640 of ${key}`);
  }
  expect((await Array.fromAsync(disk().list())).length).toBe(90);
});

test("--delete-source empties the data folder, but deletes nothing that a running Galley needs", async () => {
  await keepPictures(2);
  const lock = await takeLock(data);
  // One after the other: both try the bucket with the same object, and the S3 server of the tests answers one of them with an error then.
  const toBucket = await call("move", "--to", "s3", "--delete-source").done;
  const toDisk = await call("move", "--to", "disk", "--delete-source").done;
  expect([toBucket, toDisk]).toEqual([
    {
      code: 1,
      out: "Galley is running without this bucket. Restart it with the new settings before --delete-source.\n",
    },
    { code: 1, out: "Galley is running and writes new pictures to the bucket. Stop it before --delete-source.\n" },
  ]);
  lock?.update({ bucket: `${s3.environment(address()).GALLEY_S3_URL}/` });
  const { code, out } = await call("move", "--to", "s3", "--delete-source").done;
  lock?.release();
  expect([code, out]).toEqual([0, expect.stringContaining("2 pictures deleted from the source")]);
  expect(await Array.fromAsync(disk().list())).toEqual([]);
  expect(await Array.fromAsync(bucket().list())).toHaveLength(6);
});

test("a bucket that cannot be used is refused with one line", async () => {
  store.GALLEY_S3_URL = "http://127.0.0.1:1/newsroom/galley"; // nothing listens on port 1
  const { code, out } = await call("move", "--to", "s3").done;
  expect([code, out]).toEqual([
    1,
    expect.stringMatching(/^The bucket cannot be used: nothing listens at http:[^\n]*\n$/),
  ]);
});
