import type { BackupPlace } from "./places.ts";
import { type BackupFile, checkBackup } from "./read.ts";
import { seal } from "./seal.ts";
import { type BackupSource, type BackupSummary, type Base, backupBytes } from "./write.ts";

/** Reads an earlier backup, so that the next one beside it holds only new files. @throws BackupError */
export async function readBase(file: BackupFile, name: string, passphrase: string | undefined): Promise<Base> {
  const { head, files } = await checkBackup(file, passphrase);
  return { id: head.id, file: name, files };
}

/** Writes a backup, encrypted if a passphrase is given. @throws BackupError if another backup is running */
export async function saveBackup(
  place: BackupPlace,
  name: string,
  source: BackupSource & { passphrase?: string | undefined },
): Promise<BackupSummary & { bytes: number }> {
  let summary: BackupSummary | undefined;
  const plain = async function* () {
    summary = yield* backupBytes(source);
  };
  const chunks = source.passphrase === undefined ? plain() : seal(plain(), source.passphrase);
  const bytes = await place.write(name, chunks);
  if (!summary) throw new Error("the backup ended without a summary");
  return { ...summary, bytes };
}
