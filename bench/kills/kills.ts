// Kills PostgreSQL while people write: does it restart, and is each confirmed write still there?
import fs from "node:fs";
import path from "node:path";
import type { EmbeddedServer } from "#lib/postgres/embedded.ts";
import { databaseProcess, supervise } from "#lib/postgres/supervisor.ts";
import { failure } from "#lib/result.ts";
import { saveSteps } from "#lib/stories/saving/mutations.ts";
import { type KillReport, killRounds, pause, timeoutMs, Writers } from "./writers.ts";

type Options = {
  server: Pick<EmbeddedServer, "isAlive" | "revive">;
  /** The data folder of Galley. */
  folder: string;
  rounds: number;
  writers?: number;
  random: () => number;
  say?: (line: string) => void;
};

export const postmasterOf = (folder: string): number =>
  Number(fs.readFileSync(path.join(folder, "postgres", "postmaster.pid"), "utf8").split("\n")[0]);

/**
 * Kills the main process, and returns once another one has replaced it. Connections that are at work outlive it for a moment, and
 * what they save would look like what is saved after a restart.
 */
async function killPostmaster(folder: string): Promise<void> {
  const before = databaseProcess()?.restarts;
  process.kill(postmasterOf(folder), "SIGKILL");
  const until = Date.now() + timeoutMs;
  while (databaseProcess()?.restarts === before && Date.now() < until) await pause(10);
}

/** The connections of this process must lead to the server, and its database must be migrated. */
export async function runKills({ server, folder, rounds, writers = 4, random, say }: Options): Promise<KillReport> {
  const supervisor = supervise(server);
  try {
    return await killRounds({
      writers: await Writers.create(writers),
      ...{ rounds, random, say },
      save: async (person, batch) => {
        const { kind } = await saveSteps(person, batch);
        if (kind !== "saved") throw new Error("only one writer writes here, and is stale");
      },
      isPassing: (error) => failure(error, "bench").code === "BUSY",
      kill: () => killPostmaster(folder),
    });
  } finally {
    await supervisor.stop();
  }
}
