// Prisma's migrations by Prisma's own engine compiled to WebAssembly: nothing to download, the same table of records.
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { PgBoss } from "pg-boss";
import { log } from "../log.ts";
import type { Connections } from "../process.ts";
import { queues } from "./queues.ts";
import { grantRoles } from "./roles.ts";

type Target = { tag: "schemaDatamodel"; files: { path: string; content: string }[] } | { tag: "empty" };
type Engine = {
  applyMigrations(input: object): Promise<{ appliedMigrationNames: string[] }>;
  diff(input: object): Promise<{ stdout: string | null }>;
};
type EngineModule = {
  SchemaEngine: { new: (input: object, log: () => void, adapter: unknown) => Promise<Engine> };
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
};

let loaded: Promise<EngineModule> | undefined;
async function loadEngine(): Promise<EngineModule> {
  // The internal path is built at run time, because it has no types.
  const inside = "@prisma/schema-engine-wasm/schema_engine_bg";
  const engine = (await import(inside)) as EngineModule;
  const home = path.dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const bytes = fs.readFileSync(path.join(home, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, {
    // All its exports are functions, as imports of a module have to be; the package has no types that say so.
    "./schema_engine_bg.js": engine as unknown as WebAssembly.ModuleImports,
  });
  engine.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return engine;
}

/** Runs work with an engine. The pool is ours, because the engine does not release its connections. */
async function withEngine<T>(
  connectionString: string,
  schema: string,
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  loaded ??= loadEngine();
  const pool = new pg.Pool({ connectionString, max: 2 });
  try {
    const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool));
    return await work(
      await (await loaded).SchemaEngine.new({ datamodels: [["schema.prisma", schema]] }, () => {}, adapter),
    );
  } finally {
    await pool.end();
  }
}

const filters = { externalTables: [], externalEnums: [] };

/** The whole Prisma schema of this tree, as one text. */
export function readSchema(root: string): string {
  const models = path.join(root, "prisma", "models");
  const files = [
    path.join(root, "prisma", "schema.prisma"),
    ...fs
      .readdirSync(models)
      .filter((name) => name.endsWith(".prisma"))
      .sort()
      .map((name) => path.join(models, name)),
  ];
  return files.map((file) => fs.readFileSync(file, "utf8")).join("\n");
}

/** The SQL that changes one schema into another; `from` null: from an empty database. Empty text: no difference. */
export async function diffSchemas(connectionString: string, from: string | null, to: string): Promise<string> {
  const target = (content: string): Target => ({ tag: "schemaDatamodel", files: [{ path: "schema.prisma", content }] });
  return withEngine(connectionString, to, async (engine) => {
    const { stdout } = await engine.diff({
      from: from === null ? { tag: "empty" } : target(from),
      to: target(to),
      script: true,
      exitCode: false,
      shadowDatabaseUrl: null,
      filters,
    });
    return stdout ?? "";
  });
}

/**
 * Brings the database up to this tree: migrations, tables of the jobs, grants. A second run changes nothing.
 * Two at once wait for each other. Returns the names of the migrations applied now.
 */
export async function migrate(connections: Connections, root: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: connections.owner });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock(hashtext('galley migrate'))");
    const directory = path.join(root, "prisma", "migrations");
    const names = fs
      .readdirSync(directory, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
    const migrations = {
      migrationsList: {
        baseDir: directory,
        lockfile: { path: "migration_lock.toml", content: null },
        shadowDbInitScript: "",
        migrationDirectories: names.map((name) => ({
          path: name,
          migrationFile: {
            path: "migration.sql",
            content: { tag: "ok", value: fs.readFileSync(path.join(directory, name, "migration.sql"), "utf8") },
          },
        })),
      },
      filters,
    };
    const { appliedMigrationNames } = await withEngine(connections.owner, readSchema(root), (engine) =>
      engine.applyMigrations(migrations),
    );
    await helpWithSpelling(client);
    await prepareJobs(connections.owner);
    if (connections.separated) await grantRoles(client);
    return appliedMigrationNames;
  } finally {
    await client.end();
  }
}

/** Similar words of headlines by trigrams. If the role may not install the extension, search works without suggestions. */
async function helpWithSpelling(client: pg.Client): Promise<void> {
  try {
    await client.query("create extension if not exists pg_trgm");
    await client.query(
      "create index if not exists search_word_trigram_idx on search_word using gin (word gin_trgm_ops)",
    );
  } catch (error) {
    log.info({ error }, "pg_trgm cannot be installed; search runs without spelling suggestions");
  }
}

/** pg-boss makes its own tables and the queues as the owner; the app only uses them. */
async function prepareJobs(owner: string): Promise<void> {
  const boss = new PgBoss({ connectionString: owner, schema: "pgboss", supervise: false, schedule: false, max: 2 });
  boss.on("error", () => {});
  await boss.start();
  try {
    for (const name of queues) if (!(await boss.getQueue(name))) await boss.createQueue(name, { policy: "exclusive" });
  } finally {
    await boss.stop({ graceful: false });
  }
}
