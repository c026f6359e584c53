// Runs the load of `load.ts` on the second processor.
import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const connections = 32;

/** Answers a second. @throws when one of them was no 200 */
export async function measure(port: number, place: string, seconds: number): Promise<number> {
  const args = [
    "-c",
    "1",
    process.execPath,
    path.join(import.meta.dirname, "load.ts"),
    String(port),
    place,
    String(connections),
    String(seconds),
  ];
  const { stdout } = await run("taskset", args, { env: { ...process.env, NODE_NO_WARNINGS: "1" } });
  const { perSecond, failures } = JSON.parse(stdout) as { perSecond: number; failures: number };
  if (failures > 0) throw new Error(`${failures} answers were no 200`);
  return perSecond;
}
