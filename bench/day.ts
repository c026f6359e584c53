// `npm run bench:day`, after a build: does the memory of the real server grow? `ONLY` names one of these parts:
//
// day      20 people edit over HTTP for `MINUTES` (30), twenty times as fast as on a working day: they save, follow their stories by
//          event streams, move on to other stories, open pages and publish. Prints memory, open handles and connections to the
//          database for each minute, and how they grow. `COLLECT=0` leaves garbage alone, as in production.
// stories  `STORIES` (500) are opened, edited and closed, in each of `ROUNDS` (4)
// streams  `STREAMS` (2,000) event streams are opened and closed, in each of `ROUNDS`
//
// The heap is measured after a garbage collection, which the inspector of Node forces. `SNAPSHOTS` names a folder for two heap snapshots
// of the day, after 8 minutes and at the end, and prints which objects became more.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Person } from "#lib/actor.ts";
import { appClient } from "#lib/postgres/app.ts";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { heapLimit } from "../bin/heap.mjs";
import { compareSnapshots } from "./day/heap-snapshot.ts";
import { Inspector } from "./day/inspector.ts";
import { type DayCounts, PersonAtWork } from "./day/person.ts";
import { growth, handlesOf, residentMb, type Sample, sampleOf } from "./day/samples.ts";
import { openStreams, visitStories } from "./day/visits.ts";
import { ServerProcess } from "./kills/server-process.ts";
import { pause } from "./kills/writers.ts";

const number = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise);
const minutes = number("MINUTES", 30);
const peopleCount = number("PEOPLE", 20);
const rounds = number("ROUNDS", 4);
const collects = process.env.COLLECT !== "0";
const snapshots = process.env.SNAPSHOTS;
const snapshotMinute = Math.min(8, Math.floor(minutes / 2));
/** What the first minutes load and cache is no growth. */
const warmUpMinutes = Math.min(5, Math.floor(minutes / 3));

const folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "galley-day-")), "data");
fs.mkdirSync(folder);
// As the launcher starts it, see bin/galley.mjs.
const heap = heapLimit(process.env);
const flags = ["--inspect=127.0.0.1:0", ...(heap === null ? [] : [`--max-old-space-size=${heap}`])];
const server = await ServerProcess.start(folder, { MALLOC_ARENA_MAX: "2" }, [], flags);
const parts: Readonly<Record<string, (people: Person[], inspector: Inspector) => Promise<void>>> = {
  day: workForADay,
  stories: (people, inspector) =>
    inRounds(inspector, async (lines) => {
      await visitStories(people, server.origin, number("STORIES", 500));
      lines.push(`${number("STORIES", 500)} stories opened, edited and closed`);
    }),
  streams: async (people, inspector) => {
    const stories = await Promise.all(people.map(async (person) => (await createReadyStory(person)).id));
    await inRounds(inspector, async (lines) => {
      const handles = handlesOf(server.pid);
      const open = await openStreams(people, server.origin, stories, number("STREAMS", 2_000));
      const { heapMb } = await inspector.memoryAfterCollection();
      lines.push(`${open.length} event streams open: heap ${heapMb} MB, resident ${residentMb(server.pid)} MB`);
      await Promise.all(open.map(({ close }) => close()));
      // Until the server has noticed. What it never closes shows below as handles.
      for (let waits = 0; waits < 300 && handlesOf(server.pid) > handles + 20; waits++) await pause(100);
    });
  },
};
try {
  server.connect();
  const inspector = await Inspector.connect(server.log);
  const people = await Promise.all(Array.from({ length: peopleCount }, () => createPerson("EDITOR")));
  await appClient().session.updateMany({ data: { expiresAt: new Date(Date.now() + 86_400_000) } });
  for (const [name, run] of Object.entries(parts)) {
    if ((process.env.ONLY ?? name) !== name) continue;
    console.log(`\n${name}`);
    await run(people, inspector);
  }
  inspector.close();
} finally {
  await appClient().$disconnect();
  await server.stop();
  fs.rmSync(path.dirname(folder), { recursive: true, force: true });
}
process.exit();

async function workForADay(people: Person[], inspector: Inspector): Promise<void> {
  const counts: DayCounts = { saved: 0, published: 0, opened: 0, moved: 0, failed: 0 };
  const began = Date.now();
  const isOver = () => Date.now() >= began + minutes * 60_000;
  const working = people.map(async (person) => (await PersonAtWork.at(server.origin, person, counts)).work(isOver));
  const samples: Sample[] = [];
  for (let minute = 0; minute <= minutes; minute++) {
    await pause(Math.max(0, began + minute * 60_000 - Date.now()));
    const sample = await sampleOf(server, collects ? inspector : undefined);
    samples.push(sample);
    console.log(`minute ${minute}: ${tell(sample)}; ${JSON.stringify(counts)}`);
    if (snapshots && minute === snapshotMinute)
      await inspector.writeSnapshot(path.join(snapshots, "first.heapsnapshot"));
  }
  await Promise.all(working);
  printGrowth(`from minute ${warmUpMinutes} to minute ${minutes}`, samples.slice(warmUpMinutes));
  printGrowth("in the second half", samples.slice(Math.floor(samples.length / 2)));
  if (!snapshots) return;
  const [first, last] = ["first", "last"].map((name) => path.join(snapshots, `${name}.heapsnapshot`)) as [
    string,
    string,
  ];
  await inspector.writeSnapshot(last);
  console.log(`objects that became more since minute ${snapshotMinute}, without what they refer to`);
  console.table(compareSnapshots(first, last));
}

/** Prints the heap after a collection before the first and after each round. */
async function inRounds(inspector: Inspector, run: (lines: string[]) => Promise<void>): Promise<void> {
  for (let round = 0; round <= rounds; round++) {
    const lines: string[] = [];
    if (round > 0) await run(lines);
    const sample = await sampleOf(server, inspector);
    for (const line of lines) console.log(`  ${line}`);
    console.log(`after ${round} rounds: ${tell(sample)}`);
  }
}

function tell({ heapMb, externalMb, arrayBuffersMb, ...sample }: Sample): string {
  const collected = `heap ${heapMb} MB, external ${externalMb} MB (buffers ${arrayBuffersMb} MB), `;
  const { rssMb, databaseMb, handles, connections } = sample;
  return `${rssMb} MB resident, ${heapMb === undefined ? "" : collected}PostgreSQL ${databaseMb} MB, ${handles} handles, ${connections} connections`;
}

function printGrowth(title: string, samples: readonly Sample[]): void {
  const names = {
    rssMb: "resident memory (MB)",
    ...(collects && {
      heapMb: "heap after a collection (MB)",
      externalMb: "external (MB)",
      arrayBuffersMb: "buffers (MB)",
    }),
    databaseMb: "memory of PostgreSQL (MB)",
    handles: "handles",
    connections: "connections to the database",
  };
  console.log(title);
  console.table(
    Object.fromEntries(
      Object.entries(names).map(([key, name]) => [
        name,
        growth(
          samples.map((sample) => sample[key as keyof Sample] ?? 0),
          samples.map(({ at }) => at / 60_000),
        ),
      ]),
    ),
  );
}
