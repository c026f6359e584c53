import type pg from "pg";
import type { Transaction } from "../postgres/app.ts";
import { BackupError } from "./errors.ts";

/**
 * Until the connection ends, no second backup starts, and no file of the store is deleted.
 * @throws BackupError if another backup is running
 */
export async function holdBackupLocks(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ isFree: boolean }>(
    `select pg_try_advisory_lock(hashtext('galley backup')) as "isFree"`,
  );
  if (!rows[0]?.isFree) throw new BackupError("Another backup is running. Try again when it has ended.");
  await client.query("select pg_advisory_lock(hashtext('galley files'))");
}

/** Whether this transaction may delete files of the store: not while a backup reads them. */
export async function mayDeleteFiles(tx: Transaction): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ may: boolean }[]>`
    select pg_try_advisory_xact_lock_shared(hashtext('galley files')) as may`;
  return row?.may ?? false;
}
