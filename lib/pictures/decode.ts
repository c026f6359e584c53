import { spawn } from "node:child_process";
import path from "node:path";
import { DomainError } from "../errors.ts";
import { log } from "../log.ts";
import { shared } from "../process.ts";
import { maxBytes, maxMemory, maxMilliseconds, maxSeconds } from "./limits.ts";
import { sniff } from "./sniff.ts";
import type { Decoded, RefusalReason } from "./types.ts";

/** How many pictures this process decodes at once, and how many may wait. */
const atOnce = 2;
const mayWait = 30;

type Queue = { running: number; waiting: (() => void)[] };

/**
 * Makes every rendition of an upload in a child process that has limits of time and memory, so that a hostile file can
 * harm neither this process nor its data.
 * @param folder empty, on this machine; gets `original.{jpeg|webp}` and one file per rendition
 * @throws TOO_LARGE, NOT_A_PICTURE with `reason`, BUSY when too many pictures wait
 */
export async function decodePicture(bytes: Buffer, folder: string, milliseconds = maxMilliseconds): Promise<Decoded> {
  if (bytes.byteLength > maxBytes) throw new DomainError("TOO_LARGE", { limit: maxBytes });
  const sniffed = sniff(bytes);
  if ("reason" in sniffed) throw notAPicture(sniffed.reason);
  await enter();
  try {
    return await run(bytes, folder, milliseconds);
  } finally {
    leave();
  }
}

const notAPicture = (reason: RefusalReason) => new DomainError("NOT_A_PICTURE", { reason });

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

/** Not by this module's own address: in production this code runs from Next's bundle, the worker from its source. */
const workerFile = () => path.join(/* turbopackIgnore: true */ process.cwd(), "lib", "pictures", "decode-worker.ts");

function run(bytes: Buffer, folder: string, milliseconds: number): Promise<Decoded> {
  const node = ["--max-old-space-size=256", "--no-warnings", workerFile(), folder];
  // Data, not address space: Node reserves far more addresses than it ever uses. Soft: its signal says why it ended.
  const [file, args] =
    process.platform === "win32"
      ? [process.execPath, node]
      : [
          "/bin/sh",
          [
            "-c",
            `ulimit -d ${maxMemory} 2>/dev/null; ulimit -S -t ${maxSeconds}; ulimit -c 0; exec "$0" "$@"`,
            process.execPath,
            ...node,
          ],
        ];
  const child = spawn(file, args, {
    env: { PATH: process.env.PATH, NODE_ENV: "production" },
    stdio: ["pipe", "pipe", "pipe"],
  });
  return new Promise((resolve, reject) => {
    let out = "";
    let complaint = "";
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill("SIGKILL");
    }, milliseconds);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      if (out.length < 100_000) out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      if (complaint.length < 2_000) complaint += text;
    });
    child.stdin.on("error", () => {}); // the child may end before it has read all; its exit says why
    child.stdin.end(bytes);
    child.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      if (late || signal === "SIGXCPU") return reject(notAPicture("took-too-long"));
      const answer = code === 0 ? (JSON.parse(out) as Decoded | { reason: RefusalReason }) : undefined;
      if (answer && "reason" in answer) return reject(notAPicture(answer.reason));
      if (answer) return resolve(answer);
      if (/ERR_MODULE_NOT_FOUND|ERR_UNKNOWN_FILE_EXTENSION|SyntaxError/.test(complaint))
        return reject(new Error(complaint.slice(0, 500)));
      log.warn({ code, signal, complaint: complaint.slice(0, 500) }, "a picture could not be decoded");
      reject(notAPicture("broken"));
    });
  });
}
