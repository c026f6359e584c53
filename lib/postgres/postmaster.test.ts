import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { zombie } from "#prisma/testing/zombie.ts";
import { isAlive, removeLockOfZombie, runningPostmaster } from "./postmaster.ts";

let data: string;
let lockFile: string;
beforeEach(() => {
  data = fs.mkdtempSync(path.join(os.tmpdir(), "galley-cluster-"));
  lockFile = path.join(data, "postmaster.pid");
});
afterEach(() => fs.rmSync(data, { recursive: true, force: true }));

const lockedBy = (pid: number) => fs.writeFileSync(lockFile, `${pid}\n${data}\n1796013588\n54321\n\n127.0.0.1\n`);

describe.skipIf(process.platform !== "linux")("a server that is dead but that nobody reaps", () => {
  test("is not alive", async () => {
    const pid = await zombie();
    lockedBy(pid);
    expect(isAlive(pid)).toBe(false);
    expect(runningPostmaster(data)).toBeNull();
  });
  test("loses its lock file, so that PostgreSQL can start again", async () => {
    lockedBy(await zombie());
    removeLockOfZombie(data);
    expect(fs.existsSync(lockFile)).toBe(false);
  });
});

test("the lock file of a living process stays", () => {
  lockedBy(process.pid);
  removeLockOfZombie(data);
  expect(runningPostmaster(data)).toEqual({ pid: process.pid, port: 54_321 });
});

test("a cluster without a lock file has no running server and can start", () => {
  removeLockOfZombie(data);
  expect(runningPostmaster(data)).toBeNull();
});
