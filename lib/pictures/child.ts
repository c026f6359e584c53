import { spawn } from "node:child_process";
import { createReadStream } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { DomainError } from "../errors.ts";
import { log } from "../log.ts";
import { shared } from "../process.ts";
import { maxMemory, maxMilliseconds, maxSeconds } from "./limits.ts";
import type { PictureSource, RefusalReason } from "./types.ts";

/** Maximum number of pictures that this process decodes at once, and that may wait. */
const atOnce = 2;
const mayWait = 30;

/** Maximum length of the output in UTF-16 units; a masthead is returned as base64. */
const maxAnswer = 300_000;

type Queue = { running: number; waiting: (() => void)[] };

export type ChildLimits = { milliseconds?: number; seconds?: number };

/**
 * Decodes untrusted bytes in a child process with limits of time and memory, so that a hostile file can harm neither this
 * process nor its data.
 * @param worker a file of this folder; it reads the bytes from standard input and writes one line of JSON
 * @throws NOT_A_PICTURE with `reason`, BUSY if too many pictures wait, an error with the code of the system (ENOSPC) if a
 *   file cannot be written
 */
export async function inChild<T extends object>(
  worker: "decode-worker.ts" | "masthead-worker.ts" | "crop-worker.ts",
  given: readonly string[],
  source: PictureSource,
  limits: ChildLimits = {},
): Promise<T> {
  await enter();
  try {
    return await run<T>(worker, given, source, limits);
  } finally {
    leave();
  }
}

export const notAPicture = (reason: RefusalReason) => new DomainError("NOT_A_PICTURE", { reason });

function queue(): Queue {
  const state = shared();
  state.pictureQueue ??= { running: 0, waiting: [] } satisfies Queue;
  return state.pictureQueue as Queue;
}

async function enter(): Promise<void> {
  const line = queue();
  if (line.running < atOnce) {
    line.running += 1;
    return;
  }
  if (line.waiting.length >= mayWait) throw new DomainError("BUSY");
  await new Promise<void>((resolve) => line.waiting.push(resolve));
}

function leave(): void {
  const line = queue();
  const next = line.waiting.shift();
  if (next) next();
  else line.running -= 1;
}

/** Not relative to this module: in production this code runs from Next's bundle, the worker from its source. */
const workerFile = (name: string) => path.join(/* turbopackIgnore: true */ process.cwd(), "lib", "pictures", name);

/** Requests of readers and staff come before decoding where there are few processors. */
function lowerPriority(pid: number | undefined): void {
  try {
    if (pid !== undefined) os.setPriority(pid, os.constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // The child has ended already, or the system does not allow it; decoding works all the same.
  }
}

function run<T extends object>(
  worker: string,
  given: readonly string[],
  source: PictureSource,
  { milliseconds = maxMilliseconds, seconds = maxSeconds }: ChildLimits,
): Promise<T> {
  const node = ["--max-old-space-size=256", "--no-warnings", workerFile(worker), ...given];
  // Limits data, not address space: Node reserves far more addresses than it uses. A soft limit ends with a signal that tells why.
  const [file, args] =
    process.platform === "win32"
      ? [process.execPath, node]
      : [
          "/bin/sh",
          [
            "-c",
            `ulimit -d ${maxMemory} 2>/dev/null; ulimit -S -t ${seconds}; ulimit -c 0; exec "$0" "$@"`,
            process.execPath,
            ...node,
          ],
        ];
  const child = spawn(file, args, {
    env: { PATH: process.env.PATH, NODE_ENV: "production" },
    stdio: ["pipe", "pipe", "pipe"],
  });
  lowerPriority(child.pid);
  return new Promise((resolve, reject) => {
    let out = "";
    let complaint = "";
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill("SIGKILL");
    }, milliseconds);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (out.length < maxAnswer) out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      if (complaint.length < 2_000) complaint += text;
    });
    child.stdin.on("error", () => {}); // the child may exit before it has read everything; its exit code tells why
    if ("bytes" in source) child.stdin.end(source.bytes);
    else
      pipeline(createReadStream(source.path), child.stdin).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") reject(error); // the child answers all other errors
      });
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      if (late || signal === "SIGXCPU") return reject(notAPicture("took-too-long"));
      const answer = code === 0 ? parseAnswer<T>(out) : undefined;
      if (answer && "reason" in answer) return reject(notAPicture(answer.reason as RefusalReason));
      if (answer) return resolve(answer);
      // Node prints both for a call of the system that failed, such as a write to a full disk: the picture is not to blame.
      const systemCode = /\bsyscall: '/.test(complaint) && /\bcode: '(\w+)'/.exec(complaint)?.[1];
      if (systemCode) return reject(Object.assign(new Error(`${worker} failed`), { code: systemCode }));
      if (/ERR_MODULE_NOT_FOUND|ERR_UNKNOWN_FILE_EXTENSION|SyntaxError/.test(complaint))
        return reject(new Error(complaint.slice(0, 500)));
      log.warn({ code, signal, complaint: complaint.slice(0, 500) }, "a picture could not be decoded");
      reject(notAPicture("broken"));
    });
  });
}

function parseAnswer<T>(out: string): T | { reason: RefusalReason } | undefined {
  try {
    return JSON.parse(out) as T | { reason: RefusalReason };
  } catch {
    return undefined;
  }
}
