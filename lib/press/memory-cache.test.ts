import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { type CachedPage, makeCachedPage } from "./cached-page.ts";
import { MemoryCache } from "./memory-cache.ts";

const makePage = (url: string, status = 200): Promise<CachedPage> =>
  makeCachedPage(
    url,
    { status, headers: { "content-type": "text/html" }, body: randomBytes(10_000) },
    { began: 1, tags: [], soon: [], until: undefined },
    0,
  );

test("the memory cache stays below its limit and keeps the most recently used pages", async () => {
  const memory = new MemoryCache(100_000);
  for (let page = 0; page < 30; page++) {
    memory.set(`/${page}`, await makePage(`/${page}`));
    expect(memory.get("/0")?.url, `after ${page}`).toBe("/0");
    expect(memory.bytes).toBeLessThanOrEqual(100_000);
  }
  expect(memory.get("/1")).toBeUndefined();
  expect(memory.get("/29")).toBeDefined();
  expect(memory.count).toBeGreaterThan(5);
});

test("a page that replaces a smaller one is counted with its new size", async () => {
  const memory = new MemoryCache(100_000);
  const cached = await makePage("/");
  memory.set("/", cached);
  const before = memory.bytes;
  const { gzip } = cached.encodings;
  memory.set("/", { ...cached, encodings: { ...cached.encodings, ...(gzip ? { br: gzip } : {}) } });
  expect(memory.bytes).toBeGreaterThan(before + 9_000);
});

test("the memory cache keeps at most 1,000 missing pages, for 60 s, without evicting real ones", async () => {
  let now = 1_000;
  const memory = new MemoryCache(100_000, () => now);
  memory.set("/there", await makePage("/there"));
  const lost = await makePage("/lost", 404);
  for (let page = 0; page < 1_500; page++) memory.set(`/lost/${page}`, lost);
  expect(memory.count).toBe(1_001);
  expect(memory.get("/there")).toBeDefined();
  expect(memory.get("/lost/0")).toBeUndefined();
  expect(memory.get("/lost/1499")).toBeDefined();
  now += 61_000;
  expect(memory.get("/lost/1499")).toBeUndefined();
});

test("a page that exists after it was missing is cached once", async () => {
  const memory = new MemoryCache(100_000);
  memory.set("/new", await makePage("/new", 404));
  memory.set("/new", await makePage("/new"));
  expect(memory.get("/new")?.status).toBe(200);
  expect(memory.count).toBe(1);
});
