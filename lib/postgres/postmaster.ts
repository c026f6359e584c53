// The main process of the embedded PostgreSQL, which <data>/postmaster.pid names.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const lockFileIn = (data: string): string => path.join(data, "postmaster.pid");

/** The process that postmaster.pid names, whether it lives or not. @param data absolute path of the cluster */
function namedPostmaster(data: string): { pid: number; port: number } | null {
  try {
    const lines = fs.readFileSync(lockFileIn(data), "utf8").split("\n");
    const pid = Number(lines[0]);
    const port = Number(lines[3]);
    return pid && port ? { pid, port } : null;
  } catch {
    return null;
  }
}

/** The server that postmaster.pid names, if that process lives. @param data absolute path of the cluster */
export function runningPostmaster(data: string): { pid: number; port: number } | null {
  const named = namedPostmaster(data);
  return named && isAlive(named.pid) ? named : null;
}

/**
 * Removes postmaster.pid if the process that it names is certainly no server any more: a zombie, or another program that got the
 * number of a server that was killed. PostgreSQL takes both for a running server and refuses to start. In a container both are
 * common: without an init process nobody reaps zombies, and after a restart processes get the same low numbers again. Children of
 * a dead server that still run keep its shared memory, and PostgreSQL refuses to start because of that as well.
 * @param data absolute path of the cluster
 */
export function removeStaleLock(data: string): void {
  const named = namedPostmaster(data);
  if (named && (isZombie(named.pid) || isOtherProgram(named.pid))) fs.rmSync(lockFileIn(data), { force: true });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** Whether a process is a zombie: dead, but not reaped by its parent, as can happen in a container. Linux only. */
function isZombie(pid: number): boolean {
  try {
    // The state comes after the name, which is in parentheses and may hold any sign.
    return /^.*\) Z /s.test(fs.readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

/** False for another program that got the number of a server that is gone, and where the system does not say. */
export const isPostgres = (pid: number): boolean => programOf(pid) === "postgres";

/** False where the system does not say. */
function isOtherProgram(pid: number): boolean {
  const program = programOf(pid);
  return program !== null && program !== "postgres";
}

/** Null where there is no such process or the system does not say. Linux only. */
function programOf(pid: number): string | null {
  try {
    return fs.readFileSync(`/proc/${pid}/comm`, "utf8").trim();
  } catch {
    return null;
  }
}

/** A fast shutdown: open transactions are rolled back, everything committed is on disk. */
export async function stopPostmaster(pid: number, data: string): Promise<void> {
  if (!isAlive(pid)) return;
  if (process.platform === "win32") execFileSync("taskkill", ["/pid", String(pid), "/t", "/f"]);
  else process.kill(pid, "SIGINT");
  const until = Date.now() + 30_000;
  while (Date.now() < until && (isAlive(pid) || fs.existsSync(lockFileIn(data))))
    await new Promise((resolve) => setTimeout(resolve, 30));
}
