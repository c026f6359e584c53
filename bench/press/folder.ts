// A page from the press's folder by nginx against a plain file of the same bytes by the same nginx: each on a processor of its own.
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { dependsOn } from "#lib/press/context.ts";
import { freePort, startNginx } from "#prisma/testing/nginx.ts";
import { openHouse } from "#prisma/testing/press-house.ts";
import { measure } from "./load-run.ts";

/** `pressed` and `plain`: answers for a second of nginx's processor time, which other work on the machine does not change. */
export type FolderReport = { bytes: number; pressed: number[]; plain: number[]; ratios: number[]; ratio: number };

/** As long as a story: about 8,000 bytes of brotli. */
const words = createHash("shake256", { outputLength: 7_300 }).update("a story").digest("base64").replaceAll("+", " ");

/** Seconds for which the load runs before it counts. */
const warmUp = 1;

/** Seconds that the workers of nginx have run so far. */
function processorTime(master: number): number {
  const workers = fs.readFileSync(`/proc/${master}/task/${master}/children`, "utf8").split(" ").filter(Boolean);
  let ticks = 0;
  for (const worker of workers) {
    const fields = fs
      .readFileSync(`/proc/${worker}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks / 100; // 100 ticks a second
}

/** @param rounds an odd number: the ratio is the median of them */
export async function runFolder({ rounds, seconds }: { rounds: number; seconds: number }): Promise<FolderReport> {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), "galley-folder-"));
  const house = await openHouse(
    async (url) => {
      dependsOn(`story:${url}`);
      return `<!DOCTYPE html><html lang="en"><head><title>A story</title></head><body><p>${words}</p></body></html>`;
    },
    { live: { folder: home, site: "https://news.example.org", limit: 10_000_000 } },
  );
  const plainPort = await freePort();
  const nginxHome = fs.mkdtempSync(path.join(os.tmpdir(), "galley-nginx-"));
  const nginx = await startNginx(nginxHome, house.port, path.join(home, "live"), {
    before: ["taskset", "-c", "0"],
    servers: `server { listen 127.0.0.1:${plainPort}; location / { root ${nginxHome}/plain; } }`,
  });
  try {
    await house.get("/city/a");
    const file = path.join(home, "live/city/a/=page/page.html.br");
    for (let tries = 0; !fs.existsSync(file) && tries < 200; tries++)
      await new Promise((resolve) => setTimeout(resolve, 50));
    fs.mkdirSync(path.join(nginxHome, "plain/city"), { recursive: true });
    fs.copyFileSync(file, path.join(nginxHome, "plain/city/a"));
    const report: FolderReport = { bytes: fs.statSync(file).size, pressed: [], plain: [], ratios: [], ratio: 0 };
    const perProcessorSecond = async (port: number): Promise<number> => {
      const before = processorTime(nginx.pid);
      const answers = (await measure(port, "/city/a", seconds)) * (seconds + warmUp);
      return Math.round(answers / (processorTime(nginx.pid) - before));
    };
    for (let round = 0; round < rounds; round++) {
      const [pressed, plain] = [await perProcessorSecond(nginx.port), await perProcessorSecond(plainPort)];
      report.pressed.push(pressed);
      report.plain.push(plain);
      report.ratios.push(Math.round((pressed / plain) * 1_000) / 1_000);
    }
    report.ratio = report.ratios.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
    return report;
  } finally {
    await nginx.stop();
    await house.close();
    for (const folder of [home, nginxHome]) fs.rmSync(folder, { recursive: true, force: true });
  }
}
