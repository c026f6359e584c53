// `galley backup`, after the launcher: the whole newsroom in one file, while Galley runs or rests.
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { BackupError } from "#lib/backup/errors.ts";
import { type BackupPlace, backupName, bucketPlace, folderPlace } from "#lib/backup/places.ts";
import { readBase, saveBackup } from "#lib/backup/save.ts";
import { DomainError } from "#lib/errors.ts";
import { pictureStore } from "#lib/pictures/store.ts";
import { StartError } from "#lib/postgres/open.ts";
import { secret } from "#lib/process.ts";
import type { Settings } from "#lib/settings.ts";
import { runCommand } from "./command.ts";
import { withDatabase } from "./database.ts";

const usage = `galley backup --to FILE [--since EARLIER]

Writes the whole newsroom into one file: all tables as they are at one instant, all pictures and other files, and the secret
of the server. Works while Galley runs. If GALLEY_BACKUP_PASSPHRASE is set, the file is encrypted with it.

  --to FILE        the file; if it is a folder, a file there named after the time
  --to s3          a file named after the time in the bucket of GALLEY_S3_URL, below backups/
  --since EARLIER  leaves out files that an earlier backup in the same folder (or bucket) holds; keep that one, too
`;

/** `folder` null: the bucket. `since` is a name there. */
type Given = { folder: string | null; name: string; since: string | undefined };

const backupCommand = (args: string[]): Promise<number> =>
  runCommand(args, usage, readArguments, backup, (error) => {
    if (error instanceof BackupError) return error.message;
    if (error instanceof DomainError && error.code === "STORE_UNAVAILABLE")
      return "The bucket with the pictures does not answer. Try again when it does.";
    const { code, path: file } = error as NodeJS.ErrnoException;
    if (code === "ENOSPC") return "The disk is full. Free some space and try again; an earlier backup is as it was.";
    if (file && (code === "EACCES" || code === "EROFS" || code === "ENOTDIR" || code === "EPERM"))
      return `${file} cannot be written (${code}). Name another place with --to.`;
    return null;
  });

function readArguments(args: string[]): "help" | Given {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { to: { type: "string" }, since: { type: "string" }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) return "help";
  if (positionals.length > 0 || !values.to) throw new Error("Name the file: galley backup --to FILE.");
  if (values.to === "s3") return { folder: null, name: backupName(new Date(), values.since), since: values.since };
  // The launcher goes to the folder of Galley; the person means the one of the call.
  const here = process.env.GALLEY_CALLED_FROM ?? process.cwd();
  const to = path.resolve(here, values.to);
  const isFolder = /[\\/]$/.test(values.to) || fs.statSync(to, { throwIfNoEntry: false })?.isDirectory();
  const since = values.since === undefined ? undefined : path.resolve(here, values.since);
  const [folder, name] = isFolder
    ? [to, backupName(new Date(), since && path.basename(since))]
    : [path.dirname(to), path.basename(to)];
  if (since !== undefined && path.dirname(since) !== folder)
    throw new Error("The earlier backup must be in the folder of the new one: a recovery needs both.");
  return { folder, name, since: since === undefined ? undefined : path.basename(since) };
}

function placeOf(folder: string | null, { s3 }: Settings): BackupPlace {
  if (folder !== null) return folderPlace(folder);
  if (!s3) throw new StartError("No bucket is set: set GALLEY_S3_URL, GALLEY_S3_KEY and GALLEY_S3_SECRET.");
  return bucketPlace(s3);
}

const backup = ({ folder, name, since }: Given): Promise<number> =>
  withDatabase(async (settings) => {
    const passphrase = process.env.GALLEY_BACKUP_PASSPHRASE || undefined;
    if (since === name) throw new BackupError("The new backup needs another name than the earlier one.");
    const place = placeOf(folder, settings);
    const began = Date.now();
    const base = since === undefined ? null : await readBase(place, since, passphrase);
    let printedAt = Date.now();
    const summary = await saveBackup(place, name, {
      store: pictureStore(),
      secret: secret(),
      passphrase,
      base,
      onProgress: ({ table, rows, files }) => {
        if (Date.now() - printedAt < 2_000) return;
        printedAt = Date.now();
        console.log(table ? `  Table ${table}: ${count(rows, "row")} so far` : `  ${count(files, "file")} so far`);
      },
    });
    const left = summary.files - summary.included;
    console.log(
      `  ${place.file(name).name}\n  ${count(summary.rows, "row")}, ${count(summary.included, "file")}, ${(summary.bytes / 1e6).toFixed(1)} MB in ${((Date.now() - began) / 1000).toFixed(1)} s`,
    );
    if (base) console.log(`  ${count(left, "file")} more in ${base.file}: keep it beside this one`);
    if (summary.missing > 0)
      console.error(`  ${count(summary.missing, "upload")} had no file in the store, before this backup began.`);
    return 0;
  });

const count = (number: number, what: string): string =>
  `${number.toLocaleString("en")} ${what}${number === 1 ? "" : "s"}`;

process.exit(await backupCommand(process.argv.slice(2)));
