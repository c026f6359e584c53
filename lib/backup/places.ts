// Where backups are kept: a folder of this machine, or the bucket of the picture store.
import { createWriteStream } from "node:fs";
import { mkdir, open, readdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { bucketFolder } from "../pictures/bucket-objects.ts";
import { bucketAddress } from "../s3-settings.ts";
import type { S3Settings } from "../settings.ts";
import { type BackupFile, localBackup } from "./read.ts";

export type BackupPlace = {
  /** For messages. */
  name: string;
  /** A file appears under its name once it is complete. @returns its bytes */
  write(name: string, chunks: AsyncIterable<Buffer>): Promise<number>;
  list(): Promise<string[]>;
  remove(name: string): Promise<void>;
  /** Whether the list of the files of each backup is kept beside it (`listName`), because reading a whole backup takes long and costs. */
  keepsLists: boolean;
  file(name: string): BackupFile;
};

/** A killed run leaves only `FILE.part`, and an earlier file of the name as it was. */
export const folderPlace = (folder: string): BackupPlace => ({
  name: folder,
  keepsLists: false,
  async write(name, chunks) {
    const file = path.join(folder, name);
    const draft = `${file}.part`;
    await mkdir(folder, { recursive: true });
    const out = createWriteStream(draft, { mode: 0o600, flush: true });
    try {
      await pipeline(Readable.from(chunks, { objectMode: false }), out);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
    await rename(draft, file);
    await flushFolder(folder);
    return out.bytesWritten;
  },
  list: async () => (await readdir(folder)).sort(),
  remove: (name) => rm(path.join(folder, name), { force: true }),
  file: (name) => localBackup(path.join(folder, name)),
});

/** Folders cannot be flushed on Windows. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

export function bucketPlace(settings: S3Settings): BackupPlace {
  const folder = bucketFolder(settings, "backups/");
  const place = `${bucketAddress(settings)}backups/`;
  const file = (name: string): BackupFile => ({
    name: place + name,
    bytes: () => folder.read(name),
    sibling: (other) => file(path.posix.basename(other)),
  });
  const remove = async (name: string) => {
    await folder.remove(name);
    await folder.remove(listName(name));
  };
  return { name: place, keepsLists: true, ...folder, remove, file };
}

/** The name of the list of the files of a backup. */
export const listName = (backup: string): string => `${backup}.files`;

const timeIn = (at: Date): string => at.toISOString().slice(0, 19).replaceAll(":", "").replace("T", "-");

/**
 * The name of a backup that begins at an instant: "galley-2026-11-29-031500.backup".
 * @param base the name of the backup whose files it leaves out: "galley-2026-11-30-031500-since-2026-11-29-031500.backup"
 */
export function backupName(at: Date, base: string | null = null): string {
  const since = base === null ? null : readName(base);
  return `galley-${timeIn(at)}${since ? `-since-${since.time}` : ""}.backup`;
}

type NamedBackup = { name: string; time: string; baseTime: string | null };

/** Null for a file whose name is not by `backupName`. */
function readName(name: string): NamedBackup | null {
  const [, time, baseTime = null] =
    /^galley-(\d{4}-\d\d-\d\d-\d{6})(?:-since-(\d{4}-\d\d-\d\d-\d{6}))?\.backup$/.exec(name) ?? [];
  return time === undefined ? null : { name, time, baseTime };
}

/** Those with names by `backupName`, oldest first. */
const inOrder = (names: readonly string[]): NamedBackup[] =>
  names.flatMap((name) => readName(name) ?? []).sort((one, other) => (one.time < other.time ? -1 : 1));

/** The newest backup with all files in it, if it began after an instant; null if there is none. */
export const newestWhole = (names: readonly string[], after: Date): string | null =>
  inOrder(names).findLast(({ time, baseTime }) => baseTime === null && time > timeIn(after))?.name ?? null;

/** Those that are neither among the newest nor hold files that one of the newest leaves out. */
export function outdatedBackups(names: readonly string[], keptCount: number): string[] {
  const all = inOrder(names);
  const kept = new Set(all.slice(-keptCount).flatMap(({ time, baseTime }) => [time, baseTime]));
  return all.filter(({ time }) => !kept.has(time)).map(({ name }) => name);
}

/** Deletes all but the newest backups that have names by `backupName`, and those that the newest need. */
export async function removeOld(place: BackupPlace, keptCount: number): Promise<void> {
  for (const name of outdatedBackups(await place.list(), keptCount)) await place.remove(name);
}
