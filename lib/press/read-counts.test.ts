import { expect, test } from "vitest";
import { type Copy, makeCopy } from "./copy.ts";
import { ReadCounts } from "./read-counts.ts";

const browser = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const page = (given: { url?: string; status?: number; type?: string } = {}): Promise<Copy> =>
  makeCopy(
    given.url ?? "/city/a",
    {
      status: given.status ?? 200,
      headers: { "content-type": given.type ?? "text/html; charset=utf-8" },
      body: Buffer.from("x"),
    },
    { began: 1, tags: [], soon: [], until: undefined },
    0,
  );
const asked = (headers: Record<string, string> = {}, method = "GET") => ({
  method,
  headers: { "user-agent": browser, ...headers },
});

test("counts each page sent to a browser, whether or not the browser had it already", async () => {
  const counts = new ReadCounts();
  counts.count(asked(), await page());
  counts.count(asked({ "if-none-match": "*" }), await page());
  counts.count(asked(), await page({ url: "/city/b" }));
  expect([...counts.take()]).toEqual([
    ["/city/a", 2],
    ["/city/b", 1],
  ]);
  expect(counts.take().size).toBe(0);
});

test.each([
  ["a HEAD request", asked({}, "HEAD"), {}],
  ["a robot", asked({ "user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)" }), {}],
  ["a program", asked({ "user-agent": "curl/8.5.0" }), {}],
  ["a request without a user agent", asked({ "user-agent": "" }), {}],
  ["a browser that prefetches", asked({ "sec-purpose": "prefetch;prerender" }), {}],
  ["an older browser that prefetches", asked({ purpose: "prefetch" }), {}],
  ["a page that is gone", asked(), { status: 410 }],
  ["a feed", asked(), { type: "application/rss+xml" }],
  ["a page of a list", asked(), { url: "/city?page=2" }],
] as const)("does not count %s as a read", async (_what, request, given) => {
  const counts = new ReadCounts();
  counts.count(request, await page(given));
  expect(counts.take().size).toBe(0);
});

test("limits the memory for addresses and user agents", async () => {
  const counts = new ReadCounts();
  const copy = await page();
  for (let i = 0; i < 50_010; i++)
    counts.count(asked({ "user-agent": `${browser} ${i % 3_000}` }), { ...copy, url: `/city/${i}` });
  counts.count(asked(), { ...copy, url: "/city/1" });
  const taken = counts.take();
  expect(taken.size).toBe(50_000);
  expect(taken.get("/city/1")).toBe(2);
});
