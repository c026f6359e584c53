import { execFile } from "node:child_process";
import path from "node:path";
import { DomainError } from "../errors.ts";
import { log } from "../log.ts";
import type { Inspected } from "./inspect-file.ts";
import type { MediaContent } from "./types.ts";

const maxMilliseconds = 60_000;
/** Processor time; a film of two gigabytes takes less than one. */
const maxSeconds = 20;
/** Kilobytes of data. */
const maxMemory = 1_500_000;

/** Not relative to this module: in production this code runs from Next's bundle, the worker from its source. */
const worker = () => path.join(/* turbopackIgnore: true */ process.cwd(), "lib", "media", "inspect-worker.ts");

/**
 * Finds out what a file is, in a child process with limits of time and memory, so that a hostile file can harm neither
 * this process nor its data. @throws NOT_MEDIA with the reason
 */
export async function inspectMedia(file: string, fileName: string): Promise<MediaContent> {
  const found = await run(file, fileName);
  if ("reason" in found) throw new DomainError("NOT_MEDIA", found);
  return found;
}

function run(file: string, fileName: string): Promise<Inspected> {
  const node = ["--max-old-space-size=256", "--no-warnings", worker(), file, fileName];
  const limits = `ulimit -d ${maxMemory} 2>/dev/null; ulimit -S -t ${maxSeconds}; ulimit -c 0; exec "$0" "$@"`;
  const [command, args] =
    process.platform === "win32" ? [process.execPath, node] : ["/bin/sh", ["-c", limits, process.execPath, ...node]];
  const options = {
    env: { PATH: process.env.PATH, NODE_ENV: "production" as const },
    timeout: maxMilliseconds,
    killSignal: "SIGKILL" as const,
    maxBuffer: 100_000,
  };
  return new Promise((resolve, reject) => {
    execFile(command, args, options, (error, out, complaint) => {
      if (!error) return resolve(JSON.parse(out) as Inspected);
      if (error.killed || error.signal === "SIGXCPU") return resolve({ reason: "took-too-long" });
      if (/ERR_MODULE_NOT_FOUND|ERR_UNKNOWN_FILE_EXTENSION|SyntaxError/.test(complaint)) return reject(error);
      log.warn({ code: error.code, complaint: complaint.slice(0, 500) }, "media: a file could not be inspected");
      resolve({ reason: "broken" });
    });
  });
}
