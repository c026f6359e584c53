// The schedule run: many publications are due at once or within a minute, on two nodes, while one is killed or the database is
// restarted. In the end the rows say what was published, how often, and when.
import { type ChildProcess, fork } from "node:child_process";
import path from "node:path";
import pg from "pg";
import { paragraph } from "#lib/document/build.ts";
import { appClient } from "#lib/postgres/app.ts";
import { type EmbeddedServer, startEmbedded } from "#lib/postgres/embedded.ts";
import { connections, settings } from "#lib/process.ts";
import { schedulePublication } from "#lib/schedule/mutations.ts";
import { databaseNow } from "#lib/stories/scheduling/data.ts";
import { createPerson, createSection } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { ask } from "#prisma/testing/press-house.ts";
import type { ScheduleNodeOrder } from "./node.ts";

export type ScheduleRun = {
  acts: number;
  /** The acts are due evenly within so many seconds; 0: all at one instant. */
  spreadSeconds: number;
  /** What happens when a third of the acts is done. */
  fault: "NODE_KILLED" | "DATABASE_RESTARTED" | "NONE";
  server: EmbeddedServer;
  folder: string;
  say?: (line: string) => void;
};

export type ScheduleReport = {
  acts: number;
  published: number;
  /** Stories with more than one publication. */
  twice: number;
  /** Readers could see them before their instant. */
  early: number;
  /** Seconds between the instant and the moment at which another connection could see the publication. */
  late: { p50: number; p99: number; max: number };
  /** Pages that were wrong on the first request to a living node after the publication was visible, and for how long at most, in ms. */
  wrongPages: number;
  wrongMs: number;
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
/** Longest time for all acts to be done, in ms, after the last is due. */
const maxWaitMs = 300_000;
const pollMs = 20;

type Node = { child: ChildProcess; port: number; isAlive: boolean };

async function startNode(name: string): Promise<Node> {
  const order: ScheduleNodeOrder = { connections: connections(), data: settings().data, name };
  const child = fork(path.join(import.meta.dirname, "node.ts"), [JSON.stringify(order)], {
    execArgv: ["--disable-warning=ExperimentalWarning"],
  });
  const { port } = await new Promise<{ port: number }>((resolve) => {
    child.once("message", (message) => resolve(message as { port: number }));
  });
  return { child, port, isAlive: true };
}

export async function runSchedule(run: ScheduleRun): Promise<ScheduleReport> {
  const { acts, spreadSeconds, fault, say = () => {} } = run;
  const planned = await plan(acts);
  say(`${acts} stories are scheduled`);
  const nodes = await Promise.all(["a", "b"].map(startNode));
  let server = run.server;
  const watcher = new Watcher();
  try {
    // Each node has the page of each story in its cache as not found.
    for (const { path: page } of planned.values()) await Promise.all(nodes.map(({ port }) => ask(port, page)));
    const start = (await databaseNow(appClient())).getTime() + 3_000;
    const deadline = performance.now() + 3_000 + spreadSeconds * 1_000 + maxWaitMs;
    const due = [...planned.keys()].map((_, index) => new Date(start + (index / acts) * spreadSeconds * 1_000));
    await appClient().$executeRaw`
      update scheduled_act a set due_at = given.due
      from unnest(${[...planned.keys()]}::uuid[], ${due}::timestamptz[]) as given(story, due)
      where a.story_id = given.story and a.state = 'DUE'`;
    await appClient().$executeRaw`select pg_notify('galley_schedule', '')`;
    const dueOf = new Map([...planned.keys()].map((id, index) => [id, due[index]?.getTime() ?? 0]));
    let isFaultDue = fault !== "NONE";
    const seen = new Map<string, number>();
    let early = 0;
    let wrongPages = 0;
    let wrongMs = 0;
    const checks: Promise<void>[] = [];
    while (seen.size < acts && performance.now() < deadline) {
      const found = await watcher.look().catch(() => null);
      if (!found) {
        await pause(pollMs);
        continue;
      }
      for (const id of found.stories) {
        if (seen.has(id)) continue;
        const lateMs = found.now - (dueOf.get(id) ?? 0);
        seen.set(id, lateMs);
        if (lateMs < 0) early++;
        const { path: page = "", headline = "" } = planned.get(id) ?? {};
        for (const node of nodes.filter(({ isAlive }) => isAlive))
          checks.push(
            firstRight(node, page, headline).then((ms) => {
              if (ms > 0) wrongPages++;
              wrongMs = Math.max(wrongMs, ms);
            }),
          );
      }
      if (isFaultDue && seen.size >= acts / 3) {
        isFaultDue = false;
        const [first] = nodes;
        if (fault === "NODE_KILLED" && first) {
          first.isAlive = false;
          first.child.kill("SIGKILL");
          say(`a node was killed after ${seen.size} publications`);
        } else if (fault === "DATABASE_RESTARTED") {
          const before = performance.now();
          await server.stop();
          server = await startEmbedded(run.folder, () => {});
          say(`the database was away for ${Math.round(performance.now() - before)} ms after ${seen.size} publications`);
        }
      }
      await pause(pollMs);
    }
    await Promise.all(checks);
    const counts = await appClient().$queryRaw<{ published: number; twice: number }[]>`
      select count(*) filter (where n > 0)::int as published, count(*) filter (where n > 1)::int as twice from (
        select count(r.id) as n from unnest(${[...planned.keys()]}::uuid[]) as s(id)
        left join revision r on r.story_id = s.id and r.kind = 'PUBLISHED' group by s.id) counted`;
    const sorted = [...seen.values()].toSorted((a, b) => a - b);
    const at = (share: number) =>
      Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN) / 10) / 100;
    return {
      acts,
      published: counts[0]?.published ?? 0,
      twice: counts[0]?.twice ?? 0,
      early,
      late: { p50: at(0.5), p99: at(0.99), max: at(1) },
      wrongPages,
      wrongMs: Math.round(wrongMs),
    };
  } finally {
    for (const { child } of nodes) child.kill("SIGKILL");
    await watcher.end();
    if (server !== run.server) run.server.stop = () => server.stop();
  }
}

/** Stories that are ready and scheduled for a far day, with the path that each will have. */
async function plan(acts: number): Promise<Map<string, { path: string; headline: string }>> {
  const editor = await createPerson("EDITOR");
  const section = await createSection();
  const today = new Date().toISOString().slice(0, 10).replaceAll("-", "/");
  const planned = new Map<string, { path: string; headline: string }>();
  for (let number = 0; number < acts; number++) {
    const headline = `Publication ${section.slug} ${number}`;
    const slug = `${section.slug}-${number}`;
    const { id } = await createReadyStory(editor, {
      headline,
      fields: { section: section.id, slug },
      body: Array.from({ length: 8 }, () =>
        paragraph("Some text of a story that readers get at its minute. ".repeat(6)),
      ),
    });
    await schedulePublication(editor, { storyId: id, version: 0, showUpdated: true, dueAt: "2035-01-01T06:00:00Z" });
    planned.set(id, { path: `${section.path}/${today}/${slug}`, headline });
  }
  return planned;
}

/** Sees what any reader's connection could see; it comes back after a restart. */
class Watcher {
  #client: pg.Client | null = null;

  async look(): Promise<{ now: number; stories: string[] }> {
    try {
      if (!this.#client) {
        const client = new pg.Client({ connectionString: connections().app, connectionTimeoutMillis: 1_000 });
        client.on("error", () => {});
        await client.connect();
        this.#client = client;
      }
      const { rows } = await this.#client.query<{ now: Date; stories: string[] }>(
        "select clock_timestamp() as now, coalesce(array_agg(story_id::text), '{}') as stories from live_story",
      );
      return { now: rows[0]?.now.getTime() ?? 0, stories: rows[0]?.stories ?? [] };
    } catch (error) {
      this.#client = null;
      throw error;
    }
  }

  async end(): Promise<void> {
    await this.#client?.end().catch(() => {});
  }
}

/** @returns ms for which a node that is alive gave the wrong page; 0: the first request was right */
async function firstRight(node: Node, page: string, headline: string): Promise<number> {
  const began = performance.now();
  for (let tries = 0; node.isAlive; tries++) {
    const answer = await ask(node.port, page).catch(() => null);
    if (answer?.status === 200 && answer.text.includes(headline)) return tries === 0 ? 0 : performance.now() - began;
    if (performance.now() - began > 30_000) return 30_000;
    await pause(5);
  }
  return 0;
}
