// A command in a process of its own, with its time and its peak memory.
import { spawn } from "node:child_process";
import fs from "node:fs";

export type Run = { code: number | null; ms: number; peakMb: number; output: string };

/** Runs a command on a data folder. @param killAfterMs when it is killed */
export function run(script: string, args: string[], data: string, killAfterMs?: number): Promise<Run> {
  const began = performance.now();
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", script, ...args], {
    env: { ...process.env, GALLEY_DATA: data, GALLEY_LOG: "error", DATABASE_URL: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [peakMb, output] = [0, ""];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
  const watching = setInterval(() => {
    try {
      const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${child.pid}/status`, "utf8")) ?? [];
      peakMb = Math.max(peakMb, Number(kilobytes ?? 0) / 1024);
    } catch {
      // It has just ended, or this is not Linux.
    }
  }, 50);
  const killing = killAfterMs === undefined ? undefined : setTimeout(() => child.kill("SIGKILL"), killAfterMs);
  return new Promise((resolve) =>
    child.once("exit", (code) => {
      clearInterval(watching);
      clearTimeout(killing);
      resolve({ code, ms: performance.now() - began, peakMb: Math.round(peakMb), output });
    }),
  );
}
