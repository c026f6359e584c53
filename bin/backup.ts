// `galley backup`, after the launcher: the whole newsroom in one file, while Galley runs or rests.
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { BackupError } from "#lib/backup/errors.ts";
import { backupName, readBase, saveBackup } from "#lib/backup/save.ts";
import { pictureStore } from "#lib/pictures/store.ts";
import { secret } from "#lib/process.ts";
import { runCommand } from "./command.ts";
import { withDatabase } from "./database.ts";

const usage = `galley backup --to FILE [--since EARLIER]

Writes the whole newsroom into one file: all tables as they are at one instant, all pictures and other files, and the secret
of the server. Works while Galley runs. If GALLEY_BACKUP_PASSPHRASE is set, the file is encrypted with it.

  --to FILE        the file; if it is a folder, a file there named after the time
  --since EARLIER  leaves out files that an earlier backup in the same folder holds; keep that one, too
`;

type Given = { to: string; since: string | undefined };

const backupCommand = (args: string[]): Promise<number> =>
  runCommand(args, usage, readArguments, backup, (error) => {
    if (error instanceof BackupError) return error.message;
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
  // The launcher goes to the folder of Galley; the person means the one of the call.
  const here = process.env.GALLEY_CALLED_FROM ?? process.cwd();
  const to = path.resolve(here, values.to);
  const isFolder = /[\\/]$/.test(values.to) || fs.statSync(to, { throwIfNoEntry: false })?.isDirectory();
  return {
    to: isFolder ? path.join(to, backupName(new Date())) : to,
    since: values.since === undefined ? undefined : path.resolve(here, values.since),
  };
}

async function backup({ to, since }: Given): Promise<number> {
  const passphrase = process.env.GALLEY_BACKUP_PASSPHRASE || undefined;
  if (since !== undefined && path.dirname(since) !== path.dirname(to))
    throw new BackupError("The earlier backup must be in the folder of the new one: a recovery needs both.");
  if (since === to) throw new BackupError("The new backup needs another name than the earlier one.");
  return withDatabase(async () => {
    const began = Date.now();
    const base = since === undefined ? null : await readBase(since, passphrase);
    let printedAt = Date.now();
    const summary = await saveBackup(to, {
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
      `  ${to}\n  ${count(summary.rows, "row")}, ${count(summary.included, "file")}, ${(summary.bytes / 1e6).toFixed(1)} MB in ${((Date.now() - began) / 1000).toFixed(1)} s`,
    );
    if (base) console.log(`  ${count(left, "file")} more in ${base.file}: keep it beside this one`);
    if (summary.missing > 0)
      console.error(`  ${count(summary.missing, "upload")} had no file in the store, before this backup began.`);
    return 0;
  });
}

const count = (number: number, what: string): string =>
  `${number.toLocaleString("en")} ${what}${number === 1 ? "" : "s"}`;

process.exit(await backupCommand(process.argv.slice(2)));
