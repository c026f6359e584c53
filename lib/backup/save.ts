// Writing a backup to a file.
import { createWriteStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { checkBackup, localBackup } from "./read.ts";
import { seal } from "./seal.ts";
import { type BackupSource, type BackupSummary, type Base, backupBytes } from "./write.ts";

/** The usual name of a backup that begins at an instant. */
export const backupName = (at: Date): string =>
  `galley-${at.toISOString().slice(0, 19).replaceAll(":", "").replace("T", "-")}.backup`;

/** Reads an earlier backup, so that the next one in its folder holds only new files. @throws BackupError */
export async function readBase(file: string, passphrase: string | undefined): Promise<Base> {
  const { head, files } = await checkBackup(localBackup(file), passphrase);
  return { id: head.id, file: path.basename(file), files };
}

/**
 * Writes a backup to a file, which appears under its name once it is complete and flushed to the disk. A killed run leaves
 * only `FILE.part`, and an earlier file of the name as it was.
 * @throws BackupError if another backup is running
 */
export async function saveBackup(
  file: string,
  source: BackupSource & { passphrase?: string | undefined },
): Promise<BackupSummary & { bytes: number }> {
  const draft = `${file}.part`;
  await mkdir(path.dirname(file), { recursive: true });
  let summary: BackupSummary | undefined;
  const plain = async function* () {
    summary = yield* backupBytes(source);
  };
  const chunks = source.passphrase === undefined ? plain() : seal(plain(), source.passphrase);
  const out = createWriteStream(draft, { mode: 0o600, flush: true });
  try {
    await pipeline(Readable.from(chunks, { objectMode: false }), out);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  if (!summary) throw new Error("the backup ended without a summary");
  await rename(draft, file);
  await flushFolder(path.dirname(file));
  return { ...summary, bytes: out.bytesWritten };
}

/** Folders cannot be flushed on Windows. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}
