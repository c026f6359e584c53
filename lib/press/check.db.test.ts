import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type House, html, openHouse } from "#prisma/testing/press-house.ts";
import { appClient, transaction } from "../postgres/app.ts";
import { shared } from "../process.ts";
import { encode } from "./cached-page.ts";
import { dependsOn, dependsOnSoon } from "./context.ts";
import { checkPages, purge } from "./mutations.ts";
import { listNodes } from "./nodes-data.ts";

const waiting = { timeout: 30_000, interval: 20 };
let words: Map<string, string>;
let houses: House[];

async function open(): Promise<House> {
  const house = await openHouse(
    async (url) => {
      dependsOn(`story:${url}`);
      dependsOnSoon("latest");
      return html(`${words.get(url) ?? "Words"} at ${url}`);
    },
    { node: "the-node" },
  );
  houses.push(house);
  shared().press = house.press;
  return house;
}

beforeEach(() => {
  words = new Map();
  houses = [];
});
afterEach(async () => {
  delete shared().press;
  for (const house of houses) await house.close();
  await appClient().pressNode.deleteMany();
});

const keyOf = (url: string) => `https://news.example.org${url}`;
/** Waits until the page has been recompressed, which replaces the cached page. */
async function keep(house: House, url: string): Promise<void> {
  await house.get(url);
  await vi.waitFor(() => expect(house.press.cache.memory.get(keyOf(url))?.encodings.br).toBeDefined(), waiting);
}

test("a check keeps cached pages that match a fresh render", async () => {
  const house = await open();
  for (const url of ["/a", "/b?page=2"]) await keep(house, url);
  expect(await checkPages(AbortSignal.abort())).toMatchObject({ pages: 0 });
  expect(await checkPages()).toMatchObject({ pages: 2, wrong: [] });
  expect((await listNodes()).map(({ checked }) => checked?.pages)).toEqual([2]);
  const before = house.press.counts.renders;
  await house.get("/a");
  expect(house.press.counts.renders).toBe(before);
});

test("a check finds a tampered page in any encoding, reports what differs and has it rendered again", async () => {
  const house = await open();
  for (const [url, form] of [
    ["/a", "gzip"],
    ["/b", "br"],
  ] as const) {
    await keep(house, url);
    await keep(house, "/other");
    const cached = house.press.cache.memory.get(keyOf(url));
    const from = house.press.cache.memory.get(keyOf("/other"))?.encodings[form];
    if (!cached || !from) throw new Error("nothing is kept");
    cached.encodings[form] = encode(cached, form, from.body);
    const check = await checkPages();
    expect(check?.wrong).toEqual([{ url, how: expect.stringMatching(/^cached “.*other.*”, rendered “.*”$/) }]);
    expect((await listNodes())[0]?.checked).toEqual(check);
    const before = house.press.counts.renders;
    expect((await house.get(url)).text).toContain(`Words at ${url}`);
    expect(house.press.counts.renders).toBe(before + 1);
    await keep(house, url);
    expect((await checkPages())?.wrong).toEqual([]);
  }
  expect(await house.press.metrics.registry.metrics()).toContain("galley_press_wrong_total 2");
});

test("a check does not report pages that were purged, may lag or are purged during the check", async () => {
  const house = await open();
  for (const url of ["/a", "/b", "/c"]) await keep(house, url);
  words.set("/a", "Other words");
  await transaction((tx) => purge(tx, ["story:/a"]));
  expect(await checkPages()).toMatchObject({ pages: 2, wrong: [] });
  words.set("/b", "Other words");
  delete shared().press; // as if another node did it
  await transaction((tx) => purge(tx, ["story:/b"]));
  shared().press = house.press;
  expect((await checkPages())?.wrong).toEqual([]);
  words.set("/c", "Other words");
  await transaction((tx) => purge(tx, ["latest"]));
  expect((await checkPages())?.wrong).toEqual([]);
});
