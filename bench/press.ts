// `npm run bench:press`: the cost of a cached page, wrong pages after changes, the delay until other nodes show a change, and a flood of readers.
// CHANGES, SEED, ROUNDS, SECONDS, CLIENTS, STORIES and ONLY (hits, memory, cold, publish, restart, changes, nodes or flood) choose what is measured.

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { makeLogger } from "#lib/log.ts";
import { appClient } from "#lib/postgres/app.ts";
import { startEmbedded } from "#lib/postgres/embedded.ts";
import { migrate } from "#lib/postgres/migrate.ts";
import { readerClient } from "#lib/postgres/reader.ts";
import { shared } from "#lib/process.ts";
import { readSettings } from "#lib/settings.ts";
import { runChanges } from "./press/changes.ts";
import { runCold } from "./press/cold.ts";
import { runFlood } from "./press/flood.ts";
import { runHits } from "./press/hits.ts";
import { runMemory } from "./press/memory.ts";
import { runNodes } from "./press/nodes.ts";
import { runPublish } from "./press/publish.ts";
import { runRestart } from "./press/restart.ts";

const number = (name: string, usual: number): number => Number(process.env[name] ?? usual);
const wanted = (name: string): boolean => (process.env.ONLY ?? name) === name;
const sizes = (process.env.STORIES ?? "1000,100000").split(",").map(Number);
const bad: string[] = [];
const check = (isGood: boolean, what: string) => {
  if (!isGood) bad.push(what);
};

if (wanted("hits")) {
  console.log("A cached story against a bare server that sends the same bytes from memory");
  const hits = await runHits({
    rounds: number("ROUNDS", 3),
    seconds: number("SECONDS", 5),
    port: number("PORT", 3998),
  });
  console.log(hits);
  check(hits.ratio >= 0.8, `${hits.ratio} of a bare server`);
}

if (wanted("memory")) {
  const limit = 256 * 1_048_576;
  console.log(`Pages in memory, which may take ${limit / 1_048_576} MB by the store's own count`);
  for (const pages of sizes) {
    const { kept, counted, grown } = await runMemory(pages, limit);
    const megabytes = (bytes: number) => Math.round(bytes / 104_857.6) / 10;
    console.log(
      `  ${pages.toLocaleString("en")} pages rendered: ${kept.toLocaleString("en")} kept, counted ${megabytes(counted)} MB, the process grew by ${megabytes(grown)} MB`,
    );
    check(counted <= limit, `${pages} pages are counted as ${counted} bytes`);
    check(grown <= counted * 1.3 + 50_000_000, `${pages} pages take ${grown} bytes, counted ${counted}`);
  }
}

if (wanted("cold")) {
  console.log(
    `Pages rendered again with ${sizes.map((size) => size.toLocaleString("en")).join(" and ")} stories: Node + PostgreSQL`,
  );
  const cold = await runCold({ sizes, rounds: number("ROUNDS", 3), times: 60, say: (line) => console.log(line) });
  for (const { page, ratios, growth } of cold) {
    check(growth < 1.5, `${page} grows ${growth} times`);
    if (["story", "front", "section"].includes(page))
      check(Math.max(...ratios) <= 3, `${page} ${ratios} times an empty page`);
  }
}

if (wanted("publish"))
  for (const stories of sizes) {
    console.log(`From publishing to the page that shows it, in ms, with ${stories.toLocaleString("en")} stories`);
    for (const row of await runPublish(stories, number("CHANGES", 100), (line) => console.log(line))) {
      const { page, fromOrder, fromAnswer } = row;
      console.log(
        `  ${page.padEnd(9)} p50 ${fromOrder.p50}, p99 ${fromOrder.p99}; from the editor's answer p50 ${fromAnswer.p50}, p99 ${fromAnswer.p99}`,
      );
      check(
        fromOrder.p50 < 30 && fromOrder.p99 < 100,
        `${page} is there after ${fromOrder.p50} and ${fromOrder.p99} ms`,
      );
    }
  }

if (wanted("restart")) {
  const warmAfter = 15;
  console.log("1,000 pages after a restart, 50 requests a second by popularity, by second");
  const { before, after } = await runRestart(1_000, 30, (line) => console.log(line));
  const median = (seconds: typeof after) => seconds.map((one) => one.median).sort((a, b) => a - b)[seconds.length >> 1];
  console.log(`  before: median ${median(before)} ms`);
  for (const [index, second] of after.entries())
    console.log(
      `  ${String(index + 1).padStart(2)} s: ${Math.round(second.hitShare * 100)} % from memory, median ${second.median} ms, 9 of 10 within ${second.p90} ms`,
    );
  const warm = median(after.slice(warmAfter)) ?? Number.NaN;
  check(warm <= 20, `the median is ${warm} ms ${warmAfter} s after a restart`);
  check(
    after.every(({ failures }) => failures === 0),
    "requests failed after a restart",
  );
}

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "galley-press-bench-"));
let server = await startEmbedded(folder, () => {});
try {
  const state = shared();
  state.settings = readSettings({ GALLEY_DATA: folder, GALLEY_LOG: "silent" });
  state.log = makeLogger("silent", () => {});
  state.secret = "a secret for the bench, of enough characters";
  state.connections = server.connections;
  await migrate(server.connections, process.cwd());

  if (wanted("nodes")) {
    console.log("From a change on one node to the right page on two others, in ms");
    const nodes = await runNodes(number("CHANGES", 300));
    console.log(nodes);
    check(nodes.p99 <= 100 && nodes.own === 0, `p99 ${nodes.p99} ms on other nodes, ${nodes.own} wrong on the own`);
  }
  if (wanted("flood")) {
    const clients = number("CLIENTS", 500);
    console.log(`${clients} readers of one story, corrected 20 times, the database restarted once`);
    const flood = await runFlood({
      clients,
      corrections: 20,
      disturbAfter: 10,
      disturb: async () => {
        await server.stop();
        server = await startEmbedded(folder, () => {});
      },
    });
    console.log({ ...flood, erasures: flood.erasures.filter((one) => one === "EVERYWHERE").length });
    check(
      Object.keys(flood.statuses).every((status) => Number(status) < 500),
      "a 5xx",
    );
    check(flood.erased.length === 0 && flood.broken === 0, "erased text or a broken answer");
  }
  if (wanted("changes")) {
    const changes = number("CHANGES", 10_000);
    const seed = number("SEED", 1);
    console.log(`${changes.toLocaleString("en")} random changes, seed ${seed}`);
    const report = await runChanges({ changes, seed, reads: 4, say: (line) => console.log(`  ${line}`) });
    console.log(report);
    check(report.wrong.length + report.wrongLater.length === 0, "wrong pages");
  }
} finally {
  await Promise.allSettled([appClient().$disconnect(), readerClient().$disconnect()]);
  await server.stop();
  fs.rmSync(folder, { recursive: true, force: true });
}
for (const line of bad) console.log(`Limit missed: ${line}`);
process.exit(bad.length === 0 ? 0 : 1);
