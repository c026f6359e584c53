import fs from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ask } from "#prisma/testing/press-house.ts";
import { StaticFiles } from "./files.ts";
import { packFolder } from "./pack.ts";

const text = "export const words = 'again and again';\n".repeat(100);
let folder: string;
let server: http.Server;
let port: number;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "galley-static-"));
  fs.mkdirSync(path.join(folder, "static", "chunks"), { recursive: true });
  fs.writeFileSync(path.join(folder, "static", "chunks", "a-1f.js"), text);
  fs.writeFileSync(path.join(folder, "static", "chunks", "[id] ü.js"), text);
  fs.writeFileSync(path.join(folder, "static", "font.woff2"), text);
  fs.writeFileSync(path.join(folder, "static", "short.css"), "a{}");
  fs.writeFileSync(path.join(folder, "static", "gone.js"), text);
  fs.writeFileSync(path.join(folder, "icon.svg"), "<svg/>");
  fs.writeFileSync(path.join(folder, "secret"), "nobody's");
  await packFolder(path.join(folder, "static"));
  const files = new StaticFiles([
    { at: "/_next/static/", from: path.join(folder, "static"), maxAgeMs: "immutable" },
    { at: "/icon.svg", from: path.join(folder, "icon.svg"), maxAgeMs: 60_000 },
  ]);
  server = http.createServer((request, response) => {
    if (!files.serve(request, response)) response.writeHead(299).end("next");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve));
  fs.rmSync(folder, { recursive: true, force: true });
});

const get = (url: string, headers: Record<string, string> = {}, method = "GET") => ask(port, url, headers, method);
const chunk = "/_next/static/chunks/a-1f.js";

describe("a file of the build", () => {
  test("a build file is cached forever and sent in its smallest encoding", async () => {
    const plain = await get(chunk);
    expect([plain.status, plain.text]).toEqual([200, text]);
    expect(plain.headers).toMatchObject({
      "cache-control": "public, max-age=31536000, immutable",
      "content-type": "text/javascript; charset=utf-8",
      vary: "accept-encoding",
    });
    const br = await get(chunk, { "accept-encoding": "gzip, deflate, br" });
    expect([br.headers["content-encoding"], brotliDecompressSync(br.body).toString()]).toEqual(["br", text]);
    const gzip = await get(chunk, { "accept-encoding": "gzip, br;q=0" });
    expect([gzip.headers["content-encoding"], gunzipSync(gzip.body).toString()]).toEqual(["gzip", text]);
    for (const { headers } of [br, gzip]) expect(headers["content-type"]).toBe("text/javascript; charset=utf-8");
    expect(new Set([plain, br, gzip].map(({ headers }) => headers.etag)).size).toBe(3);
  });

  test("a build file is compressed only when that makes it smaller", async () => {
    for (const name of ["font.woff2", "short.css"]) {
      const { headers } = await get(`/_next/static/${name}`, { "accept-encoding": "br" });
      expect([headers["content-encoding"], headers.vary]).toEqual([undefined, undefined]);
    }
  });

  test("a build file supports 304, HEAD and ranges", async () => {
    const { headers } = await get(chunk, { "accept-encoding": "br" });
    const known = await get(chunk, { "accept-encoding": "br", "if-none-match": `"other", ${headers.etag}` });
    expect([known.status, known.body.length]).toEqual([304, 0]);
    const head = await get(chunk, {}, "HEAD");
    expect([head.status, head.headers["content-length"], head.body.length]).toEqual([200, String(text.length), 0]);
    const part = await get(chunk, { range: "bytes=-10" });
    expect([part.status, part.text, part.headers["content-range"]]).toEqual([
      206,
      text.slice(-10),
      `bytes ${text.length - 10}-${text.length - 1}/${text.length}`,
    ]);
    const beyond = await get(chunk, { range: "bytes=99999-" });
    expect([beyond.status, beyond.headers["content-range"]]).toEqual([416, `bytes */${text.length}`]);
    expect((await get(chunk, {}, "POST")).status).toBe(405);
  });

  test("a build file is found under any encoding of its name", async () => {
    expect((await get("/_next/static/chunks/%5Bid%5D%20%C3%BC.js?dpl=1")).text).toBe(text);
  });
});

describe("other addresses", () => {
  test("files of a former build, encodings, folders and path traversals answer 404 uncached", async () => {
    for (const name of [
      "chunks/old-2e.js",
      "chunks/a-1f.js.br",
      "chunks/",
      "",
      "../secret",
      "%2e%2e/secret",
      "..%2fsecret",
      "%",
      "%00",
    ]) {
      const { status, headers } = await get(`/_next/static/${name}`);
      expect([name, status, headers["cache-control"]]).toEqual([name, 404, "no-store"]);
    }
  });

  test("a file that vanished since the start answers 404", async () => {
    for (const end of ["", ".br", ".gz"]) fs.rmSync(path.join(folder, "static", `gone.js${end}`));
    for (const accepts of ["", "br"]) {
      const { status, headers } = await get("/_next/static/gone.js", { "accept-encoding": accepts });
      expect([status, headers["content-encoding"], headers["cache-control"]]).toEqual([404, undefined, "no-store"]);
    }
  });

  test("only icons are served from the root, and other paths are left to the pages", async () => {
    expect((await get("/secret")).status).toBe(299);
    expect((await get("/icon.svg")).headers).toMatchObject({
      "cache-control": "public, max-age=60",
      "content-type": "image/svg+xml; charset=utf-8",
    });
  });
});
