// Renders pages on request in a child process and reports the cost of each. Started with fork().

import fs from "node:fs";
import path from "node:path";
import next from "next";
import { makeLogger } from "#lib/log.ts";
import { makeCachedPage } from "#lib/press/cached-page.ts";
import { capture } from "#lib/press/capture.ts";
import { Generations } from "#lib/press/generations.ts";
import { PageRenderer } from "#lib/press/page-renderer.ts";
import { Parts } from "#lib/press/parts.ts";
import { type Connections, shared } from "#lib/process.ts";
import { readSettings } from "#lib/settings.ts";
import { findStyles } from "#lib/static/styles.ts";
import { listenToQueries } from "./queries.ts";

/** `paper` null: the empty app in `folder`, without the press. */
export type ColdOrder = { folder: string; paper: { connections: Connections; data: string } | null };
export type ColdAsk = { urls: string[]; times: number };
/** Per page; `database` is the processor time of PostgreSQL for it. */
export type ColdCost = { cpu: number; database: number; wall: number; queries: number; bytes: number };

const { folder, paper } = JSON.parse(process.argv[2] ?? "") as ColdOrder;
const host = { name: "localhost", proto: "http" };

let queries = 0;
listenToQueries(() => queries++);

if (paper) {
  const state = shared();
  state.settings = readSettings({ GALLEY_DATA: paper.data, GALLEY_LOG: "silent" });
  state.log = makeLogger("warn", console.error);
  state.secret = "a secret for the bench, of enough characters";
  state.connections = paper.connections;
  findStyles(path.join(folder, ".next", "styles"));
}
const app = next({ dev: false, dir: folder, hostname: "localhost", port: 1 });
await app.prepare();
const handle = app.getRequestHandler();
const renderer = new PageRenderer(handle);
/** What pages share is there, as it is on a node that has rendered a page since the last change of it. */
const parts = new Parts(new Generations(), () => true);

async function render(url: string): Promise<number> {
  if (!paper) return (await capture(handle, url, host)).body.length;
  const { rendered, page, unfit } = await renderer.render(url, host, { parts });
  if (rendered.status !== 200 || unfit) throw new Error(`${url} answered ${rendered.status} ${unfit ?? ""}`);
  const facts = { began: 0, tags: [...page.tags], soon: [...page.soon], until: page.until };
  await makeCachedPage(url, rendered, facts, Date.now());
  return rendered.body.length;
}

/** Milliseconds of processor time that PostgreSQL has taken so far; Linux only, else 0. */
function databaseTime(): number {
  if (!paper || process.platform !== "linux") return 0;
  const postmaster = fs.readFileSync(`${paper.data}/postgres/postmaster.pid`, "utf8").split("\n")[0];
  let ticks = 0;
  for (const name of fs.readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const fields = fs
        .readFileSync(`/proc/${name}/stat`, "utf8")
        .replace(/^.*\) /s, "")
        .split(" ");
      if (fields[1] === postmaster) ticks += Number(fields[11]) + Number(fields[12]);
    } catch {
      // it has ended meanwhile
    }
  }
  return ticks * 10; // 100 ticks a second
}

/** Pages before the clock runs: until then the code is still being compiled, the empty page's most of all. */
const warming = 200;

process.on("message", async ({ urls, times }: ColdAsk) => {
  const urlOf = (turn: number) => urls[turn % urls.length] ?? "/";
  for (let turn = 0; turn < Math.max(urls.length, warming); turn++) await render(urlOf(turn));
  const before = { cpu: process.cpuUsage(), database: databaseTime(), wall: performance.now(), queries };
  let bytes = 0;
  for (let turn = 0; turn < times; turn++) bytes += await render(urlOf(turn));
  const { user, system } = process.cpuUsage(before.cpu);
  const cost: ColdCost = {
    cpu: (user + system) / 1_000 / times,
    database: (databaseTime() - before.database) / times,
    wall: (performance.now() - before.wall) / times,
    queries: (queries - before.queries) / times,
    bytes: Math.round(bytes / times),
  };
  process.send?.(cost);
});
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
