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
    database: { superuser: string; connections: Connections };
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "galley-test-"));
  // Nothing here has to survive a power cut.
  const server = await startEmbedded(folder, () => {}, {
    fsync: "off",
    synchronous_commit: "off",
    full_page_writes: "off",
  });
  await migrate(server.connections, process.cwd());
  project.provide("database", { superuser: server.superuser, connections: server.connections });
  return async () => {
    await server.stop();
    fs.rmSync(folder, { recursive: true, force: true });
  };
}
