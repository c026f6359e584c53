import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sendS3Error, TestS3 } from "#prisma/testing/s3.ts";
import { diskStore } from "./disk-store.ts";
import { checkBucket } from "./s3-check.ts";
import { s3Store } from "./s3-store.ts";

const key = "ab".repeat(32);
const s3 = new TestS3();
let root: string;
let place = 0;

beforeAll(() => s3.start());
afterAll(() => s3.remove());
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "galley-s3-store-"));
  s3.behave();
  place++;
});
afterEach(() => rm(root, { recursive: true, force: true }));

const bucket = () => s3Store(s3.settings(`newsroom/store-${place}`), diskStore(root));

async function folderWith(files: Record<string, string | Buffer>): Promise<string> {
  const folder = await bucket().prepare();
  for (const [file, content] of Object.entries(files)) await writeFile(path.join(folder, file), content);
  return folder;
}

const filesOf = async (): Promise<string[]> => (await Array.fromAsync(bucket().list(key))).map(({ file }) => file);

describe("pictures in an S3 bucket", () => {
  test("sends a file of 20 MB in parts, and reads it whole and in ranges", async () => {
    const film = randomBytes(20 * 1024 * 1024);
    await bucket().keep(key, await folderWith({ "original.mp4": film, "320.jpg": "pixels" }));
    expect(s3.requests.filter((each) => /^PUT .*partNumber=/.test(each))).toHaveLength(3);
    const whole = await bucket().open(key, "original.mp4");
    expect(whole?.bytes).toBe(film.length);
    expect(whole && film.equals(await buffer(whole.stream))).toBe(true);
    const part = await bucket().open(key, "original.mp4", { start: 9_000_000, end: 9_999_999 });
    expect(part?.bytes).toBe(film.length);
    expect(part && film.subarray(9_000_000, 10_000_000).equals(await buffer(part.stream))).toBe(true);
  });

  test("marks a key as kept after its last file", async () => {
    await bucket().keep(key, await folderWith({ "320.jpg": "a", "480.jpg": "b", "960.jpg": "c" }));
    const puts = s3.requests.filter((each) => each.startsWith("PUT"));
    expect(puts).toHaveLength(4);
    expect(puts.at(-1)).toContain(".kept");
  });

  test("counts a key as not kept if an upload breaks off, keeps the folder, and succeeds on the next try", async () => {
    const folder = await folderWith({ "320.jpg": "a", "480.jpg": "b", "960.jpg": "c" });
    s3.intercept = ({ method, url }, response) => {
      if (method !== "PUT" || !url?.includes("480.jpg")) return false;
      sendS3Error(response, 500, "InternalError");
      return true;
    };
    await expect(bucket().keep(key, folder)).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
    expect(await bucket().has(key)).toBe(false);
    expect((await readdir(folder)).sort()).toEqual(["320.jpg", "480.jpg", "960.jpg"]);
    s3.behave();
    await bucket().keep(key, folder);
    expect(await bucket().has(key)).toBe(true);
    expect(await filesOf()).toEqual(["320.jpg", "480.jpg", "960.jpg"]);
  });

  test("leaves no file and no parts of a large file whose upload breaks off", async () => {
    const folder = await folderWith({ "original.mp4": Buffer.alloc(20 * 1024 * 1024) });
    s3.intercept = ({ method, url }, response) => {
      if (method !== "PUT" || !url?.includes("partNumber=2")) return false;
      sendS3Error(response, 403, "AccessDenied");
      return true;
    };
    await expect(bucket().keep(key, folder)).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
    expect(await filesOf()).toEqual([]);
    expect(s3.requests.some((each) => /^DELETE .*uploadId=/.test(each))).toBe(true);
  });

  test("repeats a request that fails for a moment", async () => {
    await bucket().keep(key, await folderWith({ "320.jpg": "pixels" }));
    let failures = 2;
    s3.intercept = (_request, response) => {
      if (failures-- <= 0) return false;
      sendS3Error(response, 503, "SlowDown");
      return true;
    };
    const found = await bucket().open(key, "320.jpg");
    expect(found && String(await buffer(found.stream))).toBe("pixels");
  });

  test("counts as removed once the removal has begun, even if it breaks off", async () => {
    await bucket().keep(key, await folderWith({ "320.jpg": "a", "480.jpg": "b" }));
    s3.intercept = ({ method, url }, response) => {
      if (method !== "DELETE" || !url?.includes("320.jpg")) return false;
      sendS3Error(response, 403, "AccessDenied");
      return true;
    };
    await expect(bucket().remove(key)).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
    expect(await bucket().has(key)).toBe(false);
    s3.behave();
    await bucket().remove(key);
    expect(await filesOf()).toEqual([]);
  });

  test("reports an unreachable store, a wrong secret and a missing bucket as unavailable, never as a missing file", async () => {
    const gone = new TestS3();
    await gone.start();
    const wrong = [gone.settings(), s3.settings("newsroom", "wrong"), s3.settings("nowhere")];
    await gone.remove();
    for (const settings of wrong) {
      const store = s3Store(settings, diskStore(root));
      await expect(store.open(key, "320.jpg")).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
      await expect(Array.fromAsync(store.list())).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
      await expect(store.keep(key, await folderWith({ "320.jpg": "a" }))).rejects.toMatchObject({
        code: "STORE_UNAVAILABLE",
      });
    }
  });

  test("gives up on a store that takes a request and does not answer", async () => {
    s3.intercept = () => true;
    const store = s3Store(s3.settings(), diskStore(root), { readTimeoutMs: 500 });
    await expect(store.open(key, "320.jpg")).rejects.toMatchObject({ code: "STORE_UNAVAILABLE" });
    expect(s3.requests).toHaveLength(3);
  });
});

describe("the check of a bucket", () => {
  test("passes and leaves no object", async () => {
    expect(await checkBucket(s3.settings(`newsroom/check-${place}`))).toBeNull();
    const methods = s3.requests.map((each) => each.split(" ")[0]);
    expect(methods).toEqual(["PUT", "GET", "GET", "DELETE"]);
  });

  test("names the setting that is wrong", async () => {
    const good = s3.settings();
    for (const [settings, reason] of [
      [{ ...good, endpoint: "http://127.0.0.1:1" }, /nothing listens at http:\/\/127\.0\.0\.1:1: start the store/],
      [{ ...good, secret: "wrong" }, /check GALLEY_S3_SECRET/],
      [{ ...good, key: "wrong" }, /check GALLEY_S3_KEY/],
      [{ ...good, bucket: "nowhere" }, /there is no bucket "nowhere": create it/],
    ] as const)
      expect(await checkBucket(settings)).toMatch(reason);
  });

  test.each([
    [403, "AccessDenied", /allow it s3:GetObject/],
    [403, "RequestTimeTooSkewed", /the clock of this machine is wrong/],
    [400, "AuthorizationHeaderMalformed", /set GALLEY_S3_REGION/],
    [500, "InternalError", /^InternalError/],
  ])("explains the answer %i %s", async (status, code, reason) => {
    s3.intercept = (_request, response) => {
      sendS3Error(response, status, code);
      return true;
    };
    expect(await checkBucket(s3.settings())).toMatch(reason);
  });
});
