import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { diskStore } from "../pictures/disk-store.ts";
import { downloadName, mediaAddress, mediaPath } from "./addresses.ts";
import { serveMedia } from "./serve.ts";
import type { MediaFacts } from "./types.ts";

const root = mkdtempSync(path.join(os.tmpdir(), "galley-serve-"));
const store = diskStore(root);
const bytes = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 251));
const facts: MediaFacts = {
  key: "ab".repeat(32),
  kind: "VIDEO",
  format: "mp4",
  bytes: bytes.length,
  fileName: "Ferry.mp4",
  durationSeconds: 60,
  width: 640,
  height: 360,
  captions: "WEBVTT\n\n00:01.000 --> 00:02.000\nA",
  captionsLanguage: "en",
  transcript: "",
};
const report: MediaFacts = { ...facts, kind: "DOCUMENT", format: "pdf", fileName: 'Bericht "über"\r\nÄ.html' };

beforeAll(async () => {
  const folder = await store.prepare();
  for (const format of ["mp4", "pdf"]) writeFileSync(path.join(folder, `original.${format}`), bytes);
  await store.keep(facts.key, folder);
});
afterAll(() => rmSync(root, { recursive: true }));

const ask = async (
  headers: Record<string, string> = {},
  { method = "GET", file = "video.mp4", of = facts, live = true } = {},
) => {
  const response = await serveMedia({ method, headers: new Headers(headers) }, of, file, live, store);
  return { status: response.status, headers: response.headers, body: Buffer.from(await response.arrayBuffer()) };
};
const etag = async () => (await ask()).headers.get("etag") ?? "";

describe("a file with ranges", () => {
  test("is sent whole with its length, and says that it takes ranges", async () => {
    const { status, headers, body } = await ask();
    expect(status).toBe(200);
    expect(body.equals(bytes)).toBe(true);
    expect(headers.get("content-length")).toBe("1000");
    expect(headers.get("accept-ranges")).toBe("bytes");
    expect(headers.get("content-type")).toBe("video/mp4");
  });

  test.each([
    ["bytes=0-0", 0, 0],
    ["bytes=10-19", 10, 19],
    ["bytes=990-", 990, 999],
    ["bytes=990-5000", 990, 999],
    ["bytes=-5", 995, 999],
    ["bytes=-5000", 0, 999],
    ["BYTES=1-2", 1, 2],
  ])("sends the part %s", async (range, start, end) => {
    const { status, headers, body } = await ask({ range });
    expect([status, headers.get("content-range")]).toEqual([206, `bytes ${start}-${end}/1000`]);
    expect(headers.get("content-length")).toBe(String(end - start + 1));
    expect(body.equals(bytes.subarray(start, end + 1))).toBe(true);
  });

  test.each(["bytes=1000-", "bytes=5000-6000", "bytes=-0"])("answers 416 with the size to %s", async (range) => {
    const { status, headers, body } = await ask({ range });
    expect([status, headers.get("content-range"), body.length]).toEqual([416, "bytes */1000", 0]);
  });

  test.each(["bytes=5-1", "bytes=0-1,5-6", "bytes=-", "lines=1-2", "bytes=x-1", "bytes 1-2"])(
    "sends the whole file for %s, which is no single range",
    async (range) => {
      const { status, body } = await ask({ range });
      expect([status, body.length]).toEqual([200, 1000]);
    },
  );

  test("sends a part only if If-Range names this file", async () => {
    expect((await ask({ range: "bytes=1-2", "if-range": await etag() })).status).toBe(206);
    for (const condition of ['"other"', `W/${await etag()}`, "Tue, 24 Nov 2026 09:15:00 GMT"])
      expect((await ask({ range: "bytes=1-2", "if-range": condition })).status).toBe(200);
  });

  test("answers 304 to a known file, and HEAD without a body and without ranges", async () => {
    expect(await ask({ "if-none-match": await etag() })).toMatchObject({ status: 304 });
    const head = await ask({ range: "bytes=1-2" }, { method: "HEAD" });
    expect([head.status, head.headers.get("content-length"), head.body.length]).toEqual([200, "1000", 0]);
  });
});

describe("what a file may do", () => {
  test("runs and loads nothing, is cached by browsers while it is published, and by nobody before", async () => {
    for (const one of [await ask(), await ask({}, { file: "captions.vtt" }), await ask({}, { file: "none" })]) {
      expect(one.headers.get("content-security-policy")).toBe("default-src 'none'; sandbox");
      expect(one.headers.get("x-content-type-options")).toBe("nosniff");
    }
    expect((await ask()).headers.get("cache-control")).toBe("private, max-age=31536000, immutable");
    expect((await ask({}, { live: false })).headers.get("cache-control")).toBe("private, no-store");
    expect((await ask({}, { file: "captions.vtt" })).headers.get("cache-control")).toBe("private, no-cache");
  });

  test("is saved, if it is a document, under a safe name with the ending of its type", async () => {
    const name = downloadName(report);
    expect(name).toBe("Bericht über Ä.pdf");
    const { headers } = await ask({}, { of: report, file: name });
    expect(headers.get("content-disposition")).toBe(
      `attachment; filename="Bericht _ber _.pdf"; filename*=UTF-8''${encodeURIComponent(name)}`,
    );
    expect(headers.get("content-type")).toBe("application/pdf");
  });

  test.each([
    ["../../etc/passwd", "passwd.csv"],
    ["C:\\files\\a.b.xlsm", "a.b.csv"],
    ["...", "file.csv"],
    ["", "file.csv"],
    ["a\u202egpj.exe", "a gpj.csv"],
    ["x".repeat(300), `${"x".repeat(100)}.csv`],
  ])("makes the name of %j safe", (fileName, expected) => {
    expect(downloadName({ fileName, format: "csv" })).toBe(expected);
  });

  test("has captions as text, and 404 for every other name", async () => {
    const captions = await ask({}, { file: "captions.vtt" });
    expect([captions.headers.get("content-type"), captions.body.toString()]).toEqual([
      "text/vtt; charset=utf-8",
      facts.captions,
    ]);
    expect((await ask({ "if-none-match": captions.headers.get("etag") ?? "" }, { file: "captions.vtt" })).status).toBe(
      304,
    );
    for (const file of ["video.webm", "original.mp4", "", "../x"]) expect((await ask({}, { file })).status).toBe(404);
    expect((await ask({}, { of: { ...facts, captions: "" }, file: "captions.vtt" })).status).toBe(404);
  });

  test("has an address that no section can have", () => {
    const id = "0190a6c0-0000-7000-8000-000000000001";
    const name = mediaAddress(id, report);
    expect(mediaPath.exec(name)?.slice(1)).toEqual([id, encodeURIComponent(downloadName(report))]);
    for (const path of ["/media", "/media/2026/11/24/slug", `/media/${id}`, "/media/radio"])
      expect(mediaPath.test(path)).toBe(false);
  });
});
