// Reading a backup: its entries in order, and the check that it is whole.
import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { zstdDecompress } from "node:zlib";
import { BackupError } from "./errors.ts";
import {
  type BackupHead,
  type BackupTail,
  type FileRecord,
  formatNumber,
  headName,
  headSchema,
  tailName,
  tailSchema,
} from "./format.ts";
import { unseal } from "./seal.ts";
import { readTar, type TarEntry } from "./tar.ts";

export const decompress: (bytes: Buffer) => Promise<Buffer> = promisify<Buffer, Buffer>(zstdDecompress);

/** A backup that can be read several times. */
export type BackupFile = {
  /** Its name in messages. */
  name: string;
  bytes(): AsyncIterable<Buffer>;
  /** A backup that is beside it. */
  sibling(name: string): BackupFile;
};

/** A backup in a file of this machine. */
export const localBackup = (file: string): BackupFile => ({
  name: file,
  bytes: () => createReadStream(file, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>,
  sibling: (name) => localBackup(path.join(path.dirname(file), path.basename(name))),
});

/**
 * The entries between the first and the last one. Both are checked: once all entries are read, the file is known to be whole.
 * @throws BackupError if it is damaged, incomplete, no backup or made by a newer Galley
 */
export async function* entriesOf(
  file: BackupFile,
  passphrase: string | undefined,
): AsyncGenerator<TarEntry & { head: BackupHead }, { head: BackupHead; tail: BackupTail }> {
  const hash = createHash("sha256");
  let head: BackupHead | undefined;
  try {
    for await (const entry of readTar(unseal(file.bytes(), passphrase), hash, tailName)) {
      if (!head) {
        if (entry.name !== headName) throw new BackupError("It is not a backup of Galley.");
        head = readHead(await textOf(entry));
      } else if (entry.name === tailName) {
        const tail = tailSchema.safeParse(parsed(await textOf(entry))).data;
        if (tail?.sha256 !== hash.digest("hex"))
          throw new BackupError("The file is damaged: its content does not fit its checksum. Use another copy of it.");
        return { head, tail };
      } else yield { ...entry, head };
    }
    throw new BackupError("The file is incomplete: it has no checksum at its end. Use another file.");
  } catch (error) {
    if (error instanceof BackupError) throw new BackupError(`${file.name} cannot be used. ${error.message}`);
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new BackupError(`There is no file ${file.name}.`);
    if (code === "EISDIR") throw new BackupError(`${file.name} is a folder. Name the file of a backup.`);
    throw error;
  }
}

function readHead(text: string): BackupHead {
  const given = parsed(text);
  const { format } = Object(given) as { format?: unknown };
  if (typeof format === "number" && format > formatNumber) throw newer();
  const head = headSchema.safeParse(given).data;
  if (!head) throw new BackupError("The file is damaged, or it is not a backup of Galley.");
  const folder = path.join(process.cwd(), "prisma", "migrations");
  if (head.migrations.some((name) => !/^\w+$/.test(name) || !existsSync(path.join(folder, name)))) throw newer();
  return head;
}

const newer = () =>
  new BackupError("It was made by a newer version of Galley. Update Galley to that version, then try again.");

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export async function bytesOf({ body }: TarEntry): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of body) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}

export const textOf = async (entry: TarEntry): Promise<string> => (await bytesOf(entry)).toString();

/** The records in an entry of `file-lists/`. */
export async function recordsIn(entry: TarEntry): Promise<FileRecord[]> {
  const text = (await decompress(await bytesOf(entry))).toString();
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as FileRecord);
}

export type CheckedBackup = { file: BackupFile; head: BackupHead; tail: BackupTail; files: Map<string, FileRecord> };

/** Reads a whole backup. @throws BackupError if it cannot be used */
export async function checkBackup(file: BackupFile, passphrase: string | undefined): Promise<CheckedBackup> {
  const files = new Map<string, FileRecord>();
  const entries = entriesOf(file, passphrase);
  for (;;) {
    const { done, value } = await entries.next();
    if (done) return { file, ...value, files };
    if (value.name.startsWith("file-lists/"))
      for (const record of await recordsIn(value)) files.set(`${record.key}/${record.file}`, record);
  }
}

/**
 * A backup and those that hold the rest of its files, all of them whole.
 * @throws BackupError if one is missing or cannot be used
 */
export async function checkChain(file: BackupFile, passphrase: string | undefined): Promise<CheckedBackup[]> {
  const first = await checkBackup(file, passphrase);
  if (first.head.tables.length === 0)
    throw new BackupError(`${file.name} only lists the files of a backup. Name the backup itself, without “.files”.`);
  const needed = new Set([...first.files.values()].map((record) => record.in));
  const chain = [first];
  needed.delete(first.head.id);
  for (let last = first; needed.size > 0; ) {
    const { base } = last.head;
    if (!base) throw new BackupError(`${last.file.name} needs files of an earlier backup, which it does not name.`);
    last = await checkBackup(last.file.sibling(base.file), passphrase).catch((error) => {
      throw error instanceof BackupError
        ? new BackupError(`${file.name} is based on an earlier backup, which must be beside it. ${error.message}`)
        : error;
    });
    if (last.head.id !== base.id)
      throw new BackupError(
        `${file.name} is based on an earlier backup named ${base.file}, but the file of that name is another backup.`,
      );
    needed.delete(last.head.id);
    chain.push(last);
  }
  return chain;
}
