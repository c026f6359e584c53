// Fills the press's store with pages, in a process of its own, and reports its own count and the size of the process. Started with fork().
import { randomFrom } from "#components/editor/testing/ledger.ts";
import { type CachedPage, type Encoding, encode, makeCachedPage, recompress } from "#lib/press/cached-page.ts";
import { MemoryCache } from "#lib/press/memory-cache.ts";

export type MemoryOrder = { pages: number; limit: number };
export type MemoryReport = {
  /** Pages that are still there. */
  kept: number;
  /** Bytes, by the store's own count. */
  counted: number;
  /** Bytes by which the process has grown. */
  grown: number;
};

/** So many pages are really made; the others have bytes of their own, but the same ones. */
const patterns = 100;
const { pages, limit } = JSON.parse(process.argv[2] ?? "") as MemoryOrder;
const random = randomFrom(1);

/** As large as a story of 600 words: 35 KB, which become 8 as brotli. */
function makeHtml(): string {
  const word = () => Math.floor(random() * 60_000).toString(36);
  const paragraphs = Array.from(
    { length: 60 },
    () => `<p class="text">${Array.from({ length: 50 }, word).join(" ")}</p>`,
  );
  return `<!DOCTYPE html><html lang="en"><body>${paragraphs.join("\n")}${'<a class="link" href="/city">City</a>'.repeat(500)}</body></html>`;
}

async function makePattern(index: number): Promise<CachedPage> {
  const headers = { "cache-control": "no-cache", "content-type": "text/html; charset=utf-8" };
  const rendered = { status: 200, headers, body: Buffer.from(makeHtml()) };
  const tags = Array.from({ length: 20 }, (_, at) => `story:0193e6f2-7b5c-7000-8000-${index}-${at}`);
  const facts = { began: 1, tags, soon: ["latest"], until: undefined };
  return recompress(await makeCachedPage("/pattern", rendered, facts, 0));
}

function another(cached: CachedPage, url: string): CachedPage {
  const own = {
    ...cached,
    url,
    tags: cached.tags.map((tag) => `${tag}-${url}`),
    headers: { ...cached.headers },
    encodings: {} as CachedPage["encodings"],
  };
  for (const [encoding, encoded] of Object.entries(cached.encodings) as [Encoding, { body: Buffer }][])
    own.encodings[encoding] = encode(own, encoding, Buffer.from(encoded.body));
  return own;
}

const made: CachedPage[] = [];
for (let index = 0; index < patterns; index++) made.push(await makePattern(index));
const memory = new MemoryCache(limit);
globalThis.gc?.();
const before = process.memoryUsage().rss;
for (let index = 0; index < pages; index++) {
  const url = `/city/2026/11/24/story-${index}`;
  const pattern = made[index % patterns];
  if (pattern) memory.set(`https://news.example.org${url}`, another(pattern, url));
}
globalThis.gc?.();
await new Promise((resolve) => setTimeout(resolve, 500)); // what was freed goes back to the system
const report: MemoryReport = { kept: memory.count, counted: memory.bytes, grown: process.memoryUsage().rss - before };
process.send?.(report);
process.disconnect();
