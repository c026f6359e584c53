// `galley pictures move`, after the launcher: copies the files of pictures between the data folder and the bucket.
import path from "node:path";
import { parseArgs } from "node:util";
import { DomainError } from "#lib/errors.ts";
import { diskStore } from "#lib/pictures/disk-store.ts";
import { MoveJournal, type MoveProgress, movePictures } from "#lib/pictures/move.ts";
import { checkBucket } from "#lib/pictures/s3-check.ts";
import { s3Store } from "#lib/pictures/s3-store.ts";
import { StartError } from "#lib/postgres/open.ts";
import { shared } from "#lib/process.ts";
import { bucketAddress } from "#lib/s3-settings.ts";
import { readSettings } from "#lib/settings.ts";
import { runCommand } from "./command.ts";
import { lockOwner } from "./lock.mjs";

const usage = `galley pictures move --to s3|disk [--delete-source]

Copies the files of all pictures from the data folder to the bucket of GALLEY_S3_URL, or from there to the data folder, and
compares every file by SHA-256. May run while Galley runs, and may be ended at any time: run again, it goes on where it was.

  --to s3          to the bucket
  --to disk        to the data folder
  --delete-source  deletes each picture from where it was once all its files are compared; without it nothing is deleted
`;

type Given = { to: "s3" | "disk"; hasToDelete: boolean };

/** The number is the exit code: 1 where files differ, and where nothing could begin or go on. */
const picturesCommand = (args: string[]): Promise<number> =>
  runCommand(args, usage, readArguments, move, (error) =>
    error instanceof DomainError && error.code === "STORE_UNAVAILABLE"
      ? "The bucket does not answer any more. What is copied stays; run the command again to go on."
      : null,
  );

function readArguments(args: string[]): "help" | Given {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      to: { type: "string" },
      "delete-source": { type: "boolean", default: false },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return "help";
  if (positionals.length !== 1 || positionals[0] !== "move") throw new Error("The command is: galley pictures move.");
  if (values.to !== "s3" && values.to !== "disk") throw new Error("Name the target: --to s3 or --to disk.");
  return { to: values.to, hasToDelete: values["delete-source"] };
}

async function move({ to, hasToDelete }: Given): Promise<number> {
  const settings = readSettings(process.env);
  shared().settings = settings;
  const { s3, data } = settings;
  if (!s3) throw new StartError("No bucket is set: set GALLEY_S3_URL, GALLEY_S3_KEY and GALLEY_S3_SECRET.");
  const reason = await checkBucket(s3);
  if (reason !== null) throw new StartError(`The bucket cannot be used: ${reason}.`);

  const address = bucketAddress(s3);
  if (hasToDelete) await refuseDeletion(to, data, address);
  const disk = diskStore(path.join(data, "pictures"));
  const bucket = s3Store(s3, disk);
  const [source, target] = to === "s3" ? [disk, bucket] : [bucket, disk];
  const name = to === "s3" ? address : path.join(data, "pictures");
  console.log(`  Copying pictures to ${name}`);
  const journal = await MoveJournal.open(path.join(data, `pictures-moved-to-${to}.txt`), name);
  let printedAt = Date.now();
  const onProgress = (progress: MoveProgress) => {
    if (Date.now() - printedAt < 2_000) return;
    printedAt = Date.now();
    console.log(`  ${Math.floor(progress.part * 100)} %: ${summaryOf(progress)}`);
  };
  const result = await movePictures(source, target, { journal, hasToDelete, onProgress });
  console.log(`  Done: ${summaryOf(result)}`);
  for (const file of result.differing.slice(0, 20)) console.error(`  Differs in the two stores, left alone: ${file}`);
  if (result.differing.length > 20) console.error(`  … ${count(result.differing.length, "file")} in all`);
  return result.differing.length > 0 ? 1 : 0;
}

/** Deleting must not take away what a running Galley reads from there alone, or still writes to. */
async function refuseDeletion(to: Given["to"], data: string, address: string): Promise<void> {
  const owner = await lockOwner(data);
  if (!owner) return;
  if (to === "disk")
    throw new StartError("Galley is running and writes new pictures to the bucket. Stop it before --delete-source.");
  if (owner.bucket !== address)
    throw new StartError(
      "Galley is running without this bucket. Restart it with the new settings before --delete-source.",
    );
}

const summaryOf = ({ verifiedCount, copiedFileCount, copiedBytes, deletedCount }: MoveProgress): string =>
  `${count(verifiedCount, "picture")} verified, ${count(copiedFileCount, "file")} copied (${(copiedBytes / 1e6).toFixed(1)} MB)` +
  (deletedCount > 0 ? `, ${count(deletedCount, "picture")} deleted from the source` : "");

const count = (number: number, what: string): string =>
  `${number.toLocaleString("en")} ${what}${number === 1 ? "" : "s"}`;

// The connections to the bucket are kept open for the next request: they would delay the end of this process.
process.exit(await picturesCommand(process.argv.slice(2)));
