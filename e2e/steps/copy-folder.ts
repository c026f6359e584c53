import { spawnSync } from "node:child_process";

/** Copies a folder with owners and permissions, which PostgreSQL checks. */
export function copyFolder(from: string, to: string): void {
  const { status, stderr } = spawnSync("cp", ["-a", from, to], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${from} could not be copied: ${stderr}`);
}
