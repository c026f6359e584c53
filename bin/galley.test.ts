import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { zombie } from "#prisma/testing/zombie.ts";
import { lockOwner, takeLock } from "./lock.mjs";

// A copy of the launcher, in a folder whose name has a space.
let home: string;
let root: string;
beforeEach(() => {
  home = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "galley-launcher-")));
  root = path.join(home, "opt", "my galley");
  for (const file of ["galley", "galley.mjs", "heap.mjs", "lock.mjs", "progress.mjs"])
    fs.cpSync(path.join(import.meta.dirname, file), path.join(root, "bin", file));
});
afterEach(() => fs.rmSync(home, { recursive: true, force: true }));

const nodeFolder = path.dirname(process.execPath);

/** What the command prints, whether it succeeds or not. */
function call(file: string, command: string, { cwd, env = {} }: { cwd: string; env?: object }): Promise<string> {
  const given = { ...process.env, PATH: `${nodeFolder}:${process.env.PATH}`, ...env };
  return new Promise((resolve) =>
    execFile(file, [command], { cwd, env: given }, (_error, stdout, stderr) => resolve(stdout + stderr)),
  );
}

test("bin/galley runs from any folder by its absolute path, by a relative path and from PATH", async () => {
  const env = { PATH: `${path.join(root, "bin")}:${nodeFolder}:${process.env.PATH}` };
  const answers = await Promise.all([
    call(path.join(root, "bin", "galley"), "help", { cwd: os.tmpdir() }),
    call("./galley", "help", { cwd: path.join(root, "bin") }),
    call("../opt/my galley/bin/galley", "help", { cwd: path.join(home, "opt") }),
    call("galley", "help", { cwd: home, env }),
  ]);
  for (const answer of answers) expect(answer).toMatch(/^galley <command>\n[\s\S]*start Galley/);
});

test("bin/galley runs through an absolute link, and through a relative link to a link", async () => {
  const bin = path.join(home, "bin");
  fs.mkdirSync(bin);
  fs.symlinkSync(path.join(root, "bin", "galley"), path.join(bin, "galley"));
  fs.symlinkSync("../bin/galley", path.join(bin, "paper"));
  const answers = await Promise.all([
    call(path.join(bin, "galley"), "help", { cwd: "/" }),
    call("bin/paper", "help", { cwd: home }),
    call("paper", "help", { cwd: home, env: { PATH: `${bin}:${nodeFolder}:${process.env.PATH}` } }),
  ]);
  for (const answer of answers) expect(answer).toMatch(/^galley <command>\n[\s\S]*start Galley/);
});

test("bin/galley reads .env from Galley's folder and counts a relative GALLEY_DATA from there", async () => {
  // This process holds the data folders, so that each start names its folder and ends.
  const [paper, other] = [path.join(root, "paper"), path.join(root, "other")];
  await Promise.all([takeLock(paper), takeLock(other)]);
  fs.writeFileSync(path.join(root, ".env"), "GALLEY_DATA=./paper\n");
  const galley = path.join(root, "bin", "galley");
  expect(
    await Promise.all([
      call(galley, "start", { cwd: home, env: { GALLEY_DATA: undefined } }),
      call(galley, "start", { cwd: home, env: { GALLEY_DATA: "other" } }),
    ]),
  ).toEqual([paper, other].map((data) => expect.stringContaining(`Galley is already running on ${data} (`)));
});

test.skipIf(!fs.existsSync("/dev/full"))(
  "a data folder stays locked when its disk is full, and can be released",
  async () => {
    const lock = await takeLock(home);
    fs.symlinkSync("/dev/full", path.join(home, "galley.lock.new"));
    lock?.update({ stopping: true });
    expect((await lockOwner(home))?.pid).toBe(process.pid);
    lock?.release();
    expect(await lockOwner(home)).toBeNull();
  },
);

test.skipIf(process.platform !== "linux")(
  "a Galley that is dead but that nobody reaps holds no data folder",
  async () => {
    fs.writeFileSync(path.join(home, "galley.lock"), JSON.stringify({ pid: await zombie() }));
    expect(await lockOwner(home)).toBeNull();
  },
);
