import { type BackupPlace, listName } from "./places.ts";
import { checkBackup } from "./read.ts";
import { newSalt, seal } from "./seal.ts";
import { type BackupSource, type BackupSummary, type Base, backupBytes } from "./write.ts";

/**
 * Reads which files an earlier backup holds, so that the next one beside it holds only new ones. Where the place keeps lists, its list is
 * read and not the backup itself. @throws BackupError
 */
export async function readBase(place: BackupPlace, name: string, passphrase: string | undefined): Promise<Base> {
  const hasList = place.keepsLists && (await place.list()).includes(listName(name));
  const { head, files } = await checkBackup(place.file(hasList ? listName(name) : name), passphrase);
  return { id: head.id, file: name, files };
}

/** Writes a backup, encrypted if a passphrase is given. @throws BackupError if another backup is running */
export async function saveBackup(
  place: BackupPlace,
  name: string,
  { passphrase, ...source }: Omit<BackupSource, "withList"> & { passphrase?: string | undefined },
): Promise<BackupSummary & { bytes: number }> {
  let summary: BackupSummary | undefined;
  const plain = async function* () {
    summary = yield* backupBytes({ ...source, withList: place.keepsLists });
  };
  const salt = newSalt();
  const sealed = (chunks: AsyncIterable<Buffer>) =>
    passphrase === undefined ? chunks : seal(chunks, passphrase, salt);
  const bytes = await place.write(name, sealed(plain()));
  if (!summary) throw new Error("the backup ended without a summary");
  const { list } = summary;
  if (list) await place.write(listName(name), sealed(once(list)));
  return { ...summary, bytes };
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
