// Random changes, each followed at once by reads of every page that could show it, compared with a fresh render.

import { randomFrom } from "#components/editor/testing/ledger.ts";
import { shared } from "#lib/process.ts";
import { openHouse } from "#prisma/testing/press-house.ts";
import { exactPart, printPaper, RandomEditor } from "./paper.ts";

export type ChangesRun = {
  changes: number;
  seed: number;
  /** Addresses that are read after each change, besides those that it was about. */
  reads: number;
  say?: (line: string) => void;
};
export type ChangesReport = {
  changes: Record<string, number>;
  reads: number;
  /** Reads that were answered from what was kept. */
  hits: number;
  /** On the very next request. */
  wrong: string[];
  /** In parts that may lag, 60 s of simulated time later. */
  wrongLater: string[];
  seconds: number;
};

export async function runChanges({ changes, seed, reads, say = () => {} }: ChangesRun): Promise<ChangesReport> {
  const random = randomFrom(seed);
  let ahead = 0;
  const house = await openHouse((url) => printPaper(url), {
    memory: 64_000_000,
    now: () => Date.now() + ahead,
  });
  shared().press = house.press;
  const began = performance.now();
  const report: ChangesReport = { changes: {}, reads: 0, hits: 0, wrong: [], wrongLater: [], seconds: 0 };
  const kept = async (url: string) => (await house.get(url)).text;
  try {
    const editor = await RandomEditor.begin(random);
    for (const url of editor.addresses()) await kept(url);
    for (let number = 1; number <= changes; number++) {
      const { what, path } = await editor.change();
      report.changes[what] = (report.changes[what] ?? 0) + 1;
      const all = editor.addresses();
      const some = Array.from({ length: reads }, () => all[Math.floor(random() * all.length)] ?? "/");
      const requested = [
        ...new Set(["/", ...(path ? [path] : []), ...editor.sections.map(({ slug }) => `/${slug}`), ...some]),
      ];
      const renders = house.press.counts.renders;
      const got = await Promise.all(requested.map(kept));
      report.hits += requested.length - (house.press.counts.renders - renders);
      report.reads += requested.length;
      for (const [index, url] of requested.entries())
        if (exactPart(got[index] ?? "") !== exactPart(await printPaper(url)))
          report.wrong.push(`${number} ${what}: ${url}`);
      if (number % 25 === 0 || number === changes) {
        ahead += 60_000;
        for (const url of all)
          if ((await kept(url)) !== (await printPaper(url))) report.wrongLater.push(`${number} ${what}: ${url}`);
      }
      if (number % 500 === 0) say(`${number} changes, ${report.wrong.length + report.wrongLater.length} wrong`);
    }
  } finally {
    delete shared().press;
    await house.close();
  }
  return { ...report, seconds: Math.round((performance.now() - began) / 100) / 10 };
}
