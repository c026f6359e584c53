// What is in a backup, in this order:
//
//   galley-backup.json        BackupHead
//   secret                    the secret of the server, see lib/secret.ts
//   tables/NAME/000001.zst    rows as COPY writes them, in pieces of some megabytes
//   sequences.json            the last number of each sequence
//   files/KEY/NAME            files of pictures, videos and documents; in an incremental backup only the new ones
//   file-lists/000001.zst     after up to 1,000 files, a FileRecord per line; lists the files that are only in the base, too
//   checksum.json             BackupTail
//
// In a bucket, NAME.files beside the backup NAME is the same without secret, rows and files: it lists what NAME and its base hold.
import * as z from "zod";

/** Raised when an older Galley can no longer read what is written. */
export const formatNumber = 1;

export const headName = "galley-backup.json";
export const tailName = "checksum.json";

export const headSchema = z.object({
  format: z.number().int(),
  id: z.uuid(),
  /** The instant of the snapshot. */
  at: z.iso.datetime(),
  /** The backup that holds the files that are not in this one; `file` is its name in the same folder. */
  base: z.object({ id: z.uuid(), file: z.string() }).nullable(),
  /** Names of the migrations that had been applied to the database. */
  migrations: z.array(z.string()),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
});
export type BackupHead = z.output<typeof headSchema>;

export const tailSchema = z.object({
  /** SHA-256 of all bytes before the header of this entry. */
  sha256: z.string(),
  rows: z.record(z.string(), z.number()),
  /** Files of the store at that time, and how many of them are in this backup. */
  files: z.number(),
  included: z.number(),
});
export type BackupTail = z.output<typeof tailSchema>;

/** A file of the store. `in` is the id of the backup that holds its bytes. */
export type FileRecord = { key: string; file: string; bytes: number; sha256: string; in: string };

/**
 * Tables whose rows say what processes and browsers are doing at the moment. A recovery leaves them empty: everybody signs in
 * again, because a session that was ended after the backup must not come back.
 */
export const transientTables: readonly string[] = [
  "backup_run",
  "session",
  "sign_in_attempt",
  "press_purge",
  "press_node",
  "press_cdn",
];
