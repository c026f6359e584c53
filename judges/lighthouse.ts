import { createServer } from "node:net";
import { chromium } from "@playwright/test";
import lighthouse, { type Config } from "lighthouse";
import { chromiumFlags } from "./chromium.ts";

/** The score of a hundred, with the reasons for lost points as sentences. */
export type Scores = {
  address: string;
  scores: Record<string, number>;
  lost: string[];
  /** Lighthouse's own measure of the machine is below what it takes for a phone's worth: times say little. */
  isSlow: boolean;
};

/** Lighthouse makes the processor four times slower, and counts on one that does at least this (docs/throttling.md). */
const enough = 500;

const categories = ["performance", "accessibility", "best-practices", "seo"];

/** Lighthouse with its own settings of a phone: slow network, slow processor. @param executablePath of the browser */
export async function scoreByLighthouse(executablePath: string, addresses: readonly string[]): Promise<Scores[]> {
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath,
    args: [...chromiumFlags, `--remote-debugging-port=${port}`],
  });
  try {
    const scores: Scores[] = [];
    for (const address of addresses) scores.push(await scoreOf(address, port));
    return scores;
  } finally {
    await browser.close();
  }
}

async function scoreOf(address: string, port: number): Promise<Scores> {
  const config: Config = { extends: "lighthouse:default", settings: { onlyCategories: categories } };
  const result = (await lighthouse(address, { port, output: "json", logLevel: "error" }, config))?.lhr;
  if (!result || result.runtimeError)
    throw new Error(`Lighthouse could not judge ${address}: ${result?.runtimeError?.message}`);
  const scores = Object.fromEntries(
    categories.map((id) => [id, Math.round((result.categories[id]?.score ?? 0) * 100)]),
  );
  const lost = Object.values(result.categories).flatMap(({ title, auditRefs }) =>
    auditRefs.flatMap(({ id, weight }) => {
      const audit = result.audits[id];
      if (!audit || weight === 0 || audit.score === null || audit.score >= 0.9) return [];
      return [`${title}: ${audit.title}${audit.displayValue ? ` (${audit.displayValue})` : ""}`];
    }),
  );
  return { address, scores, lost, isSlow: result.environment.benchmarkIndex < enough };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
