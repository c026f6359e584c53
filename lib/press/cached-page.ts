// A cached page: compressed once, with the header lines of each encoding ready to be written.
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gunzip, gzip } from "node:zlib";
import type { FreshnessFacts } from "./generations.ts";

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);
const fromGzip = promisify(gunzip);

/** Bytes. Smaller bodies are not worth compressing. */
const minBytes = 800;

export type Encoding = "identity" | "gzip" | "br";
export type RenderedPage = {
  status: number;
  /** Headers that every encoding is sent with, by lower-case name. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
};
/** One encoding of a page. The lists alternate header names and values. */
export type EncodedBody = { body: Buffer; etag: string; full: readonly string[]; unchanged: readonly string[] };

export type CachedPage = FreshnessFacts & {
  /** Path and declared query keys. */
  url: string;
  status: number;
  headers: Readonly<Record<string, string>>;
  /** Hash of the plain body. */
  hash: string;
  /** Bytes of the plain body, which is dropped once a compressed one exists. */
  length: number;
  encodings: Partial<Record<Encoding, EncodedBody>>;
  /** Epoch ms. */
  renderedAt: number;
  /** Cached in memory only, for a short time. */
  isPassing?: boolean;
  /** The term of a search that found nothing. */
  missedTerm?: string | undefined;
};

/** A strong ETag names the bytes that are sent, so each encoding has its own. */
const etagOf = (hash: string, encoding: Encoding): string =>
  encoding === "identity" ? `"${hash}"` : `"${hash}-${encoding}"`;

export function encode(cached: Pick<CachedPage, "headers" | "hash">, encoding: Encoding, body: Buffer): EncodedBody {
  const etag = etagOf(cached.hash, encoding);
  const { "content-type": type, ...others } = cached.headers;
  const unchanged = [...Object.entries({ ...others, etag }).flat()];
  const full = [
    ...unchanged,
    ...(type === undefined ? [] : ["content-type", type]),
    ...(encoding === "identity" ? [] : ["content-encoding", encoding]),
    "content-length",
    String(body.length),
  ];
  return { body, etag, full, unchanged };
}

/** Compresses quickly, to send the page at once; `recompress` recompresses it later. */
export async function makeCachedPage(
  url: string,
  rendered: RenderedPage,
  facts: FreshnessFacts & Pick<CachedPage, "isPassing" | "missedTerm">,
  renderedAt: number,
): Promise<CachedPage> {
  const hash = createHash("sha256").update(rendered.body).digest("base64url").slice(0, 22);
  const isSmall = rendered.body.length < minBytes;
  const headers = isSmall ? rendered.headers : { ...rendered.headers, vary: "accept-encoding" };
  const base = { ...facts, url, status: rendered.status, headers, hash, length: rendered.body.length, renderedAt };
  const encodings = isSmall
    ? { identity: encode(base, "identity", rendered.body) }
    : { gzip: encode(base, "gzip", await toGzip(rendered.body, { level: 6 })) };
  return { ...base, encodings };
}

/** The same page recompressed with Brotli at its highest quality. */
export async function recompress(cached: CachedPage): Promise<CachedPage> {
  if (cached.encodings.br || !cached.encodings.gzip) return cached;
  const plain = await plainBody(cached);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
  const br = encode(cached, "br", await toBrotli(plain, { params }));
  return { ...cached, encodings: { ...cached.encodings, br } };
}

export async function plainBody({ encodings }: CachedPage): Promise<Buffer> {
  if (encodings.identity) return encodings.identity.body;
  if (!encodings.gzip) throw new Error("cached page without a body");
  return fromGzip(encodings.gzip.body);
}

/** Approximate bytes in memory: bodies, headers and tags. `ONLY=memory npm run bench:press` measures the overhead per object. */
export function sizeOf(cached: CachedPage): number {
  let size = 2_000 + cached.url.length;
  for (const encoded of Object.values(cached.encodings)) size += encoded.body.length + 1_400;
  for (const tag of cached.tags) size += tag.length + 48;
  for (const tag of cached.soon) size += tag.length + 48;
  return size;
}
