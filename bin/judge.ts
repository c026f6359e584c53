// `galley judge URL`: what the judges of our tests, and Lighthouse, say about a running site. It only reads.
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { judgeInBrowser } from "../judges/browser.ts";
import { chromiumFlags, findChromium } from "../judges/chromium.ts";
import { collectPages, collectSiteMaps } from "../judges/collect.ts";
import { judgeTexts, linesOf } from "../judges/court.ts";
import { scoreByLighthouse } from "../judges/lighthouse.ts";
import type { Page } from "../judges/types.ts";
import { runCommand } from "./command.ts";

const usage = `galley judge URL [options]

Walks a running site from its front page and says what validators, axe and Lighthouse find. It only reads.

  --all N          so many pages, whatever they are, instead of one of each kind
  --no-lighthouse  without the four scores, which take half a minute
`;

type Given = { origin: string; most: number | null; withScores: boolean };

function readArguments(args: string[]): Given | "help" {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      all: { type: "string" },
      "no-lighthouse": { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return "help";
  const [place, ...more] = positionals;
  const url = URL.parse(place ?? "");
  if (!url || !/^https?:$/.test(url.protocol) || more.length > 0)
    throw new Error("Name one address, http://… or https://….");
  const most = values.all === undefined ? null : Number(values.all);
  if (most !== null && !(Number.isInteger(most) && most > 0)) throw new Error("--all is a number of pages.");
  return { origin: url.origin, most, withScores: values["no-lighthouse"] !== true };
}

/** 1 when anything was found or a score is below 100. */
async function judge({ origin, most, withScores }: Given): Promise<number> {
  const pages = await collectPages(origin, most);
  console.log(`${pages.length} pages of ${origin}`);
  for (const { kind, address } of most === null ? pages : []) console.log(`  ${kind}: ${address}`);
  const { findings, leftOut } = await judgeTexts(pages, await collectSiteMaps(origin));
  const executablePath = await findChromium(console.log);
  const browser = await chromium.launch({ executablePath, args: chromiumFlags });
  try {
    findings.push(...(await judgeInBrowser(browser, pages)).findings);
  } finally {
    await browser.close();
  }
  for (const line of [...leftOut, ...linesOf(findings)]) console.log(`\n${line}`);
  console.log(`\n${findings.length} found by validators, axe and the browser.`);
  const perfect = !withScores || (await printScores(executablePath, pages));
  return findings.length === 0 && perfect ? 0 : 1;
}

/** The scores of a story, the front page and a section. True where all are 100. */
async function printScores(executablePath: string, pages: readonly Page[]): Promise<boolean> {
  const chosen = [/^story/, /^front/, /^section/].flatMap((kind) =>
    pages.filter((page) => kind.test(page.kind)).slice(0, 1),
  );
  const scores = await scoreByLighthouse(
    executablePath,
    chosen.map(({ address }) => address),
  );
  for (const { address, scores: of, lost, isSlow } of scores) {
    console.log(
      `\nLighthouse, phone: ${Object.entries(of)
        .map(([name, score]) => `${name} ${score}`)
        .join(", ")}\n    ${address}`,
    );
    for (const line of lost) console.log(`    ${line}`);
    if (isSlow) console.log("    This machine is too slow or too busy to say much about performance.");
  }
  return scores.every(({ scores: of }) => Object.values(of).every((score) => score === 100));
}

process.exit(
  await runCommand(process.argv.slice(2), usage, readArguments, judge, (error) =>
    error instanceof TypeError && error.message === "fetch failed" ? "Nothing answers at that address." : null,
  ),
);
