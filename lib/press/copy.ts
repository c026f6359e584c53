// A finished page as it is kept: compressed once, with the header lines of each form ready to be written.
import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gunzip, gzip } from "node:zlib";
import type { Judged } from "./generations.ts";

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);
const fromGzip = promisify(gunzip);

/** Below it compressing saves less than its header costs. */
const smallest = 800;

export type Encoding = "identity" | "gzip" | "br";
export type Print = {
  status: number;
  /** What every form of the page is sent with, by lower-case name. */
  headers: Readonly<Record<string, string>>;
  body: Buffer;
};
/** One way to send it. The lists are name, value, name, value … */
export type Form = { body: Buffer; etag: string; full: readonly string[]; unchanged: readonly string[] };

export type Copy = Judged & {
  /** Path and declared query keys. */
  url: string;
  status: number;
  headers: Readonly<Record<string, string>>;
  /** Hash of the plain body. */
  hash: string;
  /** Bytes of the plain body, which is not kept where a compressed one is. */
  length: number;
  forms: Partial<Record<Encoding, Form>>;
  /** Epoch ms. */
  printedAt: number;
  /** Kept in memory only, and not for long. */
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

/** Compressed quickly, to be sent at once; `pressHarder` does the rest when there is time. */
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

/** The same page with its smallest form. */
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

/** Bytes in memory, about: bodies, headers and tags. What an object takes besides is measured by `ONLY=memory npm run bench:press`. */
export function sizeOf(copy: Copy): number {
  let size = 2_000 + copy.url.length;
  for (const form of Object.values(copy.forms)) size += form.body.length + 1_400;
  for (const tag of copy.tags) size += tag.length + 48;
  for (const tag of copy.soon) size += tag.length + 48;
  return size;
}
