// The backup of each night, by the setting GALLEY_BACKUP.
import { newId } from "../ids.ts";
import { log } from "../log.ts";
import { pictureStore } from "../pictures/store.ts";
import { appClient } from "../postgres/app.ts";
import { secret, settings } from "../process.ts";
import type { Settings } from "../settings.ts";
import { BackupError } from "./errors.ts";
import { type BackupPlace, backupName, bucketPlace, folderPlace, listName, newestWhole, removeOld } from "./places.ts";
import { readBase, saveBackup } from "./save.ts";
import type { Base } from "./write.ts";

/** A start within this time after a backup makes no other one. */
const minPauseMs = 20 * 60 * 60 * 1000;
/** A backup with all files is made when the last one is older. Six days and a half, so that it falls on the same night each week. */
const wholeEveryMs = 6.5 * 24 * 60 * 60 * 1000;
/** How long a row about a backup is kept. */
const keptRowsDays = 90;

/** Null: nightly backups are not set up. */
export function nightlyPlace({ backup, s3 }: Settings): BackupPlace | null {
  if (!backup) return null;
  if (backup.to !== "s3") return folderPlace(backup.to);
  return s3 ? bucketPlace(s3) : null;
}

/**
 * Writes a backup to the place of the settings, and deletes the oldest ones beyond the number to keep. Does nothing where
 * none is set up, or if the last one is recent and nobody asked for another one.
 * @throws BackupError after it was recorded
 */
export async function backUpNightly({ isByHand, now = new Date() }: { isByHand: boolean; now?: Date }): Promise<void> {
  const own = settings();
  const place = nightlyPlace(own);
  if (!place || !own.backup) return;
  const recent = await appClient().backupRun.count({
    where: { bytes: { not: null }, startedAt: { gt: new Date(now.getTime() - minPauseMs) } },
  });
  if (recent > 0 && !isByHand) return;
  const base = await findBase(place, own.backup.passphrase, now);
  const run = { id: newId(), startedAt: now, file: backupName(now, base?.file ?? null) };
  await appClient().backupRun.create({ data: run, select: { id: true } });
  const finish = (data: { bytes: bigint } | { error: string }) =>
    appClient().backupRun.update({
      where: { id: run.id },
      data: { ...data, finishedAt: new Date() },
      select: { id: true },
    });
  try {
    const { bytes, missing } = await saveBackup(place, run.file, {
      store: pictureStore(),
      secret: secret(),
      passphrase: own.backup.passphrase,
      base,
    });
    await finish({ bytes: BigInt(bytes) });
    log.info({ file: run.file, bytes, missing }, "nightly backup: written");
  } catch (error) {
    const sentence = sentenceOf(error, place);
    await finish({ error: sentence });
    log.error({ error, place: place.name }, "nightly backup failed; the next attempt is tomorrow");
    throw new BackupError(sentence, { cause: error });
  }
  await removeOld(place, own.backup.keep);
  await appClient().backupRun.deleteMany({
    where: { startedAt: { lt: new Date(now.getTime() - keptRowsDays * 86_400_000) } },
  });
}

/**
 * The backup whose files the next one leaves out; null where the next one holds everything: once a week, and where the earlier one cannot
 * be used. In a folder that is checked to its last byte, in a bucket by its list alone.
 */
async function findBase(place: BackupPlace, passphrase: string | undefined, now: Date): Promise<Base | null> {
  const names = await place.list().catch((): string[] => []);
  const name = newestWhole(names, new Date(now.getTime() - wholeEveryMs));
  if (name === null || (place.keepsLists && !names.includes(listName(name)))) return null;
  try {
    const base = await readBase(place, name, passphrase);
    // One that a person has made may leave files out, whatever its name says.
    return [...base.files.values()].every((record) => record.in === base.id) ? base : null;
  } catch (error) {
    log.warn({ error, file: name }, "nightly backup: the last whole backup cannot be used; writing another one");
    return null;
  }
}

function sentenceOf(error: unknown, place: BackupPlace): string {
  if (error instanceof BackupError) return error.message;
  const { code } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC") return `The disk of ${place.name} is full.`;
  if (code === "EACCES" || code === "EROFS" || code === "EPERM") return `Galley may not write to ${place.name}.`;
  if (code === "ENOTDIR" || code === "EEXIST") return `${place.name} is not a folder. Set GALLEY_BACKUP to one.`;
  return `The backup could not be written to ${place.name}: ${(error as Error).message.slice(0, 300)}.`;
}
