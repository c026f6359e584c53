// Galley itself, started and stopped by a test on a data folder of the test's own.
import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { expect } from "@playwright/test";
import { copyFolder } from "./copy-folder.ts";
import { logOf } from "./server-logs.ts";

export type Run = { child: ChildProcess; text: () => string; code: Promise<number | null> };

export class Launch {
  readonly data = fs.mkdtempSync(path.join(os.tmpdir(), "galley-start-"));
  readonly #started: ChildProcess[] = [];

  /** With a migrated database and nobody in it, so that the first start is as quick as a later one. */
  static prepared(): Launch {
    const launch = new Launch();
    copyFolder(`${process.env.GALLEY_TEST_PREPARED}/.`, launch.data);
    return launch;
  }

  galley(env: Record<string, string> = {}): Run {
    return this.command(["start"], env);
  }

  /** Any command of Galley on this data. */
  command(args: string[], env: Record<string, string> = {}): Run {
    const child = spawn(process.execPath, ["bin/galley.mjs", ...args], {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        NODE_ENV: "production",
        PORT: "0",
        HOST: "127.0.0.1",
        GALLEY_DATA: this.data,
        GALLEY_DEMO: "0",
        // The key of the build that is there, so that it is not built again.
        NEXT_SERVER_ACTIONS_ENCRYPTION_KEY:
          process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY ?? fs.readFileSync("data/build-key", "utf8").trim(),
        ...env,
      },
    });
    this.#started.push(child);
    let text = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk: Buffer) => {
        text += chunk;
      });
    child.stderr?.on("data", (chunk: Buffer) => fs.appendFileSync(logOf(String(child.pid)), chunk));
    const code = new Promise<number | null>((resolve) => child.once("exit", resolve));
    return { child, text: () => text, code };
  }

  /** Kills the process that serves, as a crash would; the launcher only waits for it. */
  async kill(run: Run): Promise<void> {
    const { pid } = JSON.parse(fs.readFileSync(path.join(this.data, "galley.lock"), "utf8")) as { pid: number };
    process.kill(pid, "SIGKILL");
    await run.code;
  }

  /** The process of the database that Galley brings along. */
  get postmaster(): number {
    const [pid] = fs.readFileSync(path.join(this.data, "postgres", "postmaster.pid"), "utf8").split("\n");
    return Number(pid);
  }

  async end(): Promise<void> {
    for (const one of this.#started.splice(0)) await end(one, "SIGTERM");
    fs.rmSync(this.data, { recursive: true, force: true });
  }
}

/** @param timeout longer than usual where the example is made first @returns the address of the site */
export async function ready(run: Run, timeout = 120_000): Promise<string> {
  await expect.poll(run.text, { timeout }).toMatch(/Newsroom +http\S+\/desk/);
  return /Site +(http\S+)/.exec(run.text())?.[1] ?? "";
}

export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
    child.kill(signal);
  });
}
