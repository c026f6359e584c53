import { createHash, randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { zstdCompress } from "node:zlib";
import pg from "pg";
import type { PictureStore, StoredFile } from "../pictures/types.ts";
import { connections } from "../process.ts";
import { rowsOf, sequencesOf, tablesOf } from "./copy.ts";
import { type BackupHead, type BackupTail, type FileRecord, formatNumber, headName, tailName } from "./format.ts";
import { holdBackupLocks } from "./locks.ts";
import { tarEnd, tarHeader, tarPadding } from "./tar.ts";

const compress = promisify(zstdCompress);
const pieceBytes = 4 * 1024 * 1024;
const filesPerList = 1_000;

/** What an earlier backup knows: the new one leaves out files that are there. */
export type Base = { id: string; file: string; files: ReadonlyMap<string, FileRecord> };

export type BackupProgress = { table: string | null; rows: number; files: number };

export type BackupSource = {
  store: PictureStore;
  secret: string;
  base?: Base | null;
  /** Whether the summary has the list of the files. */
  withList?: boolean;
  onProgress?: (progress: BackupProgress) => void;
};

export type BackupSummary = {
  id: string;
  /** The instant of which it holds all rows. */
  at: string;
  rows: number;
  files: number;
  /** Files that are not in the base. */
  included: number;
  /** A backup without rows and files, from which a later one takes what is in this one; null if nobody asked for it. */
  list: Buffer | null;
  /** Pictures and other uploads without any file in the store. */
  missing: number;
};

/**
 * A backup as a stream of bytes: all tables as they are at one instant, and all files. Galley may run meanwhile.
 * @throws BackupError if another backup is running
 */
export async function* backupBytes({
  store,
  secret,
  base = null,
  withList = false,
  onProgress = () => {},
}: BackupSource): AsyncGenerator<Buffer, BackupSummary> {
  const client = new pg.Client({ connectionString: connections().owner, application_name: "galley backup" });
  // A lost connection makes the statement fail that is waiting for it.
  client.on("error", () => {});
  await client.connect();
  try {
    await holdBackupLocks(client);
    return yield* new HashedTar().entries(client, { store, secret, base, withList, onProgress });
  } finally {
    await client.end();
  }
}

/** Writes entries and keeps the hash of all bytes. */
class HashedTar {
  readonly #hash = createHash("sha256");
  /** As they are in the file: compressed. */
  readonly #lists: Buffer[] = [];
  #at = new Date(0);

  async *entries(
    client: pg.Client,
    { store, secret, base, withList, onProgress }: Required<BackupSource>,
  ): AsyncGenerator<Buffer, BackupSummary> {
    await client.query("begin isolation level repeatable read read only");
    await client.query("set local timezone = 'UTC'");
    const { rows: now } = await client.query<{ at: Date }>("select clock_timestamp() as at");
    const at = now[0]?.at ?? new Date();
    this.#at = at;
    const tables = await tablesOf(client);
    const { rows: applied } = await client.query<{ name: string }>(
      "select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null order by migration_name",
    );
    const head: BackupHead = {
      format: formatNumber,
      id: randomUUID(),
      at: at.toISOString(),
      base: base && { id: base.id, file: base.file },
      migrations: applied.map(({ name }) => name),
      tables,
    };
    yield* this.#entry(headName, json(head));
    yield* this.#entry("secret", Buffer.from(secret));

    const { rows: uploads } = await client.query<{ key: string }>(
      "select sha256 as key from picture union select sha256 from media_file",
    );
    const missing = new Set(uploads.map(({ key }) => key));

    const rows: Record<string, number> = {};
    let rowCount = 0;
    for (const table of tables) {
      let number = 0;
      rows[table.name] = 0;
      for await (const chunk of rowsOf(client, table, pieceBytes)) {
        yield* this.#entry(pieceName(`tables/${table.name}`, ++number), await compress(chunk));
        const count = linesIn(chunk);
        rows[table.name] = (rows[table.name] ?? 0) + count;
        rowCount += count;
        onProgress({ table: table.name, rows: rowCount, files: 0 });
      }
    }
    yield* this.#entry("sequences.json", json(await sequencesOf(client)));
    // The files need no snapshot: they never change, and none is deleted while the lock is held.
    await client.query("commit");

    let [files, included, lists] = [0, 0, 0];
    let records: FileRecord[] = [];
    for await (const stored of store.list()) {
      const known = base?.files.get(`${stored.key}/${stored.file}`);
      if (known && known.bytes === stored.bytes) records.push(known);
      else {
        const sha256 = yield* this.#file(store, stored);
        records.push({ ...stored, sha256, in: head.id });
        included++;
      }
      missing.delete(stored.key);
      files++;
      onProgress({ table: null, rows: rowCount, files });
      if (records.length < filesPerList) continue;
      yield* this.#list(++lists, records);
      records = [];
    }
    if (records.length > 0) yield* this.#list(++lists, records);
    yield this.#end({ rows, files, included });
    const list = withList ? HashedTar.#listOf(head, this.#lists, { files, included }) : null;
    return { id: head.id, at: head.at, rows: rowCount, files, included, list, missing: missing.size };
  }

  static #listOf(head: BackupHead, lists: readonly Buffer[], counts: Pick<BackupTail, "files" | "included">): Buffer {
    const tar = new HashedTar();
    tar.#at = new Date(head.at);
    const parts = [...tar.#entry(headName, json({ ...head, tables: [] }))];
    for (const [index, list] of lists.entries()) parts.push(...tar.#entry(pieceName("file-lists", index + 1), list));
    return Buffer.concat([...parts, tar.#end({ rows: {}, ...counts })]);
  }

  #end(counts: Omit<BackupTail, "sha256">): Buffer {
    const bytes = json({ sha256: this.#hash.digest("hex"), ...counts } satisfies BackupTail);
    return Buffer.concat([tarHeader(tailName, bytes.length, this.#at), bytes, tarPadding(bytes.length), tarEnd]);
  }

  *#entry(name: string, bytes: Buffer): Generator<Buffer> {
    yield this.#hashed(Buffer.concat([tarHeader(name, bytes.length, this.#at), bytes, tarPadding(bytes.length)]));
  }

  /** @returns the SHA-256 of the file */
  async *#file(store: PictureStore, { key, file, bytes }: StoredFile): AsyncGenerator<Buffer, string> {
    const opened = await store.open(key, file);
    if (!opened) throw new Error(`a file of the store has vanished: ${key}/${file}`);
    yield this.#hashed(tarHeader(`files/${key}/${file}`, bytes, this.#at));
    const own = createHash("sha256");
    let count = 0;
    for await (const chunk of opened.stream as AsyncIterable<Buffer>) {
      own.update(chunk);
      count += chunk.length;
      yield this.#hashed(chunk);
    }
    if (count !== bytes) throw new Error(`a file of the store has another size than listed: ${key}/${file}`);
    yield this.#hashed(tarPadding(bytes));
    return own.digest("hex");
  }

  async *#list(number: number, records: readonly FileRecord[]): AsyncGenerator<Buffer> {
    const text = records.map((record) => `${JSON.stringify(record)}\n`).join("");
    const list = await compress(Buffer.from(text));
    this.#lists.push(list);
    yield* this.#entry(pieceName("file-lists", number), list);
  }

  #hashed(chunk: Buffer): Buffer {
    this.#hash.update(chunk);
    return chunk;
  }
}

const json = (value: unknown): Buffer => Buffer.from(`${JSON.stringify(value, null, 1)}\n`);
const pieceName = (folder: string, number: number) => `${folder}/${String(number).padStart(6, "0")}.zst`;

/** COPY escapes line breaks within values: each row is one line. */
function linesIn(chunk: Buffer): number {
  let count = 0;
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) count++;
  return count;
}
