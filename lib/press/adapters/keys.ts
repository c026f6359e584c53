import { createHash } from "node:crypto";
import type { Copy } from "../copy.ts";
import { everything } from "../page-tags.ts";

/** Varnish takes a line of 8 KB, Fastly and Cloudflare 16. A page with more than about 700 tags is left to the press. */
const longest = 7_800;

/**
 * A tag as a cache gets it. Addresses are tags too, of any length and in any script, and Cloudflare tells no capitals:
 * so it is a hash, short, because a page may have hundreds. If two tags ever share one, a page is fetched once too often.
 */
export const keyOf = (tag: string): string => createHash("sha256").update(tag).digest("hex").slice(0, 10);

/** Dropped by nobody's page: asking for it shows whether the cache hears us. */
export const nobodysKey = keyOf("nobody");
export const everyKey = keyOf(everything);

const known = new WeakMap<Copy["tags"], readonly string[] | null>();

/** The keys by which a page is purged, of what may lag too; null: they fit into no header. */
export function keysOf(copy: Copy): readonly string[] | null {
  let keys = known.get(copy.tags);
  if (keys === undefined) {
    const all = [...new Set([...copy.tags, ...copy.soon].map(keyOf))];
    keys = all.length * 11 > longest ? null : all;
    known.set(copy.tags, keys);
  }
  return keys;
}
