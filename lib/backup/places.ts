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
  file(name: string): BackupFile;
};

/** A killed run leaves only `FILE.part`, and an earlier file of the name as it was. */
export const folderPlace = (folder: string): BackupPlace => ({
  name: folder,
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
  return { name: place, ...folder, file };
}

/** The name of a backup that begins at an instant: "galley-2026-11-29-031500.backup". */
export const backupName = (at: Date): string =>
  `galley-${at.toISOString().slice(0, 19).replaceAll(":", "").replace("T", "-")}.backup`;

const usualName = /^galley-\d{4}-\d\d-\d\d-\d{6}\.backup$/;

/** Deletes all but the newest backups that have names by `backupName`. */
export async function removeOld(place: BackupPlace, keptCount: number): Promise<void> {
  const names = (await place.list()).filter((name) => usualName.test(name));
  for (const name of names.slice(0, Math.max(0, names.length - keptCount))) await place.remove(name);
}
