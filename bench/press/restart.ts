// How soon readers stop noticing that a node was restarted: hot pages, requested by popularity, right after a start.
import { type ChildProcess, execFile, fork } from "node:child_process";
import fs from "node:fs";
import http from "node:http";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { startEmbedded } from "#lib/postgres/embedded.ts";
import { ask } from "#prisma/testing/press-house.ts";
import { openPaper } from "../seed/paper.ts";
import type { PublishOrder } from "./publish-node.ts";

/** One second of requests. `hitShare`: the part answered from memory. Times in ms. */
export type RestartSecond = { hitShare: number; median: number; p90: number; failures: number };

const requestsPerSecond = 50;

/**
 * Works on a copy of the paper: requests every page, restarts the node, and measures from its first answer on.
 * @param pageCount number of stories, all of which are requested; the one of rank n gets a share of 1/n
 */
export async function runRestart(
  pageCount: number,
  seconds: number,
  say: (line: string) => void,
): Promise<{ before: RestartSecond[]; after: RestartSecond[] }> {
  const paper = await openPaper(pageCount, say, { isSearched: true });
  await paper.close();
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "galley-restart-"));
  await promisify(execFile)("cp", ["-a", `${paper.folder}/.`, home]); // with its owners
  const database = await startEmbedded(home, () => {});
  const order: PublishOrder = { connections: database.connections, data: home };
  let node: ChildProcess | undefined;
  const start = async (): Promise<number> => {
    const child = fork(path.join(import.meta.dirname, "publish-node.ts"), [JSON.stringify(order)], {
      env: { ...process.env, NODE_ENV: "production", NODE_NO_WARNINGS: "1" },
    });
    node = child;
    return new Promise((resolve) => child.once("message", (message) => resolve((message as { port: number }).port)));
  };
  try {
    const paths = await pathsOf(database.connections.owner, pageCount);
    const port = await start();
    for (const path of paths) await ask(port, path);
    const before = await load(port, paths, 10);
    await new Promise((resolve) => {
      node?.once("exit", resolve);
      node?.disconnect();
    });
    return { before, after: await load(await start(), paths, seconds) };
  } finally {
    node?.kill("SIGKILL");
    await database.stop();
    fs.rmSync(home, { recursive: true, force: true });
  }
}

async function pathsOf(connectionString: string, count: number): Promise<string[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const { rows } = await client.query<{ path: string }>(
    "select path from live_story order by published_at desc limit $1",
    [count],
  );
  await client.end();
  return rows.map((row) => row.path);
}

/** Sends requests at a steady rate, no matter how many are still unanswered. */
async function load(port: number, paths: readonly string[], seconds: number): Promise<RestartSecond[]> {
  const agent = new http.Agent({ keepAlive: true });
  const pick = picker(paths);
  const result: RestartSecond[] = [];
  let known = await countsOf(port);
  for (let second = 0; second < seconds; second++) {
    const requests: ReturnType<typeof timed>[] = [];
    const begun = performance.now();
    for (let index = 0; index < requestsPerSecond; index++) {
      requests.push(timed(agent, port, pick()));
      const due = begun + ((index + 1) * 1_000) / requestsPerSecond;
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    }
    const answers = await Promise.all(requests);
    const counts = await countsOf(port);
    const [hits, misses] = [counts.hits - known.hits, counts.misses - known.misses];
    known = counts;
    const times = answers.map(({ tookMs }) => tookMs).sort((a, b) => a - b);
    const at = (share: number) => Math.round(times[Math.floor(times.length * share)] ?? Number.NaN);
    result.push({
      hitShare: Math.round((hits / (hits + misses)) * 100) / 100,
      median: at(0.5),
      p90: at(0.9),
      failures: answers.filter(({ isOk }) => !isOk).length,
    });
  }
  agent.destroy();
  return result;
}

/** Picks paths by popularity: the same sequence in each run. */
function picker(paths: readonly string[]): () => string {
  const weights = paths.map((_, index) => 1 / (index + 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let random = 1;
  return () => {
    random = (random * 48_271) % 2_147_483_647;
    let at = (random / 2_147_483_647) * total;
    const index = weights.findIndex((weight) => {
      at -= weight;
      return at < 0;
    });
    return paths[index] ?? "/";
  };
}

function timed(agent: http.Agent, port: number, path: string): Promise<{ tookMs: number; isOk: boolean }> {
  const begun = performance.now();
  return new Promise((resolve) => {
    const done = (isOk: boolean) => resolve({ tookMs: performance.now() - begun, isOk });
    http
      .get({ host: "127.0.0.1", port, path, agent, headers: { "accept-encoding": "br, gzip" } }, (response) => {
        response.resume();
        response.once("end", () => done(response.statusCode === 200));
      })
      .once("error", () => done(false));
  });
}

async function countsOf(port: number): Promise<{ hits: number; misses: number }> {
  const { text } = await ask(port, "/metrics");
  const count = (name: string) => Number(new RegExp(`^galley_press_${name}_total (\\d+)`, "m").exec(text)?.[1] ?? 0);
  return { hits: count("hits"), misses: count("misses") };
}
