// File format of a cached page: a line with the hash of the rest, a line of metadata, then the bodies.
import { createHash } from "node:crypto";
import * as z from "zod";
import { type CachedPage, type Encoding, encode } from "./cached-page.ts";

const magic = "galley-press-1";

const facts = z.object({
  key: z.string(),
  url: z.string(),
  status: z.number(),
  headers: z.record(z.string(), z.string()),
  hash: z.string(),
  length: z.number(),
  renderedAt: z.number(),
  tags: z.array(z.string()),
  soon: z.array(z.string()),
  until: z.number().optional(),
  /** Every purge of a transaction below this id has been applied. */
  xmin: z.string().regex(/^\d+$/),
  /** Epoch ms. */
  writtenAt: z.number(),
  encodings: z.array(z.tuple([z.enum(["identity", "gzip", "br"]), z.number()])),
});

export type PageFile = {
  cached: Omit<CachedPage, "began" | "lastCheck">;
  key: string;
  xmin: bigint;
  writtenAt: number;
};

export function writePageFile({ cached, key, xmin, writtenAt }: PageFile): Buffer {
  const { url, status, headers, hash, length, renderedAt, tags, soon, until } = cached;
  const encodings = Object.entries(cached.encodings) as [Encoding, { body: Buffer }][];
  const line = JSON.stringify({
    ...{ key, url, status, headers, hash, length, renderedAt, tags, soon, until, writtenAt },
    xmin: String(xmin),
    encodings: encodings.map(([encoding, { body }]) => [encoding, body.length]),
  });
  const rest = Buffer.concat([Buffer.from(`${line}\n`), ...encodings.map(([, { body }]) => body)]);
  return Buffer.concat([Buffer.from(`${magic} ${createHash("sha256").update(rest).digest("hex")}\n`), rest]);
}

/** Null for a file that is truncated, changed, or of another format. */
export function readPageFile(bytes: Buffer): PageFile | null {
  const first = bytes.indexOf(10);
  const second = bytes.indexOf(10, first + 1);
  if (first < 0 || second < 0) return null;
  const [name, sum] = bytes.toString("latin1", 0, first).split(" ");
  if (
    name !== magic ||
    sum !==
      createHash("sha256")
        .update(bytes.subarray(first + 1))
        .digest("hex")
  )
    return null;
  const parsed = facts.safeParse(JSON.parse(bytes.toString("utf8", first + 1, second)));
  if (!parsed.success) return null;
  const { key, xmin, writtenAt, encodings, until, ...page } = parsed.data;
  const cached: PageFile["cached"] = { ...page, until, encodings: {} };
  let at = second + 1;
  for (const [encoding, length] of encodings) {
    // Copies the bytes, because a slice would keep the whole file in memory.
    cached.encodings[encoding] = encode(cached, encoding, Buffer.from(bytes.subarray(at, at + length)));
    at += length;
  }
  return { cached, key, xmin: BigInt(xmin), writtenAt };
}
