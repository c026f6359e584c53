import { spawnSync } from "node:child_process";

/** True where the machine has Java 11 or newer. Galley itself never needs it. */
export function hasJava(): boolean {
  const { status, stderr } = spawnSync("java", ["-version"], { encoding: "utf8" });
  return status === 0 && Number(/version "(\d+)/.exec(stderr)?.[1] ?? 0) >= 11;
}
