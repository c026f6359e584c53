// An empty newsroom beside that of a test, on the same server, with a data folder of its own.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { inject } from "vitest";
import { appClient } from "#lib/postgres/app.ts";
import { readerClient } from "#lib/postgres/reader.ts";
import { connections, settings, shared } from "#lib/process.ts";
import type { Settings } from "#lib/settings.ts";

let count = 0;

/** A statement for which the owner of a database has no right. */
export async function asSuperuser(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject("database").superuser.replace(/\/galley$/, "/postgres") });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

async function disconnect(): Promise<void> {
  await Promise.allSettled([appClient().$disconnect(), readerClient().$disconnect()]);
  shared().appClient = undefined;
  shared().readerClient = undefined;
}

/** Runs work while this process belongs to the other newsroom, which is removed afterwards. */
export async function inOtherNewsroom<T>(work: (settings: Settings) => Promise<T>): Promise<T> {
  const state = shared();
  const before = { settings: settings(), connections: connections(), secret: state.secret };
  const name = `other_${process.pid}_${Date.now()}_${++count}`;
  await asSuperuser(`create database ${name} template galley owner galley_owner strategy file_copy`);
  await disconnect();
  const here = (url: string) => url.replace(/\/[^/]+$/, `/${name}`);
  const { owner, app, listen, reader } = before.connections;
  state.connections = {
    owner: here(owner),
    app: here(app),
    listen: here(listen),
    reader: here(reader),
    separated: true,
  };
  const data = fs.mkdtempSync(path.join(os.tmpdir(), "galley-other-"));
  state.settings = { ...before.settings, data };
  try {
    return await work(state.settings);
  } finally {
    await disconnect();
    Object.assign(state, before);
    await asSuperuser(`drop database ${name} with (force)`);
    fs.rmSync(data, { recursive: true, force: true });
  }
}
