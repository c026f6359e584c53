// The production build on a data folder of a benchmark's own, with one admin and one very long story.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { words } from "../words.ts";

export const admin = { email: "admin@example.org", password: "correct-horse-battery" };
export type Server = { address: string; stop(): Promise<void> };

const galley = (data: string, port: number) => ({
  ...process.env,
  NODE_ENV: "production" as const,
  PORT: String(port),
  HOST: "127.0.0.1",
  GALLEY_DATA: data,
  GALLEY_DEMO: "0",
  GALLEY_ADMIN_EMAIL: admin.email,
  GALLEY_ADMIN_PASSWORD: admin.password,
  GALLEY_LOG: "silent",
  // The key of the build that is there, so that it is not built again.
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: fs.readFileSync("data/build-key", "utf8").trim(),
});

/** The paragraphs of the story that `startServer` imports as a draft: 200 of 50 words. */
export const longStory: string[] = Array.from({ length: 200 }, () => words(50).join(" "));

export async function startServer(port: number): Promise<Server> {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), "galley-typing-"));
  const env = galley(data, port);
  const child = spawn(process.execPath, ["bin/galley.mjs", "start"], { stdio: ["ignore", "pipe", "inherit"], env });
  await ready(child);
  const source = fs.mkdtempSync(path.join(os.tmpdir(), "galley-typing-story-"));
  const front = "---\ntitle: Long night\ndate: 2026-11-24T10:00:00Z\ndraft: true\n---\n\n";
  fs.writeFileSync(path.join(source, "long.md"), `${front}${longStory.join("\n\n")}\n`);
  const made = spawnSync(process.execPath, ["bin/galley.mjs", "import", source, "--section", "news"], {
    env,
    encoding: "utf8",
  });
  fs.rmSync(source, { recursive: true, force: true });
  if (made.status !== 0) throw new Error(`The story could not be made:\n${made.stdout}${made.stderr}`);
  return {
    address: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        child.once("exit", () => {
          fs.rmSync(data, { recursive: true, force: true });
          resolve();
        });
        child.kill("SIGTERM");
      }),
  };
}

/** Resolves at the line that names the newsroom's address; rejects when the server ends before. */
function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let text = "";
    server.stdout?.on("data", (chunk: Buffer) => {
      text += chunk;
      if (text.includes("/desk")) resolve();
    });
    server.once("exit", (code) => reject(new Error(`The server ended with code ${code}:\n${text}`)));
  });
}
