import { spawn } from "node:child_process";
import fs from "node:fs";
import { onTestFinished } from "vitest";

/** A process that is dead, but that its parent never reaps. It is gone when the test ends. Linux only. @returns its id */
export async function zombie(): Promise<number> {
  // The shell starts a child that lives until its input ends, and becomes a program that never asks for a child.
  const script = "exec 3<&0; cat <&3 >/dev/null & echo $!; exec sleep 600";
  const parent = spawn("sh", ["-c", script], { stdio: ["pipe", "pipe", "ignore"] });
  onTestFinished(() => void parent.kill("SIGKILL"));
  const pid = Number(await new Promise<Buffer>((resolve) => parent.stdout.once("data", resolve)));
  await until(() => fs.readFileSync(`/proc/${parent.pid}/comm`, "utf8").trim() === "sleep");
  parent.stdin.end();
  await until(() => fs.readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z "));
  return pid;
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}
