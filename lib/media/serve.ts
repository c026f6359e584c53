// Sends a video, sound or document, with ranges as RFC 9110 has them.
import { Readable } from "node:stream";
import { type PictureStore, pictureStore } from "../pictures/store.ts";
import { captionsFile, downloadName, mediaFile, mediaType, storedFile } from "./addresses.ts";
import type { MediaFacts } from "./types.ts";

export type MediaRequest = { method: string; headers: { get(name: string): string | null } };

/** Sent with every response below /media/: an uploaded file runs and loads nothing, even when it is opened directly. */
const always = {
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; sandbox",
  "cross-origin-resource-policy": "same-site",
};

export const noMedia = (): Response => {
  const text = "There is no such file.\n";
  const headers = { ...always, "cache-control": "private, no-store", "content-type": "text/plain; charset=utf-8" };
  return new Response(text, { status: 404, headers: { ...headers, "content-length": String(text.length) } });
};

/**
 * Browsers may cache a published file, because the bytes at an address never change; shared caches may not, because a file
 * must disappear when its story is taken down.
 * @param file last segment of the address, decoded
 * @param live whether readers may see it
 */
export async function serveMedia(
  request: MediaRequest,
  facts: MediaFacts,
  file: string,
  live: boolean,
  store: PictureStore = pictureStore(),
): Promise<Response> {
  if (file === captionsFile && facts.captions !== "") return serveCaptions(request, facts, live);
  if (file !== mediaFile(facts)) return noMedia();
  const etag = `"${facts.key.slice(0, 32)}"`;
  const headers = new Headers({
    ...always,
    "cache-control": live ? "private, max-age=31536000, immutable" : "private, no-store",
    "content-type": mediaType(facts),
    "accept-ranges": "bytes",
    etag,
  });
  if (facts.kind === "DOCUMENT") headers.set("content-disposition", attachment(facts));
  if (matches(request.headers.get("if-none-match"), etag)) return new Response(null, { status: 304, headers });
  const range = request.method === "GET" ? rangeOf(request, etag, facts.bytes) : null;
  if (range === "unsatisfiable") {
    headers.set("content-range", `bytes */${facts.bytes}`);
    headers.delete("content-disposition");
    headers.set("content-length", "0");
    return new Response(null, { status: 416, headers });
  }
  const found = await store.open(facts.key, storedFile(facts.format), range ?? undefined);
  if (!found) return noMedia();
  const length = range ? range.end - range.start + 1 : found.bytes;
  headers.set("content-length", String(length));
  if (range) headers.set("content-range", `bytes ${range.start}-${range.end}/${found.bytes}`);
  if (request.method === "HEAD") {
    found.stream.destroy();
    return new Response(null, { headers });
  }
  const body = Readable.toWeb(found.stream) as ReadableStream<Uint8Array>;
  return new Response(body, { status: range ? 206 : 200, headers });
}

/** Captions can be edited, so they are asked for each time. */
function serveCaptions(request: MediaRequest, { captions, key }: MediaFacts, live: boolean): Response {
  const bytes = Buffer.from(captions, "utf8");
  let sum = 0;
  for (const byte of bytes) sum = (Math.imul(sum, 31) + byte) >>> 0;
  const etag = `"${key.slice(0, 16)}-${bytes.length.toString(36)}-${sum.toString(36)}"`;
  const headers = new Headers({
    ...always,
    "cache-control": live ? "private, no-cache" : "private, no-store",
    "content-type": "text/vtt; charset=utf-8",
    etag,
  });
  if (matches(request.headers.get("if-none-match"), etag)) return new Response(null, { status: 304, headers });
  headers.set("content-length", String(bytes.length));
  return new Response(request.method === "HEAD" ? null : new Uint8Array(bytes), { headers });
}

const attachment = (facts: MediaFacts): string => {
  const name = downloadName(facts);
  const plain = name.replace(/[^\x20-\x7e]/g, "_");
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
};

/**
 * The single range that a request asks for; null for the whole file: where it asks for none or several, cannot be read, or
 * holds part of another file (If-Range).
 */
function rangeOf(
  { headers }: MediaRequest,
  etag: string,
  size: number,
): { start: number; end: number } | "unsatisfiable" | null {
  const condition = headers.get("if-range");
  if (condition !== null && condition.trim() !== etag) return null;
  const [, first, last] = /^bytes=\s*(\d{0,15})-(\d{0,15})\s*$/i.exec(headers.get("range")?.trim() ?? "") ?? [];
  if (first === undefined || last === undefined || (first === "" && last === "")) return null;
  if (first === "") {
    const count = Number(last);
    return count === 0 || size === 0 ? "unsatisfiable" : { start: Math.max(0, size - count), end: size - 1 };
  }
  const start = Number(first);
  if (last !== "" && Number(last) < start) return null;
  if (start >= size) return "unsatisfiable";
  return { start, end: last === "" ? size - 1 : Math.min(Number(last), size - 1) };
}

const matches = (given: string | null, etag: string): boolean =>
  (given ?? "").split(",").some((each) => each.trim() === "*" || each.trim().replace(/^W\//, "") === etag);
