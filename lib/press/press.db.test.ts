import { brotliDecompressSync, gunzipSync } from "node:zlib";
import pg from "pg";
import { afterEach, describe, expect, test, vi } from "vitest";
import { unique } from "#prisma/factories.ts";
import { type House, html, openHouse, type Page } from "#prisma/testing/press-house.ts";
import { appClient, transaction } from "../postgres/app.ts";
import { connections, shared } from "../process.ts";
import { answer, dependsOn, dependsOnSoon, goodUntil } from "./context.ts";
import { purge } from "./mutations.ts";
import type { PressOptions } from "./press.ts";

const houses: House[] = [];
/** A press of this process, which gets purges directly and from the log. */
async function open(page: Page, given: Partial<PressOptions> = {}): Promise<House> {
  const house = await openHouse(page, given);
  houses.push(house);
  return house;
}
afterEach(async () => {
  delete shared().press;
  await Promise.all(houses.splice(0).map((house) => house.close()));
});

/** A thing whose text is on a page, and the actions of an editor on it. */
function thing() {
  const tag = unique("story");
  const state = { text: "first" };
  return {
    tag,
    state,
    page: async () => {
      const { text } = state;
      dependsOn(tag);
      return html(text);
    },
    change: (text: string, erase = false) => {
      const change = transaction(async (tx) => {
        await purge(tx, [tag], { erase });
        state.text = text;
      });
      return change;
    },
  };
}

/** A purge row by hand, on a connection of its own, without NOTIFY. */
async function session() {
  const client = new pg.Client({ connectionString: connections().app });
  await client.connect();
  return {
    client,
    insert: (tag: string) => client.query("insert into press_purge (tags, erase) values ($1, false)", [[tag]]),
    pid: async () => (await client.query<{ pid: number }>("select pg_backend_pid() as pid")).rows[0]?.pid,
  };
}

describe("a cached page", () => {
  test("a page is rendered once, and again on the next request after a change in this process", async () => {
    const one = thing();
    const house = await open(one.page);
    shared().press = house.press;
    for (let visit = 0; visit < 3; visit++) expect((await house.get("/a")).text).toContain("first");
    expect(house.renders.get("/a")).toBe(1);
    for (let change = 1; change <= 5; change++) {
      await one.change(`text ${change}`);
      expect((await house.get("/a")).text).toContain(`text ${change}`);
    }
    await house.press.purges.catchUp(); // the same rows come again by the log
    await house.get("/a");
    expect(house.renders.get("/a")).toBe(6);
  });

  test("a cached page has an ETag for each encoding, answers 304 to a match, and HEAD without a body", async () => {
    const one = thing();
    const house = await open(one.page);
    const plain = await house.get("/a");
    const gzip = await house.get("/a", { "accept-encoding": "gzip" });
    await vi.waitFor(
      async () =>
        expect((await house.get("/a", { "accept-encoding": "gzip, br" })).headers["content-encoding"]).toBe("br"),
      { timeout: 30_000 },
    );
    const br = await house.get("/a", { "accept-encoding": "gzip, deflate, br" });
    expect(gunzipSync(gzip.body).toString()).toBe(plain.text);
    expect(brotliDecompressSync(br.body).toString()).toBe(plain.text);
    expect(new Set([plain, gzip, br].map(({ headers }) => headers.etag)).size).toBe(3);
    for (const { headers } of [plain, gzip, br]) {
      expect(headers.vary).toBe("accept-encoding");
      expect(headers["cache-control"]).toBe("no-cache");
      expect(headers["x-content-type-options"]).toBe("nosniff");
    }
    const same = await house.get("/a", { "accept-encoding": "br", "if-none-match": `"x", W/${br.headers.etag}` });
    expect([same.status, same.body.length, same.headers.etag]).toEqual([304, 0, br.headers.etag]);
    expect((await house.get("/a", { "if-none-match": '"other"' })).status).toBe(200);
    const head = await house.get("/a", { "accept-encoding": "br" }, "HEAD");
    expect([head.status, head.body.length, head.headers["content-length"]]).toEqual([200, 0, String(br.body.length)]);
    expect((await house.get("/a", { "accept-encoding": "br;q=0, gzip;q=0" })).headers["content-encoding"]).toBe(
      undefined,
    );
    expect(house.renders.get("/a")).toBe(1);
  });

  test("a page is not cached when it depends on nothing, sets a cookie, fails or has another type", async () => {
    const house = await open(async (url) => {
      if (url !== "/nothing") dependsOn("story:x");
      if (url === "/cookie") return { headers: { "set-cookie": "a=1" }, body: html("cookie") };
      if (url === "/type") return { headers: { "content-type": "application/octet-stream" }, body: "x" };
      if (url === "/status") return { status: 203, body: html("status") };
      if (url === "/cut") return "<html><body>half";
      if (url === "/broken") return { status: 500, body: html("broken") };
      return html("fine");
    });
    for (const path of ["/nothing", "/cookie", "/type", "/status"]) {
      await house.get(path);
      expect((await house.get(path)).headers["set-cookie"], path).toBeUndefined();
      expect(house.renders.get(path), path).toBe(2);
    }
    for (const path of ["/cut", "/broken"]) {
      const { status, headers } = await house.get(path);
      expect([status, headers["cache-control"]], path).toEqual([503, "no-store"]);
    }
    expect(house.press.cache.memory.count).toBe(0);
    await house.get("/fine");
    expect(house.press.cache.memory.count).toBe(1);
  });

  test("a page is counted as read each time a browser gets it, rendered or cached, in full or as 304", async () => {
    const { page } = thing();
    const house = await open(page);
    const browser = { "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0" };
    const first = await house.get("/a", browser);
    await house.get("/a", browser);
    expect((await house.get("/a", { ...browser, "if-none-match": String(first.headers.etag) })).status).toBe(304);
    await house.get("/a", { "user-agent": "curl/8.5.0" });
    await house.get("/a", browser, "HEAD");
    expect([...house.press.reads.take()]).toEqual([["/a", 3]]);
  });

  test("answers 301, 404 and 410 are cached too", async () => {
    const house = await open(async (url) => {
      dependsOn(`address:${url}`);
      if (url === "/moved") answer(301, "/there");
      else answer(url === "/gone" ? 410 : 404);
      return html("Not here");
    });
    for (const [path, status] of [
      ["/moved", 301],
      ["/gone", 410],
      ["/lost", 404],
    ] as const) {
      for (let visit = 0; visit < 2; visit++) expect((await house.get(path)).status).toBe(status);
      expect(house.renders.get(path)).toBe(1);
    }
    expect((await house.get("/moved")).headers.location).toBe("/there");
    house.press.apply([{ id: "by hand", tags: ["address:/lost"], erase: false, ageMs: 0 }]);
    await house.get("/lost");
    expect(house.renders.get("/lost")).toBe(2);
  });

  test("a page with a list that may lag is cached for 60 s after the list changed, and never beyond its expiry", async () => {
    let now = Date.now();
    const start = now;
    const house = await open(
      async (url) => {
        if (url === "/list") dependsOnSoon("latest");
        else {
          dependsOn("front:x");
          goodUntil(new Date(now + 300_000));
        }
        return html(url);
      },
      { now: () => now },
    );
    await house.get("/list");
    await house.get("/front");
    house.press.apply([{ id: "a", tags: ["latest"], erase: false, ageMs: 0 }]);
    now += 59_000;
    await house.get("/list");
    expect(house.renders.get("/list")).toBe(1);
    now += 1_000;
    await house.get("/list");
    expect(house.renders.get("/list")).toBe(2);
    await house.get("/front");
    now = start + 300_000;
    expect(house.renders.get("/front")).toBe(1);
    await house.get("/front");
    expect(house.renders.get("/front")).toBe(2);
  });
});

describe("a page that is rendered while something changes", () => {
  /** Pages that read, and then wait until the test lets them end. */
  function slow() {
    const one = thing();
    const gates: (() => void)[] = [];
    return {
      ...one,
      gates,
      page: async () => {
        const { text } = one.state;
        await new Promise<void>((resolve) => gates.push(resolve));
        dependsOn(one.tag);
        return html(text);
      },
    };
  }

  test("a page that changes while it is rendered is rendered again before anybody gets it", async () => {
    const one = slow();
    const house = await open(one.page);
    shared().press = house.press;
    const before = house.get("/a");
    await vi.waitFor(() => expect(one.gates).toHaveLength(1), { timeout: 30_000 });
    await one.change("second", true);
    const after = house.get("/a");
    one.gates[0]?.();
    await vi.waitFor(() => expect(one.gates).toHaveLength(2), { timeout: 30_000 });
    one.gates[1]?.();
    expect((await before).text).toContain("second");
    expect((await after).text).toContain("second");
    expect(house.renders.get("/a")).toBe(2);
    await house.get("/a");
    expect(house.renders.get("/a")).toBe(2);
  });

  test("a page that is erased during each render is never sent, and one that changes each time is not cached", async () => {
    for (const erase of [true, false]) {
      const one = thing();
      const house = await open(async () => {
        const text = await one.page();
        await one.change("again", erase);
        return text;
      });
      shared().press = house.press;
      expect((await house.get("/a")).status, `erase ${erase}`).toBe(erase ? 503 : 200);
      expect(house.press.cache.memory.count).toBe(0);
    }
  });

  test("concurrent requests for a page share one render", async () => {
    const one = slow();
    const house = await open(one.page);
    const readers = Array.from({ length: 40 }, () => house.get("/a"));
    await vi.waitFor(() => expect(one.gates).toHaveLength(1), { timeout: 30_000 });
    one.gates[0]?.();
    for (const reader of await Promise.all(readers)) expect(reader.text).toContain("first");
    expect(house.renders.get("/a")).toBe(1);
  });

  test("a page waits for a free slot when many pages are rendered at once", async () => {
    const one = slow();
    const house = await open(one.page);
    const readers = Array.from({ length: 10 }, (_, page) => house.get(`/${page}`));
    await vi.waitFor(() => expect(one.gates.length).toBeGreaterThanOrEqual(6), { timeout: 30_000 });
    expect(one.gates).toHaveLength(6);
    for (let page = 0; page < 10; page++) {
      await vi.waitFor(() => expect(one.gates.length).toBeGreaterThan(page), { timeout: 30_000 });
      one.gates[page]?.();
    }
    await Promise.all(readers);
  });
});

describe("a page that can no longer be rendered", () => {
  test("a cached page is shown and marked as stale when rendering fails, unless it was erased", async () => {
    const one = thing();
    let broken = false;
    let now = Date.now();
    const page = async () => {
      if (broken) throw new Error("the database is away");
      return one.page();
    };
    const house = await open(page, { now: () => now });
    shared().press = house.press;
    await house.get("/a");
    await house.get("/b");
    broken = true;
    await one.change("second");
    const old = await house.get("/a");
    expect([old.status, old.headers["cache-status"]]).toEqual([200, "galley; hit; detail=stale"]);
    expect(old.text).toContain("first");
    const tries = house.renders.get("/a");
    await house.get("/a");
    expect(house.renders.get("/a"), "the next try waits").toBe(tries);
    await one.change("third", true);
    expect((await house.get("/a")).status).toBe(503);
    expect((await house.get("/b")).text).not.toContain("first");
    broken = false;
    now += 2_000;
    expect((await house.get("/a")).text).toContain("third");
  });
});

describe("a purge from another node", () => {
  test("a purge from another node arrives by NOTIFY", async () => {
    const one = thing();
    const house = await open(one.page); // not the press of this process: only the log tells it
    let fastest = Number.POSITIVE_INFINITY;
    for (let round = 1; round <= 6; round++) {
      await house.get("/a");
      await one.change(`text ${round}`);
      const changed = performance.now();
      await vi.waitFor(async () => expect((await house.get("/a")).text).toContain(`text ${round}`), {
        interval: 5,
        timeout: 30_000,
      });
      fastest = Math.min(fastest, performance.now() - changed);
    }
    expect(fastest, "it does not wait for the beat").toBeLessThan(500);
  });

  test("a purge that commits late counts even after a newer one was read", async () => {
    const house = await open(async (url) => {
      dependsOn(url);
      return html(url);
    });
    const [late, early] = [await session(), await session()];
    await house.get("/late");
    await house.get("/early");
    await late.client.query("begin");
    await late.insert("/late"); // has the lower id and transaction number
    await early.insert("/early");
    await house.press.purges.catchUp();
    await house.get("/early");
    await house.get("/late");
    expect([house.renders.get("/early"), house.renders.get("/late")]).toEqual([2, 1]);
    await late.client.query("commit");
    await house.press.purges.catchUp();
    await house.get("/early");
    await house.get("/late");
    expect([house.renders.get("/early"), house.renders.get("/late")]).toEqual([2, 2]);
    await Promise.all([late.client.end(), early.client.end()]);
  });

  test("a purge in a transaction that is rolled back invalidates no page", async () => {
    const house = await open(async (url) => {
      dependsOn(url);
      return html(url);
    });
    await house.get("/a");
    const other = await session();
    await other.client.query("begin");
    await other.insert("/a");
    await house.press.purges.catchUp();
    await other.client.query("rollback");
    await house.press.purges.catchUp();
    await house.get("/a");
    expect(house.renders.get("/a")).toBe(1);
    await other.client.end();
  });

  test("a purge is found by the next poll when its NOTIFY was missed", async () => {
    const house = await open(async (url) => {
      dependsOn(url);
      return html(url);
    });
    await house.get("/a");
    const other = await session();
    await other.insert("/a"); // says nothing
    await vi.waitFor(
      async () => {
        await house.get("/a");
        expect(house.renders.get("/a")).toBe(2);
      },
      { timeout: 30_000 },
    );
    await other.client.end();
  });

  test("a purge made while the connection was cut is found after reconnecting", async () => {
    const house = await open(async (url) => {
      dependsOn(url);
      return html(url);
    });
    await house.get("/a");
    const other = await session();
    const { rowCount } = await other.client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'galley press' and datname = current_database()",
    );
    expect(rowCount).toBeGreaterThan(0);
    await vi.waitFor(() => expect(house.press.purges.isConnected).toBe(false), { timeout: 30_000, interval: 5 });
    await other.insert("/a");
    await vi.waitFor(() => expect(house.press.purges.isConnected).toBe(true), { timeout: 30_000 });
    await house.press.purges.catchUp();
    await house.get("/a");
    expect(house.renders.get("/a")).toBe(2);
    await other.client.end();
  });
});

test("a change whose transaction fails invalidates no page", async () => {
  const one = thing();
  const house = await open(one.page);
  shared().press = house.press;
  await house.get("/a");
  await expect(
    transaction(async (tx) => {
      await purge(tx, [one.tag], { erase: true });
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  await house.press.purges.catchUp();
  await house.get("/a");
  expect(house.renders.get("/a")).toBe(1);
  expect(await appClient().pressPurge.count({ where: { tags: { has: one.tag } } })).toBe(0);
});
