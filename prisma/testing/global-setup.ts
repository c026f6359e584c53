// One PostgreSQL for all integration tests. Its database "galley" is migrated once and is the template of each file's own.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "#lib/postgres/embedded.ts";
import { migrate } from "#lib/postgres/migrate.ts";
import type { Connections } from "#lib/process.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** `log` is the file to which PostgreSQL writes. */
    database: { superuser: string; connections: Connections; log: string };
  }
}

type Server = { superuser: string; connections: Connections; log: string; stop: () => Promise<void> };
/** Each project of database tests calls the setup, from its own copy of this module: they share one server. */
const everywhere = globalThis as typeof globalThis & { testServer?: { server: Promise<Server>; users: number } };

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  everywhere.testServer ??= { server: start(), users: 0 };
  const shared = everywhere.testServer;
  shared.users++;
  const { superuser, connections, log, stop } = await shared.server;
  project.provide("database", { superuser, connections, log });
  return async () => {
    shared.users--;
    if (shared.users === 0) await stop();
  };
}

async function start(): Promise<Server> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "galley-test-"));
  // Nothing here has to survive a power cut.
  const server = await startEmbedded(folder, () => {}, {
    fsync: "off",
    synchronous_commit: "off",
    full_page_writes: "off",
  });
  await migrate(server.connections, process.cwd());
  const stop = async () => {
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  };
  return { superuser: server.superuser, connections: server.connections, log: path.join(folder, "postgres.log"), stop };
}
