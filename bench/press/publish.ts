// How long after an editor publishes a story each page shows it, through the real server.
import { type ChildProcess, execFile, fork } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { startEmbedded } from "#lib/postgres/embedded.ts";
import { ask } from "#prisma/testing/press-house.ts";
import { openPaper } from "../seed/paper.ts";
import type { PublishAnswer, PublishAsk, PublishOrder } from "./publish-node.ts";

type Times = { p50: number; p99: number };
/** In ms: from the order to publish, and from the answer that the editor got, until the page was there whole. */
export type PublishReport = { stories: number; page: string; fromOrder: Times; fromAnswer: Times }[];

const pages = ["story", "front", "section", "RSS", "site map"] as const;
const addressOf = (page: (typeof pages)[number], story: string, section: string): string =>
  ({
    story,
    front: "/",
    section,
    RSS: "/rss.xml",
    "site map": `/sitemap.xml?page=${new Date().toISOString().slice(0, 7)}`,
  })[page];

/** Poller before the clock runs. */
const warming = 5;

/** Works on a copy of the paper, for publishing changes it. @param changes for each page */
export async function runPublish(
  stories: number,
  changes: number,
  say: (line: string) => void,
): Promise<PublishReport> {
  const paper = await openPaper(stories, say, { isSearched: true });
  await paper.close();
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "galley-publish-"));
  await promisify(execFile)("cp", ["-a", `${paper.folder}/.`, home]); // with its owners
  const server = await startEmbedded(home, () => {});
  const order: PublishOrder = { connections: server.connections, data: home };
  const node = fork(path.join(import.meta.dirname, "publish-node.ts"), [JSON.stringify(order)], {
    env: { ...process.env, NODE_ENV: "production", NODE_NO_WARNINGS: "1" },
  });
  try {
    const { port } = await next<{ port: number }>(node);
    // In turn, so that what the machine does meanwhile, and code that is still being compiled, falls on each alike.
    const took = new Map(pages.map((page) => [page, [] as [number, number][]]));
    for (let change = -warming; change < changes; change++)
      for (const page of pages) {
        const one = await publishOnce(node, port, page);
        if (change >= 0) took.get(page)?.push(one);
      }
    const report = [...took].map(([page, times]) => {
      const at = (which: 0 | 1): Times => timesOf(times.map((one) => one[which]));
      return { stories, page, fromOrder: at(0), fromAnswer: at(1) };
    });
    return report;
  } finally {
    node.kill("SIGKILL");
    await server.stop();
    fs.rmSync(home, { recursive: true, force: true });
  }
}

async function publishOnce(node: ChildProcess, port: number, page: (typeof pages)[number]): Promise<[number, number]> {
  const { section } = await order<{ section: string }>(node, "prepare");
  if (page !== "story") await ask(port, addressOf(page, "", section)); // the old page is kept
  const ordered = performance.now();
  const { path: place } = await order<{ path: string }>(node, "publish");
  const answered = performance.now();
  const address = addressOf(page, place, section);
  while (!(await ask(port, address)).text.includes(place)) if (performance.now() - answered > 10_000) break;
  return [performance.now() - ordered, performance.now() - answered];
}

function timesOf(took: number[]): Times {
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN);
  return { p50: at(0.5), p99: at(0.99) };
}

function next<T extends PublishAnswer>(node: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error("the server has ended"));
    node.once("exit", ended);
    node.once("message", (message) => {
      node.off("exit", ended);
      resolve(message as T);
    });
  });
}

function order<T extends PublishAnswer>(node: ChildProcess, what: PublishAsk): Promise<T> {
  const answer = next<T>(node);
  node.send(what);
  return answer;
}
