// `npm run migration -- name`: writes the SQL from the schema of the last migration to today's schema.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { startEmbedded } from "#lib/postgres/embedded.ts";
import { diffSchemas, readSchema } from "#lib/postgres/migrate.ts";

const root = process.cwd();
const directory = path.join(root, "prisma", "migrations");
const snapshot = path.join(directory, "schema-of-last-migration.txt");
const name = (process.argv[2] ?? "change").replace(/[^a-z0-9]+/gi, "_").toLowerCase();

// The engine wants a connection even to compare two texts.
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "galley-migration-"));
const server = await startEmbedded(folder, () => {});
try {
  const today = readSchema(root);
  const before = fs.existsSync(snapshot) ? fs.readFileSync(snapshot, "utf8") : null;
  const sql = await diffSchemas(server.connections.owner, before, today);
  if (sql.trim() === "" || sql.includes("This is an empty migration")) {
    console.log("The schema has not changed since the last migration.");
  } else {
    const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
    const target = path.join(directory, `${stamp}_${name}`);
    fs.mkdirSync(target, { recursive: true });
    fs.writeFileSync(path.join(target, "migration.sql"), sql);
    fs.writeFileSync(snapshot, today);
    console.log(`Wrote ${path.relative(root, target)}/migration.sql: read it before you commit it.`);
  }
} finally {
  await server.stop();
  fs.rmSync(folder, { recursive: true, force: true });
}
