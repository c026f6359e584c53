import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import type { PictureStore } from "../pictures/types.ts";
import { migrate } from "../postgres/migrate.ts";
import { connections } from "../process.ts";
import type { Settings } from "../settings.ts";
import { insertRows } from "./copy.ts";
import { BackupError } from "./errors.ts";
import type { FileRecord } from "./format.ts";
import { type BackupFile, bytesOf, type CheckedBackup, checkChain, decompress, entriesOf, textOf } from "./read.ts";
import { dropEverything, makeTables, setSequences, takeOffIndexes } from "./replace.ts";
import { announceSecret, takeSecret } from "./secret-file.ts";
import type { TarEntry } from "./tar.ts";

export type RecoveryProgress = { step: "check" | "tables" | "files" | "indexes"; name: string };

export type RecoveryOptions = {
  settings: Settings;
  store: PictureStore;
  passphrase?: string | undefined;
  onProgress?: (progress: RecoveryProgress) => void;
};

export type RecoverySummary = {
  /** The instant of the backup. */
  at: string;
  rows: number;
  files: number;
  /** False: GALLEY_SECRET is set, and it is not the secret of the backup. */
  hasSameSecret: boolean;
};

/**
 * Replaces the whole newsroom with that of a backup. The file is read whole before anything changes. Pictures come first: they
 * are stored by their hash and replace nothing. All tables are replaced in one transaction, so that a kill at any moment leaves
 * either the old newsroom or the new one.
 * @throws BackupError if the file cannot be used, or Galley is running
 */
export async function recover(file: BackupFile, options: RecoveryOptions): Promise<RecoverySummary> {
  const { settings, passphrase, onProgress = () => {} } = options;
  onProgress({ step: "check", name: file.name });
  const chain = await checkChain(file, passphrase);
  const [first] = chain as [CheckedBackup, ...CheckedBackup[]];

  const client = new pg.Client({ connectionString: connections().owner, application_name: "galley recover" });
  // A lost connection makes the statement fail that is waiting for it.
  client.on("error", () => {});
  await client.connect();
  let secret: string;
  try {
    await refuseWhileRunning(client);
    for (const each of chain) await restoreFiles(each, first.files, options);
    await client.query("begin");
    await client.query("set local timezone = 'UTC'");
    await client.query("set local idle_in_transaction_session_timeout = 0");
    await client.query("select pg_advisory_xact_lock(hashtext('galley migrate'))");
    await dropEverything(client);
    await makeTables(client, first.head.migrations);
    const putBack = await takeOffIndexes(client);
    secret = await restoreTables(client, first, options);
    onProgress({ step: "indexes", name: "" });
    await putBack();
    await announceSecret(client, settings.data, secret);
    await client.query("commit");
  } finally {
    await client.end();
  }
  await takeSecret(settings);
  // Newer tables, rights of the roles, and jobs. A start would make them, too.
  await migrate(connections(), process.cwd());
  await analyze();
  const { at } = first.head;
  const rows = Object.values(first.tail.rows).reduce((sum, count) => sum + count, 0);
  const hasSameSecret = settings.secret === undefined || settings.secret === secret;
  return { at, rows, files: first.tail.files, hasSameSecret };
}

async function refuseWhileRunning(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "select name from press_node where lease_until > clock_timestamp() order by name limit 1",
  );
  if (rows[0]) throw new BackupError(`Galley is running on ${rows[0].name}. Stop it, then try again.`);
}

/** @returns the secret of the backup */
async function restoreTables(
  client: pg.Client,
  { file, head, tail }: CheckedBackup,
  { passphrase, onProgress = () => {} }: RecoveryOptions,
): Promise<string> {
  const entries = entriesOf(file, passphrase);
  let secret = "";
  let next = await entries.next();
  const advance = async () => {
    next = await entries.next();
  };
  while (!next.done) {
    const entry = next.value;
    const [folder, name = ""] = entry.name.split("/");
    if (entry.name === "secret") secret = await textOf(entry);
    else if (entry.name === "sequences.json") await setSequences(client, JSON.parse(await textOf(entry)));
    else if (folder === "tables") {
      const table = head.tables.find((each) => each.name === name);
      if (!table) throw new BackupError(`${file.name} is damaged: it has rows of an unknown table.`);
      onProgress({ step: "tables", name });
      const isOfTable = () => !next.done && next.value.name.startsWith(`tables/${name}/`);
      const chunks = async function* () {
        for (; isOfTable(); await advance()) yield await decompress(await bytesOf(next.value as TarEntry));
      };
      const count = await insertRows(client, table, chunks());
      if (count !== tail.rows[name])
        throw new Error(`recovery: ${count} rows of ${name} came in instead of ${tail.rows[name]}`);
      continue;
    }
    await advance();
  }
  return secret;
}

/** Stores the files of a backup that are still needed, all of one upload at a time. */
async function restoreFiles(
  { file, head }: CheckedBackup,
  wanted: ReadonlyMap<string, FileRecord>,
  { store, passphrase, onProgress = () => {} }: RecoveryOptions,
): Promise<void> {
  let upload: { key: string; folder: string; files: FileRecord[] } | undefined;
  const keep = async () => {
    if (!upload) return;
    const { key, folder, files } = upload;
    upload = undefined;
    await keepFiles(store, key, folder, files);
  };
  try {
    for await (const entry of entriesOf(file, passphrase)) {
      const [folder, key = "", name = ""] = entry.name.split("/");
      if (folder !== "files") continue;
      const record = wanted.get(`${key}/${name}`);
      if (record?.in !== head.id) continue;
      if (upload?.key !== key) {
        await keep();
        upload = { key, folder: await store.prepare(), files: [] };
        onProgress({ step: "files", name: key });
      }
      await pipeline(entry.body, createWriteStream(path.join(upload.folder, name)));
      upload.files.push(record);
    }
    await keep();
  } finally {
    if (upload) await store.drop(upload.folder);
  }
}

/** Adds files to the store. Where one of them is there with other bytes, all files of the upload are replaced. */
async function keepFiles(
  store: PictureStore,
  key: string,
  folder: string,
  files: readonly FileRecord[],
): Promise<void> {
  for (const { file, sha256 } of files) {
    if ((await hashOf(createReadStream(path.join(folder, file)))) !== sha256) {
      await store.drop(folder);
      throw new BackupError(`The backup changed while it was read: ${key}/${file} does not fit its checksum.`);
    }
  }
  let missingCount = 0;
  for (const { file, sha256 } of files) {
    const kept = await store.open(key, file);
    if (!kept) missingCount++;
    else if ((await hashOf(kept.stream as AsyncIterable<Buffer>)) !== sha256) {
      missingCount++;
      await store.remove(key);
    }
  }
  if (missingCount > 0) await store.keep(key, folder);
  else await store.drop(folder);
}

async function hashOf(chunks: AsyncIterable<Buffer>): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest("hex");
}

/** Without statistics the first pages would be planned badly. */
async function analyze(): Promise<void> {
  const client = new pg.Client({ connectionString: connections().owner });
  await client.connect();
  await client.query("analyze").finally(() => client.end());
}
