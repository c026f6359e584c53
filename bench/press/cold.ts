// The cost of rendering a page, against an empty page of Next, in a small paper and in a large one.
import { type ChildProcess, execFile, fork } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { connections } from "#lib/process.ts";
import { openPaper, type Paper } from "../seed/paper.ts";
import type { ColdAsk, ColdCost, ColdOrder } from "./cold-node.ts";

export type ColdReport = {
  page: string;
  /** Of each paper, in the order in which they were named. */
  costs: ColdCost[];
  /** Processor time of Node against the empty page, of each paper. */
  ratios: number[];
  /** Processor time of Node and PostgreSQL together, of the last paper against the first. */
  growth: number;
}[];

const empty = path.join(import.meta.dirname, "empty");
/** Pages before anything is measured, besides those of each ask. */
const warming = 1_500;

/** @param rounds an odd number: each figure is the median of them */
export async function runCold(given: { sizes: number[]; rounds: number; times: number; say: (line: string) => void }) {
  const { sizes, rounds, times, say } = given;
  await promisify(execFile)(process.execPath, ["node_modules/next/dist/bin/next", "build", empty]);
  const papers: Paper[] = [];
  const nodes: ChildProcess[] = [];
  try {
    nodes.push(await startNode({ folder: empty, paper: null }));
    const addresses: Record<string, string[]>[] = [];
    for (const size of sizes) {
      const paper = await openPaper(size, say);
      papers.push(paper);
      addresses.push(await addressesOf());
      nodes.push(await startNode({ folder: process.cwd(), paper: { connections: connections(), data: paper.folder } }));
    }
    const [bare, ...ours] = nodes;
    // Code goes on being compiled for more than a thousand pages, the empty page's longest: by then every node has rendered as many.
    if (bare) await costOf(bare, { urls: ["/"], times: warming });
    for (const [index, node] of ours.entries())
      await costOf(node, {
        urls: Object.values(addresses[index] ?? {}).flatMap((urls) => urls.slice(0, 4)),
        times: warming,
      });
    const report: ColdReport = [];
    for (const page of Object.keys(addresses[0] ?? {})) {
      const measured: ColdCost[][] = nodes.map(() => []);
      for (let round = 0; round < rounds; round++) {
        if (bare) measured[0]?.push(await costOf(bare, { urls: ["/"], times }));
        for (const [index, node] of ours.entries())
          measured[index + 1]?.push(await costOf(node, { urls: addresses[index]?.[page] ?? [], times }));
      }
      const [nothing, ...costs] = measured.map(middle);
      const whole = (cost: ColdCost | undefined) => (cost ? cost.cpu + cost.database : Number.NaN);
      report.push({
        page,
        costs,
        ratios: costs.map((cost) => round2(cost.cpu / (nothing?.cpu ?? Number.NaN))),
        growth: round2(whole(costs.at(-1)) / whole(costs[0])),
      });
      say(`  ${line(report.at(-1))} (empty ${nothing?.cpu.toFixed(1)} ms)`);
    }
    return report;
  } finally {
    for (const node of nodes) node.kill("SIGKILL");
    for (const paper of papers) await paper.close();
  }
}

const round2 = (value: number): number => Math.round(value * 100) / 100;
const line = (row: ColdReport[number] | undefined): string =>
  row
    ? `${row.page.padEnd(13)} ${row.costs
        .map(
          ({ cpu, database, queries, wall }) =>
            `${cpu.toFixed(1)} + ${database.toFixed(1)} ms, ${queries} queries, ${wall.toFixed(1)} ms`,
        )
        .join(" | ")}; ${row.ratios.join(" and ")} times an empty page, growth ${row.growth}`
    : "";

function middle(costs: ColdCost[]): ColdCost {
  const of = (name: keyof ColdCost) =>
    costs.map((cost) => cost[name]).sort((a, b) => a - b)[Math.floor(costs.length / 2)] ?? Number.NaN;
  return { cpu: of("cpu"), database: of("database"), wall: of("wall"), queries: of("queries"), bytes: of("bytes") };
}

async function startNode(order: ColdOrder): Promise<ChildProcess> {
  const node = fork(path.join(import.meta.dirname, "cold-node.ts"), [JSON.stringify(order)], {
    env: { ...process.env, NODE_ENV: "production", NODE_NO_WARNINGS: "1" },
  });
  node.setMaxListeners(100); // an ask listens for the end of the process, too
  await answerOf(node);
  return node;
}

function answerOf<T>(node: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    node.once("message", (message) => resolve(message as T));
    node.once("exit", () => reject(new Error("a process that renders pages has ended")));
  });
}

function costOf(node: ChildProcess, ask: ColdAsk): Promise<ColdCost> {
  const answer = answerOf<ColdCost>(node);
  node.send(ask);
  return answer;
}

/** Every kind of page; of stories some from all over the years. */
async function addressesOf(): Promise<Record<string, string[]>> {
  const client = new pg.Client({ connectionString: connections().owner });
  await client.connect();
  const { rows } = await client.query<{ path: string }>(
    `select path from (select path, row_number() over (order by published_at desc) as place, count(*) over () as total
     from live_story) s where place % greatest(1, total / 40) = 0`,
  );
  await client.end();
  return {
    story: rows.map((row) => row.path),
    front: ["/"],
    section: ["/city"],
    topic: ["/topics/topic-0"],
    author: ["/authors/author-0"],
    RSS: ["/rss.xml"],
    "site map": ["/sitemap.xml"],
    "news site map": ["/news-sitemap.xml"],
    archive: ["/archive"],
  };
}
