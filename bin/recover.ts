// `galley recover`, after the launcher: puts the newsroom of a backup in place of the present one.
import path from "node:path";
import { parseArgs } from "node:util";
import { BackupError } from "#lib/backup/errors.ts";
import { bucketPlace } from "#lib/backup/places.ts";
import { type BackupFile, localBackup } from "#lib/backup/read.ts";
import { type RecoveryProgress, recover } from "#lib/backup/recover.ts";
import { pictureStore } from "#lib/pictures/store.ts";
import { StartError } from "#lib/postgres/open.ts";
import type { Settings } from "#lib/settings.ts";
import { runCommand } from "./command.ts";
import { withStoppedDatabase } from "./database.ts";

const usage = `galley recover FILE | s3:NAME

Replaces the whole newsroom with that of a backup, also in an empty data folder or database. Galley must not run meanwhile.
The file is checked first; if it is damaged or was made by a newer Galley, nothing changes. A command that was ended in the
middle has changed nothing either: run it again.

s3:NAME is a backup in the bucket of GALLEY_S3_URL, s3:latest the newest one there.

For an encrypted backup set GALLEY_BACKUP_PASSPHRASE to its passphrase.
`;

const recoverCommand = (args: string[]): Promise<number> =>
  runCommand(args, usage, readArguments, recoverFrom, (error) => {
    if (error instanceof BackupError) return error.message;
    if ((error as NodeJS.ErrnoException).code === "ENOSPC")
      return "The disk is full, and nothing was replaced. Free some space and try again.";
    return null;
  });

function readArguments(args: string[]): "help" | { file: string } {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { help: { type: "boolean", short: "h" } },
  });
  if (values.help) return "help";
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new Error("Name the file of one backup: galley recover FILE.");
  if (file.startsWith("s3:")) return { file };
  return { file: path.resolve(process.env.GALLEY_CALLED_FROM ?? process.cwd(), file) };
}

const labels: Record<RecoveryProgress["step"], (name: string) => string> = {
  check: (name) => `Checking ${name}`,
  files: () => "Storing pictures and other files",
  tables: (name) => `Filling table ${name}`,
  indexes: () => "Making indexes",
};

async function openBackup(file: string, { s3 }: Settings): Promise<BackupFile> {
  if (!file.startsWith("s3:")) return localBackup(file);
  if (!s3) throw new StartError("No bucket is set: set GALLEY_S3_URL, GALLEY_S3_KEY and GALLEY_S3_SECRET.");
  const place = bucketPlace(s3);
  const name = file.slice("s3:".length);
  if (name !== "latest") return place.file(name);
  const newest = (await place.list()).filter((each) => each.endsWith(".backup")).at(-1);
  if (!newest) throw new StartError(`There is no backup in ${place.name}.`);
  return place.file(newest);
}

const recoverFrom = ({ file }: { file: string }): Promise<number> =>
  withStoppedDatabase(async (settings) => {
    const began = Date.now();
    let [printed, printedAt] = ["", 0];
    const { at, rows, files, hasSameSecret } = await recover(await openBackup(file, settings), {
      settings,
      store: pictureStore(),
      passphrase: process.env.GALLEY_BACKUP_PASSPHRASE || undefined,
      onProgress: ({ step, name }) => {
        if (step === printed && Date.now() - printedAt < 2_000) return;
        [printed, printedAt] = [step, Date.now()];
        console.log(`  ${labels[step](name)}`);
      },
    });
    console.log(
      `  Recovered the newsroom of ${at}: ${rows.toLocaleString("en")} rows and ${files.toLocaleString("en")} files in ${((Date.now() - began) / 1000).toFixed(1)} s`,
    );
    console.log("  Everybody has to sign in again.");
    if (!hasSameSecret)
      console.error(
        "  GALLEY_SECRET is not the secret of the backup. Set it to that one: otherwise text that browsers could not send yet is lost.",
      );
    return 0;
  });

process.exit(await recoverCommand(process.argv.slice(2)));
