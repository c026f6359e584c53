import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { zombie } from "#prisma/testing/zombie.ts";
import { isAlive, removeStaleLock, runningPostmaster } from "./postmaster.ts";

let data: string;
let lockFile: string;
beforeEach(() => {
  data = fs.mkdtempSync(path.join(os.tmpdir(), "galley-cluster-"));
  lockFile = path.join(data, "postmaster.pid");
});
afterEach(() => fs.rmSync(data, { recursive: true, force: true }));

const lockedBy = (pid: number) => fs.writeFileSync(lockFile, `${pid}\n${data}\n1796013588\n54321\n\n127.0.0.1\n`);

const isLinux = process.platform === "linux";

/** A program that sleeps, under another name. It ends with the test. */
async function program(name: string): Promise<number> {
  fs.symlinkSync("/bin/sleep", path.join(data, name));
  const child = spawn(path.join(data, name), ["600"], { stdio: "ignore" });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child, "spawn");
  return child.pid ?? 0;
}

describe.skipIf(!isLinux)("a server that is dead but that nobody reaps", () => {
  test("is not alive", async () => {
    const pid = await zombie();
    lockedBy(pid);
    expect(isAlive(pid)).toBe(false);
    expect(runningPostmaster(data)).toBeNull();
  });
  test("loses its lock file, so that PostgreSQL can start again", async () => {
    lockedBy(await zombie());
    removeStaleLock(data);
    expect(fs.existsSync(lockFile)).toBe(false);
  });
});

test.skipIf(!isLinux)("a lock file is removed if another program has the number of the dead server", async () => {
  lockedBy(await program("editor"));
  removeStaleLock(data);
  expect(fs.existsSync(lockFile)).toBe(false);
});

test.skipIf(!isLinux)("the lock file of a running server stays", async () => {
  const pid = await program("postgres");
  lockedBy(pid);
  removeStaleLock(data);
  expect(runningPostmaster(data)).toEqual({ pid, port: 54_321 });
});

test("a cluster without a lock file has no running server and can start", () => {
  removeStaleLock(data);
  expect(runningPostmaster(data)).toBeNull();
});
