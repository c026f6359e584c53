import { expect, test } from "vitest";
import { type CachedPage, makeCachedPage } from "./cached-page.ts";
import { ReadCounts } from "./read-counts.ts";

const browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const page = (given: { url?: string; status?: number; type?: string } = {}): Promise<CachedPage> =>
  makeCachedPage(
    given.url ?? "/city/a",
    {
      status: given.status ?? 200,
      headers: { "content-type": given.type ?? "text/html; charset=utf-8" },
      body: Buffer.from("x"),
    },
    { began: 1, tags: [], soon: [], until: undefined },
    0,
  );
const request = (headers: Record<string, string> = {}, method = "GET") => ({
  method,
  headers: { "user-agent": browser, ...headers },
});

test("counts each page sent to a browser, whether or not the browser had it already", async () => {
  const counts = new ReadCounts();
  counts.count(request(), await page());
  counts.count(request({ "if-none-match": "*" }), await page());
  counts.count(request(), await page({ url: "/city/b" }));
  expect([...counts.take()]).toEqual([
    ["/city/a", 2],
    ["/city/b", 1],
  ]);
  expect(counts.take().size).toBe(0);
});

test.each([
  ["a HEAD request", request({}, "HEAD"), {}],
  [
    "a robot",
    request({ "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)" }),
    {},
  ],
  ["a program", request({ "user-agent": "curl/8.5.0" }), {}],
  ["a request without a user agent", request({ "user-agent": "" }), {}],
  ["a browser that prefetches", request({ "sec-purpose": "prefetch;prerender" }), {}],
  ["an older browser that prefetches", request({ purpose: "prefetch" }), {}],
  ["a page that is gone", request(), { status: 410 }],
  ["a feed", request(), { type: "application/rss+xml" }],
  ["a page of a list", request(), { url: "/city?page=2" }],
] as const)("does not count %s as a read", async (_what, request, given) => {
  const counts = new ReadCounts();
  counts.count(request, await page(given));
  expect(counts.take().size).toBe(0);
});

test("limits the memory for addresses and user agents", async () => {
  const counts = new ReadCounts();
  const cached = await page();
  for (let i = 0; i < 50_010; i++)
    counts.count(request({ "user-agent": `${browser} ${i % 3_000}` }), { ...cached, url: `/city/${i}` });
  counts.count(request(), { ...cached, url: "/city/1" });
  const taken = counts.take();
  expect(taken.size).toBe(50_000);
  expect(taken.get("/city/1")).toBe(2);
});

test("counts views of watched fronts and clicks from them by the minute, and nothing of other pages", async () => {
  let now = 120_500;
  const counts = new ReadCounts(() => now);
  const read = async (url: string, referer?: string) =>
    counts.count(request({ host: "paper.example", ...(referer && { referer }) }), await page({ url }));
  await read("/"); // not watched yet
  counts.watch(["/", "/city"]);
  await read("/");
  await read("/");
  await read("/city/a", "https://paper.example/");
  now += 60_000;
  await read("/city/a", "https://paper.example/city?utm_source=x");
  await read("/city/a", "https://other.example/");
  await read("/city/a", "https://paper.example/city/b");
  await read("/city/a", "no address");
  expect(counts.takeVisits()).toEqual([
    { front: "/", story: null, at: 120_000, count: 2 },
    { front: "/", story: "/city/a", at: 120_000, count: 1 },
    { front: "/city", story: "/city/a", at: 180_000, count: 1 },
  ]);
  expect(counts.takeVisits()).toEqual([]);
});
