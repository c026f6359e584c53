import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { hasBrotli, hasNginx, startNginx } from "#prisma/testing/nginx.ts";
import { ask, type House, html, openHouse } from "#prisma/testing/press-house.ts";
import { transaction } from "../postgres/app.ts";
import { shared } from "../process.ts";
import { dependsOn } from "./context.ts";
import { purge } from "./mutations.ts";

const waiting = { timeout: 20_000, interval: 20 };
let folder: string;
let house: House;
let words: string;

beforeEach(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "galley-live-"));
  words = "First words";
  house = await openHouse(
    async (url) => {
      dependsOn(`story:${url}`);
      return html(`${words} at ${url}`);
    },
    { live: { folder, site: "https://news.example.org", limit: 10_000_000 } },
  );
  shared().press = house.press;
});
afterEach(async () => {
  delete shared().press;
  await house.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const live = (url: string, form = "") => path.join(folder, "live", url, "=page", `page.html${form}`);
async function lie(url: string): Promise<void> {
  await house.get(url);
  await vi.waitFor(() => expect(fs.existsSync(live(url))).toBe(true), waiting);
}
const change = (tag: string, erase: boolean) => transaction((tx) => purge(tx, [tag], { erase }));

describe("the static folder for a web server", () => {
  test("the static folder holds a page with its encodings, and the page contains its content security policy", async () => {
    await lie("/city/a");
    await vi.waitFor(() => expect(fs.existsSync(live("/city/a", ".br"))).toBe(true), waiting);
    expect(fs.existsSync(live("/city/a", ".gz"))).toBe(true);
    const text = fs.readFileSync(live("/city/a"), "utf8");
    expect(text).toContain("First words at /city/a");
    expect(text).toMatch(/<head><meta http-equiv="Content-Security-Policy" content="default-src 'self'; [^"]*">/);
  });

  test("the static folder holds a page and the pages below its address, but only the first page of a list", async () => {
    await lie("/");
    await lie("/city");
    await lie("/city/a");
    await house.get("/city?page=2");
    await change("story:/city", true);
    expect([fs.existsSync(live("/city")), fs.existsSync(live("/city/a")), fs.existsSync(live("/"))]).toEqual([
      false,
      true,
      true,
    ]);
    expect(house.press.live?.count).toBe(2);
  });

  test("the static folder drops an erased page before the editor has the answer, and a changed one soon after", async () => {
    await lie("/city/a");
    await lie("/city/b");
    await change("story:/city/a", true);
    expect(fs.existsSync(live("/city/a"))).toBe(false);
    await change("story:/city/b", false);
    await vi.waitFor(() => expect(fs.existsSync(live("/city/b"))).toBe(false), waiting);
  });

  test("the static folder is hidden when the node has stopped, hangs or is dead", async () => {
    await lie("/city/a");
    await house.press.stop();
    expect(fs.existsSync(path.join(folder, "live"))).toBe(false);
    const link = path.join(folder, "live");
    for (const end of ["dead", "silent"] as const) {
      fs.symlinkSync("live-pages", link);
      const watchdog = spawn(process.execPath, ["lib/press/live-watchdog.ts", link], {
        stdio: ["pipe", "ignore", "ignore"],
      });
      const exit = once(watchdog, "exit");
      if (end === "dead") watchdog.stdin.end();
      await vi.waitFor(() => expect(fs.existsSync(link)).toBe(false), waiting);
      watchdog.stdin.end();
      await exit;
    }
  });
});

describe("nginx before the node", () => {
  test("nginx serves pages from the static folder and asks the node for everything else", async () => {
    if (!hasNginx()) {
      console.info("nginx is not installed, so its test was left out.");
      return;
    }
    const home = fs.mkdtempSync(path.join(os.tmpdir(), "galley-nginx-"));
    const nginx = await startNginx(home, house.port, path.join(folder, "live"));
    try {
      const get = (url: string, headers: Record<string, string> = {}, method = "GET") =>
        ask(nginx.port, url, headers, method);
      const fromFolder = (answer: { headers: Record<string, unknown> }) =>
        answer.headers["content-security-policy"] === "frame-ancestors 'self'";
      expect(fromFolder(await get("/city/a"))).toBe(false);
      await vi.waitFor(() => expect(fs.existsSync(live("/city/a", ".gz"))).toBe(true), waiting);

      const plain = await get("/city/a");
      expect([plain.status, fromFolder(plain), plain.text.includes("First words")]).toEqual([200, true, true]);
      expect(plain.headers).toMatchObject({
        "cache-control": "no-cache",
        vary: "Accept-Encoding",
        "content-type": "text/html; charset=utf-8",
      });
      expect(plain.headers["last-modified"]).toBeUndefined();
      const packed = await get("/city/a", { "accept-encoding": "gzip" });
      expect([packed.headers["content-encoding"], fromFolder(packed)]).toEqual(["gzip", true]);
      await vi.waitFor(() => expect(fs.existsSync(live("/city/a", ".br"))).toBe(true), waiting);
      const smallest = await get("/city/a", { "accept-encoding": "gzip, br" });
      expect(smallest.headers["content-encoding"]).toBe(hasBrotli() ? "br" : "gzip");
      const known = await get("/city/a", { "if-none-match": String(plain.headers.etag) });
      expect(known.status).toBe(304);

      for (const url of ["/city/a/", "//city/a", "/city/a?page=1", "/city/%61", "/city/=page/page.html"])
        expect([url, fromFolder(await get(url))]).toEqual([url, false]);
      expect(fromFolder(await get("/city/a", {}, "POST"))).toBe(false);
      expect(fromFolder(await get("/city/a", {}, "HEAD"))).toBe(true);

      words = "Other words";
      await change("story:/city/a", true);
      const erased = await get("/city/a");
      expect([erased.text.includes("Other words"), fromFolder(erased)]).toEqual([true, false]);
      await vi.waitFor(async () => expect(fromFolder(await get("/city/a"))).toBe(true), waiting);
      const after = await get("/city/a", { "if-none-match": String(plain.headers.etag) });
      expect([after.status, after.text.includes("Other words")]).toEqual([200, true]);

      fs.rmSync(path.join(folder, "live"));
      expect(fromFolder(await get("/city/a"))).toBe(false);
    } finally {
      await nginx.stop();
      fs.rmSync(home, { recursive: true, force: true });
    }
  });
});
