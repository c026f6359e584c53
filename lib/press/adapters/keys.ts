import { createHash } from "node:crypto";
import type { CachedPage } from "../cached-page.ts";
import { everything } from "../page-tags.ts";

/** Bytes. Varnish accepts header lines of 8 KB, Fastly and Cloudflare 16 KB. A page with more than about 700 tags is not cached in a CDN. */
const maxHeaderBytes = 7_800;

/**
 * The purge key of a tag. Tags may be addresses of any length and script, and Cloudflare ignores case:
 * so the key is a hash, kept short because a page may have hundreds. A collision only causes one fetch too many.
 */
export const keyOf = (tag: string): string => createHash("sha256").update(tag).digest("hex").slice(0, 10);

/** No page has this key: purging it only checks that the CDN answers. */
export const probeKey = keyOf("nobody");
export const everythingKey = keyOf(everything);

const known = new WeakMap<CachedPage["tags"], readonly string[] | null>();

/** The purge keys of a page, including those of tags that may lag; null when they do not fit into a header. */
export function keysOf(cached: CachedPage): readonly string[] | null {
  let keys = known.get(cached.tags);
  if (keys === undefined) {
    const all = [...new Set([...cached.tags, ...cached.soon].map(keyOf))];
    keys = all.length * 11 > maxHeaderBytes ? null : all;
    known.set(cached.tags, keys);
  }
  return keys;
}
