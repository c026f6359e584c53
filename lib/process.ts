// What exists once per process. Next's bundle, server.ts and jobs each load the modules of lib separately, so what
// must be shared hangs on globalThis under one symbol.
import type { AsyncLocalStorage } from "node:async_hooks";
import type { Settings } from "./settings.ts";

/** Connection strings by role. Where roles may not be created all of them are the same. */
export type Connections = {
  /** Migrates; not behind a transaction pooler. */
  owner: string;
  app: string;
  /** As `app`, but for LISTEN: not behind a transaction pooler. */
  listen: string;
  reader: string;
  /** False: PostgreSQL did not let us create roles, and the reader is not held back by grants. */
  separated: boolean;
};

/** State of the embedded PostgreSQL. `since` is an ISO instant. */
export type DatabaseProcess = { state: "running" | "restarting"; since: string; restarts: number };

export type ProcessState = {
  settings?: Settings;
  connections?: Connections;
  /** Signs cookies, links and keys of unsent work. At least 32 characters. */
  secret?: string;
  log?: unknown;
  appClient?: unknown;
  readerClient?: unknown;
  listener?: unknown;
  press?: unknown;
  commits?: WeakMap<object, unknown>;
  /** Address of the reader's script, see lib/static/island.ts. */
  island?: string;
  /** The text of a style sheet of the site, see lib/static/styles.ts. */
  style?: (name: string) => string;
  renderContexts?: AsyncLocalStorage<unknown>;
  /** See lib/request-id.ts. */
  requestIds?: AsyncLocalStorage<string>;
  rooms?: unknown;
  board?: unknown;
  pictureQueue?: unknown;
  /** Connections to the bucket of pictures, see lib/pictures/s3-store.ts. */
  s3Clients?: unknown;
  /** Files of crops that this process is making, by key and name. */
  cropsBeingMade?: Map<string, Promise<boolean>>;
  uploads?: unknown;
  /** Starts a background job now; set while this node runs jobs. */
  runJob?: (name: string) => Promise<unknown>;
  /** Undefined when somebody else runs the database; see lib/postgres/supervisor.ts. */
  databaseProcess?: DatabaseProcess;
  /** See lib/http/failed-page.ts. */
  pagesFailedByDatabase?: Map<string, boolean>;
  stopping?: boolean;
};

const key = Symbol.for("galley.process");

export function shared(): ProcessState {
  // Symbols of ours are in no type of the global object.
  const world = globalThis as unknown as Record<symbol, ProcessState | undefined>;
  world[key] ??= {};
  return world[key];
}

/** The settings of the running process. Throws when the process was not started by `galley`. */
export function settings(): Settings {
  const value = shared().settings;
  if (!value) throw new Error("Galley is not started: settings are missing");
  return value;
}

export function connections(): Connections {
  const value = shared().connections;
  if (!value) throw new Error("Galley is not started: no database connection is known");
  return value;
}

export function secret(): string {
  const value = shared().secret;
  if (!value) throw new Error("Galley is not started: the secret is missing");
  return value;
}
