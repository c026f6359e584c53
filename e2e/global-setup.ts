// The production build behind server.ts, on a data folder of its own with an empty newsroom and one admin.
import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { startEmbedded } from "#lib/postgres/embedded.ts";
import { migrate } from "#lib/postgres/migrate.ts";
import { copyFolder } from "./steps/copy-folder.ts";
import { leaksOfAllLogs, logOf, openLogs, troubleOf } from "./steps/server-logs.ts";

export const admin = { email: "admin@example.org", password: "correct-horse-battery" };
/** GALLEY_TEST_PORT lets two clones on one machine run their browser tests at the same time. */
const port = Number(process.env.GALLEY_TEST_PORT ?? 3999);

export default async function setup(): Promise<() => Promise<void>> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "galley-e2e-"));
  const prepared = await prepareData(path.join(home, "prepared"));
  const data = path.join(home, "data");
  copyFolder(prepared, data);
  process.env.GALLEY_TEST_PREPARED = prepared; // for e2e/steps/launch.ts
  process.env.GALLEY_TEST_DATA = data; // for e2e/steps/newsroom.ts
  openLogs(home);
  const log = fs.openSync(logOf("main"), "a");
  const server = spawn(process.execPath, ["bin/galley.mjs", "start"], {
    stdio: ["ignore", "pipe", log],
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: String(port),
      HOST: "127.0.0.1",
      GALLEY_DATA: data,
      GALLEY_DEMO: "0",
      GALLEY_TIMEZONE: "Asia/Kathmandu",
      GALLEY_ADMIN_EMAIL: admin.email,
      GALLEY_ADMIN_PASSWORD: admin.password,
      GALLEY_LOG: "info",
      // The key of the build that `npm test` made, so that it is not built again.
      NEXT_SERVER_ACTIONS_ENCRYPTION_KEY:
        process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ?? fs.readFileSync("data/build-key", "utf8").trim(),
    },
  });
  fs.closeSync(log);
  await ready(server);
  return async () => {
    await new Promise<void>((resolve) => {
      server.once("exit", () => resolve());
      server.kill("SIGTERM");
    });
    process.stderr.write(troubleOf("main"));
    const leaks = leaksOfAllLogs();
    fs.rmSync(home, { recursive: true, force: true });
    // Playwright then ends with a code that `npm test` counts as a failure.
    if (leaks.length > 0) throw new Error(`The log holds what it must not:\n${leaks.join("\n")}`);
  };
}

/** A data folder with a migrated database, for servers of tests: to make one takes longer than most tests. */
async function prepareData(folder: string): Promise<string> {
  const database = await startEmbedded(folder, () => {});
  await migrate(database.connections, process.cwd());
  await database.stop();
  // Nothing here has to survive a power cut.
  fs.appendFileSync(
    path.join(folder, "postgres", "postgresql.auto.conf"),
    "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n",
  );
  return folder;
}

/** Resolves at the line that names the newsroom's address; rejects when the server ends before. */
function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = "";
    server.stdout?.on("data", (chunk: Buffer) => {
      text += chunk;
      if (text.includes("/desk")) resolve();
    });
    server.once("exit", (code) =>
      reject(new Error(`The server ended with code ${code}:\n${text}${troubleOf("main")}`)),
    );
  });
}
