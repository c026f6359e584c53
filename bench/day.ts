// `npm run bench:day`, after a build: 20 people edit at the real server over HTTP for `MINUTES` (30), twenty times as fast as on a working
// day: they save, follow their stories by event streams, move on to other stories, open pages and publish. Prints memory, open
// handles and connections to the database for each minute, and whether they grow.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { appClient } from "#lib/postgres/app.ts";
import { createPerson } from "#prisma/factories.ts";
import { type DayCounts, PersonAtWork } from "./day/person.ts";
import { growth, type Sample, sampleOf } from "./day/samples.ts";
import { ServerProcess } from "./kills/server-process.ts";
import { pause } from "./kills/writers.ts";

const minutes = Number(process.env.MINUTES ?? 30);
const peopleCount = Number(process.env.PEOPLE ?? 20);
/** What the first minutes load and cache is no growth. */
const warmUpMinutes = Math.min(5, Math.floor(minutes / 3));

const folder = path.join(fs.mkdtempSync(path.join(os.tmpdir(), "galley-day-")), "data");
fs.mkdirSync(folder);
const server = await ServerProcess.start(folder);
const samples: Sample[] = [];
try {
  server.connect();
  const counts: DayCounts = { saved: 0, published: 0, opened: 0, moved: 0, failed: 0 };
  const people = await Promise.all(
    Array.from(
      { length: peopleCount },
      async () => new PersonAtWork(await createPerson("EDITOR"), server.origin, counts),
    ),
  );
  await appClient().session.updateMany({ data: { expiresAt: new Date(Date.now() + 86_400_000) } });
  const end = Date.now() + minutes * 60_000;
  const working = people.map((person) => person.work(() => Date.now() >= end));
  for (let minute = 0; minute <= minutes; minute++) {
    const sample = await sampleOf(server.pid);
    samples.push(sample);
    console.log(
      `minute ${minute}: ${sample.memoryMb} MB, ${sample.handles} handles, ${sample.connections} connections; ${JSON.stringify(counts)}`,
    );
    if (minute < minutes) await pause(60_000);
  }
  await Promise.all(working);
  const steady = samples.slice(warmUpMinutes);
  console.log(`from minute ${warmUpMinutes} to minute ${minutes}`);
  console.table({
    "memory (MB)": growth(steady.map(({ memoryMb }) => memoryMb)),
    handles: growth(steady.map(({ handles }) => handles)),
    "connections to the database": growth(steady.map(({ connections }) => connections)),
  });
} finally {
  await appClient().$disconnect();
  await server.stop();
  fs.rmSync(path.dirname(folder), { recursive: true, force: true });
}
process.exit();
