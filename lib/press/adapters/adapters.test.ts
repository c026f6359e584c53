import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CdnSettings } from "../../settings.ts";
import type { CachedPage } from "../cached-page.ts";
import { adapterOf } from "./adapter.ts";
import { RetryLater } from "./ask.ts";
import { keyOf, keysOf } from "./keys.ts";

type Received = { method: string; url: string; headers: http.IncomingHttpHeaders; body: string };
let received: Received[];
let answer: (purgeRequest: Received) => { status?: number; headers?: Record<string, string>; body?: string };
let server: http.Server;
let address: string;

beforeEach(async () => {
  received = [];
  server = http.createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const purgeRequest = { method: request.method ?? "", url: request.url ?? "", headers: request.headers, body };
    received.push(purgeRequest);
    const given = answer(purgeRequest);
    response.writeHead(given.status ?? 200, given.headers ?? {}).end(given.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((resolve) => server.close(resolve)));

const adapter = (kind: CdnSettings["kind"], given: Partial<CdnSettings> = {}) =>
  adapterOf({ kind, addresses: [address], service: "aB3", token: "secret-token", seconds: 300, ...given });
const keys = (count: number) => Array.from({ length: count }, (_, at) => keyOf(`story:${at}`));

describe("Fastly", () => {
  const purged = ({ body }: Received) => {
    const { surrogate_keys } = JSON.parse(body) as { surrogate_keys: string[] };
    return { body: JSON.stringify(Object.fromEntries(surrogate_keys.map((key) => [key, "108-1391560174-974124"]))) };
  };

  test("Fastly is purged with at most 256 keys per request and its token in its own header", async () => {
    answer = purged;
    await adapter("fastly").purge(keys(300));
    expect(
      received.map(({ body }) => (JSON.parse(body) as { surrogate_keys: string[] }).surrogate_keys.length),
    ).toEqual([256, 44]);
    expect(received[0]).toMatchObject({
      method: "POST",
      url: "/service/aB3/purge",
      headers: { "fastly-key": "secret-token", "content-type": "application/json" },
    });
    expect(received[0]?.headers["fastly-soft-purge"]).toBeUndefined();
  });

  test("a Fastly answer without an id for each key counts as not purged", async () => {
    answer = () => ({ body: "{}" });
    await expect(adapter("fastly").purge(keys(1))).rejects.toThrow("without confirming each key");
    answer = () => ({ body: "<html>" });
    await expect(adapter("fastly").purge(keys(1))).rejects.toThrow("without confirming each key");
  });
});

describe("Cloudflare", () => {
  test("Cloudflare is purged with at most 30 tags per request and a bearer token", async () => {
    answer = () => ({ body: '{"success":true,"errors":[],"messages":[],"result":{"id":"aB3"}}' });
    await adapter("cloudflare").purge(keys(61));
    expect(received.map(({ body }) => (JSON.parse(body) as { tags: string[] }).tags.length)).toEqual([30, 30, 1]);
    expect(received[0]).toMatchObject({
      method: "POST",
      url: "/client/v4/zones/aB3/purge_cache",
      headers: { authorization: "Bearer secret-token", "content-type": "application/json" },
    });
  });

  test("a Cloudflare answer of 200 without success counts as not purged", async () => {
    answer = () => ({ body: '{"success":false,"errors":[{"code":1016,"message":"Unable to purge"}]}' });
    await expect(adapter("cloudflare").purge(keys(1))).rejects.toThrow("without confirming the purge");
  });

  test("Cloudflare is not purged again before its Retry-After has passed", async () => {
    answer = () => ({ status: 429, headers: { "retry-after": "120" }, body: "slow down" });
    const failure = await adapter("cloudflare")
      .purge(keys(1))
      .catch((error) => error);
    expect(failure).toBeInstanceOf(RetryLater);
    expect(failure.seconds).toBe(120);
  });
});

describe("Varnish", () => {
  test("each Varnish server gets the keys by PURGE, and an answer from another server counts as not purged", async () => {
    answer = () => ({ headers: { "galley-purged": "3" } });
    const elsewhere = address.replace("127.0.0.1", "localhost");
    await adapter("varnish", { addresses: [address, elsewhere] }).purge(["one", "two"]);
    expect(received.map(({ method, headers }) => [method, headers["galley-purge"]])).toEqual([
      ["PURGE", "one two"],
      ["PURGE", "one two"],
    ]);
    answer = () => ({ body: "hello" });
    await expect(adapter("varnish").purge(["one"])).rejects.toThrow("is not a Varnish with galley.vcl");
  });
});

describe("every CDN", () => {
  test("an error, a redirect or no connection counts as not purged, and the token never appears in the message", async () => {
    const tries = async () => {
      const messages: string[] = [];
      for (const kind of ["varnish", "fastly", "cloudflare"] as const)
        messages.push(
          await adapter(kind)
            .purge(keys(1))
            .then(
              () => "purged",
              (error: Error) => error.message,
            ),
        );
      return messages;
    };
    answer = () => ({ status: 403, body: "no\n access" });
    for (const message of await tries()) expect(message).toMatch(/answered 403: no access$/);
    answer = () => ({ status: 307, headers: { location: "http://127.0.0.1:1/" } });
    for (const message of await tries()) expect(message).toContain("does not answer");
    expect(received.length, "elsewhere is asked once more").toBe(9);
    await new Promise((resolve) => server.close(resolve));
    for (const message of await tries()) {
      expect(message).toMatch(/does not answer: \w/);
      expect(message).not.toContain("secret-token");
    }
  });
});

describe("keys", () => {
  const cached = (tags: string[], soon: string[] = []): CachedPage => ({
    ...{ tags, soon, began: 1, until: undefined, url: "/a", status: 200, headers: {}, hash: "h", length: 1 },
    ...{ encodings: {}, renderedAt: 0 },
  });

  test("keys of 300 tags fit into a header of 8 KB, and a page with too many tags has no keys", () => {
    const tags = (count: number) =>
      Array.from({ length: count }, (_, at) => `address:/city/2026/11/24/${"ü".repeat(at)}`);
    expect(keysOf(cached(tags(300)))?.join(" ").length).toBeLessThan(4_000);
    expect(keysOf(cached(tags(709)))?.join(" ").length).toBeLessThan(8_000);
    expect(keysOf(cached(tags(710)))).toBeNull();
  });

  test("keys include tags that may lag, appear once each and are plain hexadecimal", () => {
    const keys = keysOf(cached(["story:1", "page:/ß \n,"], ["latest", "story:1"]));
    expect(keys).toEqual([keyOf("story:1"), keyOf("page:/ß \n,"), keyOf("latest")]);
    for (const key of keys ?? []) expect(key).toMatch(/^[0-9a-f]{10}$/);
  });
});
