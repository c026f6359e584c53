// Pages that outlive their process, and what became wrong while it was off.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { unique } from "#prisma/factories.ts";
import { type House, html, openHouse } from "#prisma/testing/press-house.ts";
import { newId } from "../ids.ts";
import { appClient, transaction } from "../postgres/app.ts";
import { dependsOn, dependsOnSoon } from "./context.ts";
import { purge } from "./mutations.ts";

let folder = "";
let node = "";
let house: House | undefined;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "galley-press-"));
  node = newId();
});
afterEach(async () => {
  await house?.close();
  house = undefined;
  fs.rmSync(folder, { recursive: true, force: true });
});

const state = { text: "first", broken: false };
beforeEach(() => {
  state.text = "first";
  state.broken = false;
});

/** Ends the process that was, if there was one, and begins the next on the same folder. */
async function restart(given: { fingerprint?: string; node?: string; limit?: number } = {}): Promise<House> {
  await house?.close();
  house = await openHouse(
    async (url) => {
      if (state.broken) throw new Error("the database is away");
      dependsOn(`story:${url}`);
      if (url.startsWith("/list")) dependsOnSoon(`latest:${url}`);
      return html(`${state.text} ${url}`);
    },
    {
      node: given.node ?? node,
      disk: { folder, fingerprint: given.fingerprint ?? "build 1", limit: given.limit ?? 5_000_000 },
    },
  );
  return house;
}

async function stored(one: House, ...paths: string[]): Promise<void> {
  for (const place of paths) await one.get(place);
  await vi.waitFor(() => expect(one.press.diskCache?.count).toBe(paths.length), { timeout: 30_000, interval: 50 });
}
const change = (tag: string, erase = false) => transaction((tx) => purge(tx, [tag], { erase }));
const files = () => fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

test("after a restart unchanged pages are served from disk in all their encodings without a render", async () => {
  const a = `/${unique("a")}`;
  const first = await restart();
  await stored(first, a);
  const before = await first.get(a, { "accept-encoding": "br" });
  expect(before.headers["content-encoding"]).toBe("br");
  const second = await restart();
  const after = await second.get(a, { "accept-encoding": "br" });
  expect([after.body, after.headers.etag, second.renders.get(a)]).toEqual([
    before.body,
    before.headers.etag,
    undefined,
  ]);
});

test("pages that changed, lagged or were erased while the node was off are not shown again", async () => {
  const [same, changed, erased, list] = [
    `/${unique("a")}`,
    `/${unique("b")}`,
    `/${unique("c")}`,
    `/list-${unique("d")}`,
  ];
  await stored(await restart(), same, changed, erased, list);
  await house?.close();
  house = undefined;
  state.text = "second";
  await change(`story:${changed}`);
  await change(`story:${erased}`, true);
  await change(`latest:${list}`);
  const second = await restart();
  expect((await second.get(same)).text).toContain("first");
  state.broken = true;
  const old = await second.get(changed);
  expect([old.status, old.headers["cache-status"]]).toEqual([200, "galley; hit; detail=stale"]);
  expect((await second.get(erased)).status).toBe(503);
  state.broken = false;
  const third = await restart();
  for (const place of [changed, erased, list]) expect((await third.get(place)).text).toContain("second");
});

test("a purge that had not committed when the page was stored counts after the restart", async () => {
  const a = `/${unique("a")}`;
  const first = await restart();
  let begun = () => {};
  let commit = () => {};
  const isOpen = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const change = appClient().$transaction(
    async (tx) => {
      await tx.pressPurge.create({ data: { tags: [`story:${a}`], erase: false }, select: { id: true } });
      const committed = new Promise<void>((resolve) => {
        commit = resolve;
      });
      begun();
      await committed;
    },
    { timeout: 60_000, maxWait: 60_000 },
  );
  await isOpen;
  await stored(first, a);
  await first.close();
  house = undefined;
  state.text = "second";
  commit();
  await change;
  expect((await (await restart()).get(a)).text).toContain("second");
});

test("a page that changed since this process stored it is not read from disk", async () => {
  const a = `/${unique("a")}`;
  const first = await restart();
  await stored(first, a);
  for (const [key] of [...first.press.memory.entries()]) first.press.memory.delete(key);
  await first.get(a);
  expect(first.renders.get(a), "out of memory, but on disk").toBe(1);
  for (const [key] of [...first.press.memory.entries()]) first.press.memory.delete(key);
  state.text = "second";
  await change(`story:${a}`);
  await first.press.purges.catchUp();
  expect((await first.get(a)).text).toContain("second");
});

test("an erased page is soon deleted from disk, and other pages stay", async () => {
  const [a, b] = [`/${unique("a")}`, `/${unique("b")}`];
  const first = await restart();
  await stored(first, a, b);
  await change(`story:${a}`, true);
  await vi.waitFor(() => expect(first.press.diskCache?.count).toBe(1), { timeout: 30_000, interval: 50 });
  await vi.waitFor(() => expect(files().filter(({ name }) => name.length === 64).length, "the file itself").toBe(1), {
    timeout: 30_000,
  });
  expect(first.press.memory.count).toBe(1);
});

test("the disk cache starts empty after a database restore, with another node's folder and with another build", async () => {
  const a = `/${unique("a")}`;
  await stored(await restart(), a);
  const again = await restart();
  expect(again.press.diskCache?.count).toBe(1);
  await house?.close();
  house = undefined;
  await appClient().pressNode.update({ where: { id: node }, data: { seen: "3:3:" }, select: { id: true } });
  expect((await restart()).press.diskCache?.count).toBe(0);
  await stored(await restart(), a);
  expect((await restart({ fingerprint: "build 2" })).press.diskCache?.count).toBe(0);
  await stored(await restart(), a);
  expect((await restart({ node: newId() })).press.diskCache?.count).toBe(0);
});
