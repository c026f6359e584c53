// A cached story of the example newsroom against a bare server that sends the same bytes, each on its own processor.
import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { ask } from "#prisma/testing/press-house.ts";
import { measure } from "./load-run.ts";

export type HitsReport = { bytes: number; cached: number[]; bare: number[]; ratios: number[]; ratio: number };

/** As it was built last: `npm run build` first. */
async function startGalley(data: string, port: number): Promise<ChildProcess> {
  const child = spawn("taskset", ["-c", "0", process.execPath, "bin/start.ts"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      PORT: String(port),
      HOST: "127.0.0.1",
      GALLEY_DATA: data,
      GALLEY_DEMO: "1",
      GALLEY_LOG: "error",
    },
  });
  await new Promise<void>((resolve, reject) => {
    let text = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      text += chunk;
      if (text.includes("/desk")) resolve();
    });
    child.once("exit", () => reject(new Error(text)));
  });
  return child;
}

/** @param rounds an odd number: the ratio is the median of them */
export async function runHits({
  rounds,
  seconds,
  port,
}: {
  rounds: number;
  seconds: number;
  port: number;
}): Promise<HitsReport> {
  const data = fs.mkdtempSync(path.join(os.tmpdir(), "galley-hits-"));
  const galley = await startGalley(data, port);
  let bare: ChildProcess | undefined;
  try {
    const map = (await ask(port, "/sitemap.xml")).text;
    const place = /<loc>https?:\/\/[^/]+(\/[a-z-]+\/\d{4}\/\d\d\/\d\d\/[^<]+)<\/loc>/.exec(map)?.[1];
    if (!place) throw new Error("The example has no story.");
    let page = await ask(port, place, { "accept-encoding": "br" });
    for (let tries = 0; page.headers["content-encoding"] !== "br"; tries++) {
      if (tries > 100) throw new Error("The page never got its final encoding.");
      await new Promise((resolve) => setTimeout(resolve, 50));
      page = await ask(port, place, { "accept-encoding": "br" });
    }
    const headers = Object.entries(page.headers)
      .filter(([name]) => !["date", "connection", "keep-alive"].includes(name))
      .flatMap(([name, value]) => [name, String(value)]);
    const file = path.join(data, "bare.json");
    fs.writeFileSync(file, JSON.stringify({ headers, body: page.body.toString("base64") }));
    bare = spawn("taskset", ["-c", "0", process.execPath, path.join(import.meta.dirname, "bare.ts"), file], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      env: { ...process.env, NODE_NO_WARNINGS: "1" },
    });
    const barePort = await new Promise<number>((resolve) =>
      bare?.once("message", (message) => resolve(Number(message))),
    );
    const report: HitsReport = { bytes: page.body.length, cached: [], bare: [], ratios: [], ratio: 0 };
    for (let round = 0; round < rounds; round++) {
      const [cached, plain] = [await measure(port, place, seconds), await measure(barePort, place, seconds)];
      report.cached.push(cached);
      report.bare.push(plain);
      report.ratios.push(Math.round((cached / plain) * 1_000) / 1_000);
    }
    report.ratio = report.ratios.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
    return report;
  } finally {
    bare?.kill("SIGKILL");
    const over = new Promise((resolve) => galley.once("exit", resolve));
    galley.kill("SIGTERM");
    await over;
    fs.rmSync(data, { recursive: true, force: true });
  }
}
