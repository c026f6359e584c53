// `galley start` and `galley dev`, after the launcher: database, first run, server; and an orderly end.
import { takeSecret } from "#lib/backup/secret-file.ts";
import { DomainError } from "#lib/errors.ts";
import { log, sendConsoleToLog } from "#lib/log.ts";
import { setUp } from "#lib/newsroom/first-run.ts";
import { checkBucket } from "#lib/pictures/s3-check.ts";
import { openDatabase, StartError } from "#lib/postgres/open.ts";
import { shared } from "#lib/process.ts";
import { bucketAddress } from "#lib/s3-settings.ts";
import { loadSecret } from "#lib/secret.ts";
import { readSettings, type S3Settings, SettingsError } from "#lib/settings.ts";
import { seedExample } from "#prisma/example/seed.ts";
import { completePictures } from "#prisma/example/seed-pictures.ts";
import { serve } from "../server.ts";
import { takeLock } from "./lock.mjs";
import { reporter } from "./progress.mjs";

const began = Date.now();
// Output that cannot be written, such as to a file on a full disk, must not end the server.
for (const output of [process.stdout, process.stderr]) output.on("error", () => {});
const dev = process.env.GALLEY_COMMAND === "dev";
/** For the person who started Galley. What others print goes to the log. */
const print = (line: string) => process.stdout.write(`${line}\n`);
const { say, done } = reporter((line) => print(`  ${line}`));

type Stop = () => Promise<void> | void;
const stops: Stop[] = [];
let ending: Promise<void> | undefined;

/** Ends everything in the reverse order of its start. */
function end(code: number): Promise<void> {
  ending ??= (async () => {
    shared().stopping = true;
    for (const stop of stops.reverse()) {
      try {
        await stop();
      } catch (error) {
        log.error({ error }, "shutdown step failed; continuing with the next one");
        code = 1;
      }
    }
    process.exit(code);
  })();
  return ending;
}

async function start(): Promise<void> {
  const settings = readSettings(process.env);
  shared().settings = settings;
  if (!dev) sendConsoleToLog();
  print("Galley");

  const lock = await takeLock(settings.data);
  if (!lock)
    throw new StartError(
      `Galley is already running on ${settings.data}. Stop it first, or set GALLEY_DATA to another folder.`,
    );
  stops.push(() => lock.release());
  const stopNow = () => {
    lock.update({ stopping: true });
    done();
    say("Stopping");
    void end(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stopNow);
  process.on("disconnect", stopNow); // the launcher is gone

  shared().secret = loadSecret(settings);
  const database = await openDatabase(settings, say);
  stops.push(() => database.stop());
  await takeSecret(settings); // of a recovery that was killed at its end
  if (settings.s3) await reportBucket(settings.s3);
  const first = await setUp(settings, seedExample, say).catch((error) => {
    throw error instanceof DomainError && error.code === "STORE_UNAVAILABLE"
      ? new StartError(
          "The pictures of the example newsroom could not be stored. Start again when the store works, or set GALLEY_DEMO=0.",
        )
      : error;
  });

  say("Starting the site");
  const server = await serve({ dev, say });
  stops.push(() => server.stop());
  const address = settings.url ?? `http://localhost:${server.port}`;
  lock.update({ address, ...(settings.s3 && { bucket: bucketAddress(settings.s3) }) });
  done();
  say(`Ready in ${((Date.now() - began) / 1000).toFixed(1)} s`);
  print(`\n  Site       ${address}\n  Newsroom   ${address}/desk`);
  if (first.waiting) {
    print(`  Sign in    ${address}/sign-in/${first.waiting.token}`);
    print(`\n  Open the last address first. It signs the admin in (${first.waiting.email}), once and within 24 hours.`);
    print(
      "  Then choose a password or add a passkey under “Your account”. Until you do, each start prints a new address.",
    );
  }
  print("\n  Ctrl-C stops everything.\n");
  const completing = completePictures(say);
  stops.push(() => completing.stop());
}

/** A store that fails does not stop the start: pages are served without it. */
async function reportBucket(s3: S3Settings): Promise<void> {
  const reason = await checkBucket(s3);
  if (reason === null) {
    say(`Pictures are stored in ${bucketAddress(s3)}`);
    return;
  }
  say(`Pictures cannot be stored: ${reason}.`);
  log.error({ reason }, "check of the picture store failed; uploads and pictures are answered with 503 until it works");
}

try {
  await start();
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  if (!(error instanceof SettingsError || error instanceof StartError)) log.error({ error }, "Galley could not start");
  await end(1);
}
