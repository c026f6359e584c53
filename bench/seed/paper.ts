// A paper of many stories in a data folder of its own, which stays.

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { makeLogger } from "#lib/log.ts";
import { appClient } from "#lib/postgres/app.ts";
import { startEmbedded } from "#lib/postgres/embedded.ts";
import { migrate } from "#lib/postgres/migrate.ts";
import { readerClient } from "#lib/postgres/reader.ts";
import { shared } from "#lib/process.ts";
import { readSettings } from "#lib/settings.ts";
import { type Seeded, seed } from "./load.ts";
import { seedSearch } from "./search.ts";

export type Paper = { folder: string; seeded: Seeded; close(): Promise<void> };

/** Where papers lie: GALLEY_BENCH_DATA, else a folder among the temporary ones that goes with them. */
const home = (): string => path.resolve(process.env.GALLEY_BENCH_DATA || path.join(os.tmpdir(), "galley-bench-papers"));

/**
 * Starts the database of a paper and makes this process work with it. Stories are made where they are missing.
 * @param wanted how many live stories
 * @param given.isSearched with the rows by which readers find them: for what runs the jobs of the product, which would make them meanwhile
 */
export async function openPaper(
  wanted: number,
  say: (line: string) => void,
  { isSearched = false }: { isSearched?: boolean } = {},
): Promise<Paper> {
  const folder = path.join(home(), `stories-${wanted}`);
  fs.mkdirSync(folder, { recursive: true });
  const server = await startEmbedded(folder, () => {}, { max_wal_size: "4GB" });
  const state = shared();
  state.settings = readSettings({ GALLEY_DATA: folder, GALLEY_LOG: "silent", GALLEY_DEMO: "0" });
  state.log = makeLogger("error", console.error);
  state.secret = "a secret for the bench, of enough characters";
  state.connections = server.connections;
  const close = async () => {
    await Promise.allSettled([appClient().$disconnect(), readerClient().$disconnect()]);
    await server.stop();
  };
  const client = new pg.Client({ connectionString: server.connections.owner });
  try {
    await migrate(server.connections, process.cwd());
    await client.connect();
    const seeded = await seed(client, wanted, say);
    if (isSearched) await seedSearch(client, say);
    await client.end();
    return { folder, seeded, close };
  } catch (error) {
    await client.end().catch(() => {});
    await close();
    throw error;
  }
}
