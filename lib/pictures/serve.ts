import { Readable } from "node:stream";
import { parseRenditionFile, renditionFile } from "./addresses.ts";
import { awaitCropFile } from "./crop-mutations.ts";
import { cropFile } from "./crops.ts";
import { type OpenFile, type PictureStore, pictureStore } from "./store.ts";
import type { PictureFacts, Rendition, RenditionFormat } from "./types.ts";

export type PictureRequest = { method: string; headers: { get(name: string): string | null } };

/** Sent with every response below /pictures/: an uploaded file runs and loads nothing, even when it is opened directly. */
const picturePolicy = "default-src 'none'; sandbox";

const contentTypes: Record<RenditionFormat, string> = { avif: "image/avif", webp: "image/webp", jpeg: "image/jpeg" };

/**
 * Serves one rendition. Browsers may cache a published picture for ever, because the bytes at an address never change.
 * Shared caches may not, because a picture must disappear when its story is taken down.
 * @param facts of the picture, or of a crop that its row or a figure names
 * @param file last segment of the address: "640.jpg"
 * @param whole the facts of the picture: until a file of the crop is made, one of the whole picture is sent
 */
export async function servePicture(
  request: PictureRequest,
  facts: PictureFacts,
  file: string,
  live: boolean,
  store: PictureStore = pictureStore(),
  whole: PictureFacts = facts,
): Promise<Response> {
  const wanted = parseRenditionFile(file);
  const rendition = facts.renditions.find(({ width, format }) => width === wanted?.width && format === wanted.format);
  if (!rendition) return noPicture();
  const headers = new Headers({
    "cache-control": live ? "private, max-age=31536000, immutable" : "private, no-store",
    etag: `"${facts.key.slice(0, 24)}-${nameOf(facts, rendition)}"`,
    "content-type": contentTypes[rendition.format],
    "x-content-type-options": "nosniff",
    "content-security-policy": picturePolicy,
  });
  if (matches(request.headers.get("if-none-match"), headers.get("etag") ?? "")) {
    return new Response(null, { status: 304, headers });
  }
  const found = await openRendition(facts, rendition, store);
  if (!found) return serveNearest(request, facts, rendition, store, whole);
  headers.set("content-length", String(found.bytes));
  return new Response(bodyFor(request, found), { headers });
}

const nameOf = ({ crop }: PictureFacts, { width, format }: Rendition): string =>
  crop === undefined ? renditionFile(width, format) : cropFile(crop, width, format);

async function openRendition(facts: PictureFacts, rendition: Rendition, store: PictureStore): Promise<OpenFile | null> {
  const file = nameOf(facts, rendition);
  const found = await store.open(facts.key, file);
  if (found || facts.crop === undefined) return found;
  return (await awaitCropFile(facts, rendition, store)) ? store.open(facts.key, file) : null;
}

/** For a rendition that is not made yet: the one whose width is nearest, which nobody may keep under this address. */
async function serveNearest(
  request: PictureRequest,
  facts: PictureFacts,
  wanted: Rendition,
  store: PictureStore,
  whole: PictureFacts,
): Promise<Response> {
  const kept = new Set<string>();
  for await (const { file } of store.list(facts.key)) kept.add(file);
  const distance = ({ width, format }: Rendition) =>
    Math.abs(width - wanted.width) + (format === wanted.format ? 0 : 0.5);
  // Every browser shows JPEG and WebP; not every one that asks for another format shows AVIF.
  const nearest = (of: PictureFacts) =>
    of.renditions
      .filter(({ format }) => format !== "avif" || wanted.format === "avif")
      .sort((a, b) => distance(a) - distance(b))
      .map((rendition) => ({ ...rendition, file: nameOf(of, rendition) }));
  for (const { format, file } of facts === whole ? nearest(whole) : [...nearest(facts), ...nearest(whole)]) {
    const found = kept.has(file) && (await store.open(facts.key, file));
    if (!found) continue;
    const headers = {
      "cache-control": "private, no-store",
      "content-type": contentTypes[format],
      "content-length": String(found.bytes),
      "x-content-type-options": "nosniff",
      "content-security-policy": picturePolicy,
    };
    return new Response(bodyFor(request, found), { headers });
  }
  return noPicture();
}

function bodyFor({ method }: PictureRequest, { stream }: OpenFile): ReadableStream<Uint8Array> | null {
  if (method !== "HEAD") return Readable.toWeb(stream) as ReadableStream<Uint8Array>;
  stream.destroy();
  return null;
}

/** Answers with bytes that never change at their address. */
export function serveFile(request: PictureRequest, bytes: Buffer, type: string, etag: string): Response {
  const headers = new Headers({
    "cache-control": "public, max-age=31536000, immutable",
    etag,
    "content-type": type,
    "x-content-type-options": "nosniff",
    "content-security-policy": picturePolicy,
  });
  if (matches(request.headers.get("if-none-match"), etag)) return new Response(null, { status: 304, headers });
  headers.set("content-length", String(bytes.length));
  return new Response(request.method === "HEAD" ? null : new Uint8Array(bytes), { headers });
}

export const noPicture = (): Response => {
  const text = "There is no such picture.\n";
  const headers = {
    "cache-control": "private, no-store",
    "content-type": "text/plain; charset=utf-8",
    "content-security-policy": picturePolicy,
    "content-length": String(text.length),
  };
  return new Response(text, { status: 404, headers });
};

const matches = (given: string | null, etag: string): boolean =>
  (given ?? "").split(",").some((each) => each.trim() === "*" || each.trim().replace(/^W\//, "") === etag);
