// What commands do that work on the database while Galley runs or rests.
import { takeSecret } from "#lib/backup/secret-file.ts";
import { openDatabase, StartError } from "#lib/postgres/open.ts";
import { shared } from "#lib/process.ts";
import { loadSecret } from "#lib/secret.ts";
import { readSettings, type Settings } from "#lib/settings.ts";
import { lockOwner, takeLock } from "./lock.mjs";

/**
 * Runs work with an open database. If Galley is running, its database is used, and it notices changes; else one is started
 * for as long. @throws StartError, SettingsError
 */
export const withDatabase = <T>(work: (settings: Settings) => Promise<T>): Promise<T> => open(work, false);

/** As `withDatabase`, but refuses while Galley runs on this data folder. @throws StartError, SettingsError */
export const withStoppedDatabase = <T>(work: (settings: Settings) => Promise<T>): Promise<T> => open(work, true);

async function open<T>(work: (settings: Settings) => Promise<T>, hasToBeStopped: boolean): Promise<T> {
  const settings = readSettings(process.env);
  shared().settings = settings;
  const say = (line: string) => console.log(`  ${line}`);
  const runs = (await lockOwner(settings.data)) !== null;
  if (runs && hasToBeStopped)
    throw new StartError(`Galley is running on ${settings.data}. Stop it, then run the command again.`);
  const lock = runs ? null : await takeLock(settings.data);
  if (!runs && !lock) throw new StartError(`Galley is just starting on ${settings.data}: try again in a moment.`);
  let stop = async () => {};
  try {
    shared().secret = loadSecret(settings);
    const database = await openDatabase(settings, say);
    if (!runs) stop = database.stop;
    await takeSecret(settings); // of a recovery that was killed at its end
    return await work(settings);
  } finally {
    await stop();
    lock?.release();
  }
}
