// A cached page: compressed once, with the header lines of each encoding ready to be written.
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gunzip, gzip } from "node:zlib";
import type { Judged } from "./generations.ts";

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);
const fromGzip = promisify(gunzip);

/** Bytes. Smaller bodies are not worth compressing. */
const smallest = 800;

export type Encoding = "identity" | "gzip" | "br";
export type Print = {
  status: number;
  /** Headers that every encoding is sent with, by lower-case name. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
};
/** One encoding of a page. The lists alternate header names and values. */
export type Form = { body: Buffer; etag: string; full: readonly string[]; unchanged: readonly string[] };

export type Copy = Judged & {
  /** Path and declared query keys. */
  url: string;
  status: number;
  headers: Readonly<Record<string, string>>;
  /** Hash of the plain body. */
  hash: string;
  /** Bytes of the plain body, which is dropped once a compressed one exists. */
  length: number;
  forms: Partial<Record<Encoding, Form>>;
  /** Epoch ms. */
  printedAt: number;
  /** Cached in memory only, for a short time. */
  isPassing?: boolean;
};

/** A strong ETag names the bytes that are sent, so each encoding has its own. */
const etagOf = (hash: string, encoding: Encoding): string =>
  encoding === "identity" ? `"${hash}"` : `"${hash}-${encoding}"`;

export function toForm(copy: Pick<Copy, "headers" | "hash">, encoding: Encoding, body: Buffer): Form {
  const etag = etagOf(copy.hash, encoding);
  const { "content-type": type, ...others } = copy.headers;
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

/** Compresses quickly, to send the page at once; `pressHarder` recompresses it later. */
export async function makeCopy(
  url: string,
  print: Print,
  judged: Judged & { isPassing?: boolean },
  printedAt: number,
): Promise<Copy> {
  const hash = createHash("sha256").update(print.body).digest("base64url").slice(0, 22);
  const isSmall = print.body.length < smallest;
  const headers = isSmall ? print.headers : { ...print.headers, vary: "accept-encoding" };
  const base = { ...judged, url, status: print.status, headers, hash, length: print.body.length, printedAt };
  const forms = isSmall
    ? { identity: toForm(base, "identity", print.body) }
    : { gzip: toForm(base, "gzip", await toGzip(print.body, { level: 6 })) };
  return { ...base, forms };
}

/** The same page recompressed with Brotli at its highest quality. */
export async function pressHarder(copy: Copy): Promise<Copy> {
  if (copy.forms.br || !copy.forms.gzip) return copy;
  const plain = await plainBody(copy);
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
  const br = toForm(copy, "br", await toBrotli(plain, { params }));
  return { ...copy, forms: { ...copy.forms, br } };
}

export async function plainBody({ forms }: Copy): Promise<Buffer> {
  if (forms.identity) return forms.identity.body;
  if (!forms.gzip) throw new Error("a copy without a body");
  return fromGzip(forms.gzip.body);
}

/** Approximate bytes in memory: bodies, headers and tags. `ONLY=memory npm run bench:press` measures the overhead per object. */
export function sizeOf(copy: Copy): number {
  let size = 2_000 + copy.url.length;
  for (const form of Object.values(copy.forms)) size += form.body.length + 1_400;
  for (const tag of copy.tags) size += tag.length + 48;
  for (const tag of copy.soon) size += tag.length + 48;
  return size;
}
