// A database of a benchmark's own: durable as in production, in a folder that is removed afterwards.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { appClient } from "#lib/postgres/app.ts";
import { type EmbeddedServer, startEmbedded } from "#lib/postgres/embedded.ts";
import { migrate } from "#lib/postgres/migrate.ts";
import { readerClient } from "#lib/postgres/reader.ts";
import { shared } from "#lib/process.ts";
import { readSettings } from "#lib/settings.ts";

export async function withDatabase<T>(work: (server: EmbeddedServer, folder: string) => Promise<T>): Promise<T> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "galley-bench-"));
  const server = await startEmbedded(folder, () => {});
  try {
    const state = shared();
    state.settings = readSettings({ GALLEY_DATA: folder, GALLEY_LOG: "silent" });
    state.secret = "a secret for the bench, of enough characters";
    state.connections = server.connections;
    await migrate(server.connections, process.cwd());
    return await work(server, folder);
  } finally {
    await appClient().$disconnect();
    await readerClient().$disconnect();
    // The next ones are made for another database.
    shared().appClient = undefined;
    shared().readerClient = undefined;
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
