// `npm run bench:faults`, after a build, as root on Linux: a full disk, a slow database, a read-only disk and a clock that jumps, each
// under writes over HTTP. Prints what people get meanwhile, and whether all heals. `ONLY=full` (slow, read-only, clock) does one of
// them. The clock needs the path of libfaketime in `FAKETIME_LIBRARY`.
import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import { appClient } from "#lib/postgres/app.ts";
import { shared } from "#lib/process.ts";
import { withDatabase } from "./database.ts";
import { SmallDisk } from "./faults/disks.ts";
import { Newsroom } from "./faults/newsroom.ts";
import { SlowProxy } from "./faults/slow-proxy.ts";
import { ServerProcess } from "./kills/server-process.ts";
import { pause } from "./kills/writers.ts";

process.env.GALLEY_LOG ??= "silent";
const slowMs = 5_000;
const jumpHours = 3;
let isRight = true;

/** @param mend ends the fault */
async function observe(newsroom: Newsroom, begin: () => Promise<void> | void, mend: () => Promise<void> | void) {
  console.table(await newsroom.ask());
  console.log("the fault begins", newsroom.refusals());
  await begin();
  console.table(await newsroom.ask());
  await pause(3_000);
  console.log("the fault ends; savers got meanwhile", newsroom.refusals());
  await mend();
  const healMs = await newsroom.writers.nextSaves();
  console.log(healMs === null ? "not healed" : `everybody saves again after ${healMs} ms`);
  await pause(2_000);
  console.table(await newsroom.ask());
  const { confirmed, lost, doubled } = await newsroom.writers.end();
  console.log({ confirmed, lost: lost.length, doubled: doubled.length }, newsroom.refusals());
  isRight &&= healMs !== null && lost.length + doubled.length === 0;
}

async function withServer(folder: string, env: Record<string, string>, work: (server: ServerProcess) => Promise<void>) {
  fs.mkdirSync(folder, { recursive: true });
  const server = await ServerProcess.start(folder, env);
  try {
    shared().appClient = undefined;
    server.connect();
    await work(server);
  } finally {
    await appClient().$disconnect();
    shared().appClient = undefined;
    await server.stop();
    const lines = server.log.split("\n").filter((line) => line.startsWith("{"));
    for (const line of lines) if (line.includes("unhandled error")) console.log(line.slice(0, 1_000));
    const kinds = Map.groupBy(lines, (line) => (JSON.parse(line) as { msg: string }).msg);
    console.log("log of the server", Object.fromEntries([...kinds].map(([kind, all]) => [kind, all.length])));
  }
}

async function withDisk(work: (disk: SmallDisk) => Promise<void>) {
  const disk = SmallDisk.create(400);
  try {
    await work(disk);
  } finally {
    disk.remove();
  }
}

/** Makes PostgreSQL begin new files of its write-ahead log, as many writes would. */
async function needSpace(folder: string): Promise<void> {
  const { port, passwords } = JSON.parse(fs.readFileSync(path.join(folder, "postgres.json"), "utf8"));
  const client = new pg.Client(`postgresql://postgres:${passwords.superuser}@127.0.0.1:${port}/galley`);
  client.on("error", () => {});
  try {
    await client.connect();
    for (let count = 0; count < 5; count++) await client.query("select pg_switch_wal()");
  } catch (error) {
    console.log(`PostgreSQL: ${(error as Error).message}`);
  } finally {
    await client.end().catch(() => {});
  }
}

const faults: Record<string, () => Promise<void>> = {
  full: () =>
    withDisk((disk) => {
      const folder = path.join(disk.place, "data");
      return withServer(folder, {}, async ({ origin }) =>
        observe(
          await Newsroom.open(origin),
          async () => {
            disk.fill();
            if (process.env.WAL !== "0") await needSpace(folder);
            await pause(2_000);
          },
          () => disk.free(),
        ),
      );
    }),
  slow: () =>
    withDatabase(async (database, folder) => {
      const direct = new URL(database.superuser);
      const proxy = await SlowProxy.start(Number(direct.port));
      const through = new URL(direct.href);
      through.port = String(proxy.port);
      const server = await ServerProcess.start(path.join(folder, "node"), {
        GALLEY_SECRET: shared().secret ?? "",
        DATABASE_URL: through.href,
      });
      try {
        // The server has given the other roles passwords of its own.
        shared().appClient = undefined;
        shared().connections = { ...database.connections, app: database.superuser, reader: database.superuser };
        await observe(
          await Newsroom.open(server.origin),
          () => proxy.delay(slowMs),
          () => proxy.delay(0),
        );
      } finally {
        await server.stop();
        proxy.stop();
      }
    }),
  "read-only": () =>
    withDisk((disk) =>
      withServer(path.join(disk.place, "data"), {}, async ({ origin }) =>
        observe(
          await Newsroom.open(origin),
          async () => {
            disk.makeReadOnly();
            await pause(2_000);
          },
          () => disk.repair(),
        ),
      ),
    ),
  clock: async () => {
    const library = process.env.FAKETIME_LIBRARY;
    if (!library) return console.log("left out: FAKETIME_LIBRARY is not set");
    await withDisk((disk) => {
      const clock = path.join(disk.place, "clock");
      const set = (hours: number) => fs.writeFileSync(clock, `${hours < 0 ? "" : "+"}${hours}h`);
      set(0);
      fs.chmodSync(clock, 0o644);
      const env = {
        ...{ LD_PRELOAD: library, FAKETIME_TIMESTAMP_FILE: clock, FAKETIME_NO_CACHE: "1" },
        FAKETIME_DONT_FAKE_MONOTONIC: "1",
      };
      return withServer(path.join(disk.place, "data"), env, async ({ origin }) => {
        for (const hours of [jumpHours, -jumpHours]) {
          console.log(`the clock jumps by ${hours} hours`);
          await observe(
            await Newsroom.open(origin),
            () => set(hours),
            () => set(0),
          );
        }
      });
    });
  },
};

for (const [name, run] of Object.entries(faults)) {
  if (process.env.ONLY && process.env.ONLY !== name) continue;
  console.log(`\n== ${name}`);
  await run();
}
process.exit(isRight ? 0 : 1);
