import { afterEach, beforeEach, expect, test } from "vitest";
import { shared } from "./process.ts";
import { readSettings } from "./settings.ts";
import { isForeign, publicHost, siteOrigin } from "./site-origin.ts";

const before = shared().settings;
const given = (url?: string) => {
  shared().settings = readSettings({ GALLEY_URL: url });
};
beforeEach(() => given());
afterEach(() => {
  if (before) shared().settings = before;
});

test.each([
  [{ host: "News.Example.org:3000" }, "http://news.example.org:3000"],
  [
    { host: "10.0.0.5:3000", "x-forwarded-host": "paper.example", "x-forwarded-proto": "https" },
    "https://paper.example",
  ],
  [
    { host: "a", "x-forwarded-host": "paper.example:443, inner", "x-forwarded-proto": "https,http" },
    "https://paper.example",
  ],
  [{ host: "[::1]:3000" }, "http://[::1]:3000"],
  [{ host: "evil.example/path" }, "http://localhost"],
  [{ host: "a\u009bb" }, "http://localhost"],
  [{}, "http://localhost"],
])("of %j the public address is %s", (headers, origin) => {
  const reader = new Map(Object.entries(headers));
  const get = (name: string) => reader.get(name) ?? null;
  expect(siteOrigin({ get })).toBe(origin);
  const { proto, name } = publicHost({ get });
  expect(`${proto}://${name}`).toBe(origin);
});

test("the address in the settings wins over every header", () => {
  given("https://news.example.org");
  const headers = new Headers({ host: "evil.example", "x-forwarded-host": "evil.example" });
  expect(publicHost(headers)).toEqual({ name: "news.example.org", proto: "https" });
});

test.each([
  [{ origin: "https://news.example.org" }, false],
  [{ origin: "https://news.example.org:443" }, false],
  [{ origin: "https://NEWS.example.org" }, false],
  [{ origin: "https://news.example.org:8443" }, true],
  [{ origin: "https://evil.example" }, true],
  [{ origin: "https://evil.example", "sec-fetch-site": "cross-site" }, true],
  [{ origin: "https://sub.news.example.org", "sec-fetch-site": "same-site" }, true],
  [{ origin: "https://10.0.0.5:3000", host: "10.0.0.5:3000" }, true],
  [{ origin: "null" }, true],
  [{ origin: "nonsense" }, true],
  [{ origin: "" }, true],
  [{ origin: "null", "sec-fetch-site": "same-origin" }, false],
  [{}, false],
])("with a public address in the settings, a request with %j is foreign: %s", (headers, foreign) => {
  given("https://news.example.org");
  expect(isForeign(new Headers(headers as Record<string, string>))).toBe(foreign);
});

test("behind a proxy the origin is compared with the forwarded host, without the settings", () => {
  const headers = { host: "10.0.0.5:3000", "x-forwarded-host": "paper.example" };
  expect(isForeign(new Headers({ ...headers, origin: "https://paper.example" }))).toBe(false);
  expect(isForeign(new Headers({ ...headers, origin: "http://10.0.0.5:3000" }))).toBe(true);
});
