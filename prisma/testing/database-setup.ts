// A database of its own for each test file, copied from the migrated template.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, expect, inject } from "vitest";
import { makeLogger } from "#lib/log.ts";
import { appClient } from "#lib/postgres/app.ts";
import { stopListener } from "#lib/postgres/listener.ts";
import { readerClient } from "#lib/postgres/reader.ts";
import { shared } from "#lib/process.ts";
import { readSettings } from "#lib/settings.ts";
import { findLeaks } from "./log-leaks.ts";

const { superuser, connections } = inject("database");
if (!/@127\.0\.0\.1:/.test(superuser)) throw new Error("Tests only run against a database on this machine.");
const name = `test_${process.pid}_${Date.now()}`;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "galley-test-data-"));

async function asSuperuser(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: superuser.replace(/\/galley$/, "/postgres") });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

await asSuperuser(`create database ${name} template galley owner galley_owner strategy file_copy`);
const here = (url: string) => url.replace(/\/galley$/, `/${name}`);
const state = shared();
// Files of one worker share its modules: what an earlier file kept in the process belongs to a database that is gone.
for (const name of Object.keys(state) as (keyof typeof state)[]) delete state[name];
state.settings = readSettings({ GALLEY_DATA: folder, GALLEY_LOG: "silent" });
state.secret = "a secret for tests, of enough characters";
state.connections = {
  owner: here(connections.owner),
  app: here(connections.app),
  listen: here(connections.listen),
  reader: here(connections.reader),
  separated: true,
};

// Everything that the tests of a file log is searched for secrets and personal data.
const leaks: string[] = [];
state.log = makeLogger("debug", (line) => leaks.push(...findLeaks([line])));

afterAll(async () => {
  await stopListener();
  await Promise.allSettled([appClient().$disconnect(), readerClient().$disconnect()]);
  await asSuperuser(`drop database ${name} with (force)`);
  fs.rmSync(folder, { recursive: true, force: true });
  expect(leaks, "the log holds what it must not").toEqual([]);
});
