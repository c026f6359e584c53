// One Galley per data folder. The lock file names its owner by process id and start time, so that a process id that was
// given out again is not taken for it. Plain JavaScript: the launcher reads it before anything is installed.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const fileIn = (data) => path.join(data, "galley.lock");

/** The fields of a process after its name, which may hold any sign: its state is the first. Linux only. @param {number} pid */
const fieldsOf = (pid) =>
  fs
    .readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");

/** Start time of a process as the system reports it; undefined when it is unknown. @param {number} pid */
function startOf(pid) {
  try {
    if (process.platform === "linux") return fieldsOf(pid)[19];
    if (process.platform === "win32") return undefined;
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
  } catch {
    return undefined;
  }
}

/** Whether a process is dead, but not reaped by its parent, as can happen in a container. Linux only. @param {number} pid */
function isZombie(pid) {
  try {
    return fieldsOf(pid)[0] === "Z";
  } catch {
    return false;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return error.code === "EPERM";
  }
}

/** @returns {{ pid: number, start?: string, address?: string, stopping?: boolean, bucket?: string } | null} */
function readLock(data) {
  try {
    const owner = JSON.parse(fs.readFileSync(fileIn(data), "utf8"));
    if (!isAlive(owner.pid)) return null;
    const start = startOf(owner.pid);
    return start === undefined || owner.start === undefined || start === owner.start ? owner : null;
  } catch {
    return null;
  }
}

/**
 * Who holds the data folder, or null. One that is on its way out, or whose launcher was just killed, is waited for.
 * @param {string} data absolute path
 */
export async function lockOwner(data) {
  const began = Date.now();
  for (;;) {
    const owner = readLock(data);
    if (!owner) return null;
    if (Date.now() - began > (owner.stopping ? 30_000 : 1_500)) return owner;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Takes the data folder for this process. Returns null when another holds it.
 * @param {string} data absolute path
 */
export async function takeLock(data) {
  fs.mkdirSync(data, { recursive: true });
  const file = fileIn(data);
  const mine = { pid: process.pid, start: startOf(process.pid) };
  for (let tries = 0; tries < 3; tries++) {
    if (await lockOwner(data)) return null;
    fs.rmSync(file, { force: true });
    try {
      fs.writeFileSync(file, JSON.stringify(mine), { flag: "wx" });
      return {
        /** @param {object} facts */
        update(facts) {
          Object.assign(mine, facts);
          try {
            fs.writeFileSync(`${file}.new`, JSON.stringify(mine));
            fs.renameSync(`${file}.new`, file);
          } catch {
            // The disk is full or read-only: the lock is held as before, and Galley must still be able to stop.
          }
        },
        release: () => fs.rmSync(file, { force: true }),
      };
    } catch (error) {
      if (error.code !== "EEXIST") throw error; // somebody was faster: look again
    }
  }
  return null;
}
