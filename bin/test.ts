// `npm test`: everything there is to prove the tree, in one go. Ends with "N passed, N failed".
// Arguments choose: stages by the beginning of their name, and files: `npm test -- unit lib/press/parts.test.ts`.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { findChromium } from "../judges/chromium.ts";

type Counts = { passed: number; failed: number };
type Timed = { name: string; ms: number };
/** @property pages - of a browser test: a line for each page that was open, with its address and text. */
type Failure = { file: string; name: string; message: string; pages?: string[] };
const node = process.execPath;
const bin = (name: string) => path.join("node_modules", ...name.split("/"));
const began = Date.now();
/** Every test that ran. */
const timed: Timed[] = [];
/** Every test that failed, to be named again at the end, where a shortened log still shows it. */
const failures: Failure[] = [];
/** A build of its own, so that tests never change the pages of a Galley that runs in this folder. */
const testBuild = {
  GALLEY_DIST: ".next-test",
  // Fixed, so that the same code is not built twice; it protects nothing here.
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: createHash("sha256").update("the build for tests").digest("base64"),
};
const reports = fs.mkdtempSync(path.join(os.tmpdir(), "galley-reports-"));

function run(args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(node, args, { stdio: "inherit", env: { ...process.env, ...env } });
    child.once("exit", (code) => resolve(code ?? 1));
    child.once("error", () => resolve(1));
  });
}

/** A check without tests of its own counts as one. */
const check = (args: string[], env?: Record<string, string>) => async (): Promise<Counts> => {
  const failed = (await run(args, env)) === 0 ? 0 : 1;
  return { passed: 1 - failed, failed };
};

const words = process.argv.slice(2);
const isFile = (word: string): boolean => word.includes("/") || /\.tsx?$/.test(word);
const files = words.filter(isFile);

/** @param project - a name of vitest.config.ts, and of every project that begins with it. */
const vitest = (project: string) => async (): Promise<Counts> => {
  const file = path.join(reports, `${project}.json`);
  const code = await run([
    bin("vitest/vitest.mjs"),
    "run",
    "--project",
    `${project}*`,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${file}`,
    ...files,
  ]);
  return counted(code, () => {
    const report = JSON.parse(fs.readFileSync(file, "utf8")) as VitestReport;
    for (const { name: file, message: ofFile = "", assertionResults } of report.testResults) {
      // A file that could not run at all, for instance because its preparation failed.
      if (ofFile) failures.push({ file, name: "the file", message: ofFile });
      for (const { fullName, duration, status, failureMessages } of assertionResults) {
        timed.push({ name: fullName, ms: duration ?? 0 });
        if (status === "failed") failures.push({ file, name: fullName, message: (failureMessages ?? []).join("\n") });
      }
    }
    return { passed: report.numPassedTests, failed: report.numFailedTests };
  });
};

type VitestReport = {
  numPassedTests: number;
  numFailedTests: number;
  testResults: {
    name: string;
    message?: string;
    assertionResults: {
      fullName: string;
      duration?: number | null;
      status: string;
      failureMessages?: string[] | null;
    }[];
  }[];
};
type PlaywrightReport = { stats: { expected: number; unexpected: number; flaky: number }; suites: Suite[] };
type Suite = {
  specs: {
    title: string;
    file: string;
    ok: boolean;
    tests: {
      results: { duration: number; error?: { message?: string }; attachments: { name: string; body?: string }[] }[];
    }[];
  }[];
  suites?: Suite[];
};
const timesOf = (suite: Suite): Timed[] => [
  ...suite.specs.map(({ title, tests }) => ({
    name: title,
    ms: tests.flatMap(({ results }) => results).reduce((sum, { duration }) => sum + duration, 0),
  })),
  ...(suite.suites ?? []).flatMap(timesOf),
];

const failuresOf = (suite: Suite): Failure[] => [
  ...suite.specs
    .filter(({ ok }) => !ok)
    .map(({ title, file, tests }) => ({
      file: path.join("e2e", file),
      name: title,
      message: tests.flatMap(({ results }) => results.map(({ error }) => error?.message ?? "")).join("\n"),
      pages: tests.flatMap(({ results }) => results.flatMap(({ attachments }) => attachments.flatMap(shownPages))),
    })),
  ...(suite.suites ?? []).flatMap(failuresOf),
];

/** The lines that e2e/steps/test.ts attaches to a failed test. */
const shownPages = ({ name, body = "" }: { name: string; body?: string }): string[] =>
  name === "shown pages" ? Buffer.from(body, "base64").toString().split("\n") : [];

async function browser(): Promise<Counts> {
  const chromium = await findChromium((line) => console.log(line));
  const file = path.join(reports, "browser.json");
  const code = await run([bin("@playwright/test/cli.js"), "test", ...files], {
    ...testBuild,
    GALLEY_CHROMIUM: chromium,
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  return counted(code, () => {
    const { stats, suites } = JSON.parse(fs.readFileSync(file, "utf8")) as PlaywrightReport;
    timed.push(...suites.flatMap(timesOf));
    failures.push(...suites.flatMap(failuresOf));
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky };
  });
}

/** A run that failed without a failed test, or that left no report, is one failure: never a silent pass. */
function counted(code: number, read: () => Counts): Counts {
  try {
    const counts = read();
    return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } catch {
    return { passed: 0, failed: 1 };
  }
}

const stages: [name: string, stage: () => Promise<Counts>][] = [
  ["lint and format", check([bin("@biomejs/biome/bin/biome"), "check", "--error-on-warnings", "."])],
  ["types", check([bin("typescript/bin/tsc"), "--noEmit", "-p", "tsconfig.check.json"])],
  ["unit tests", vitest("unit")],
  ["integration tests", vitest("integration")],
  // No database is reachable here: the build must not need one.
  ["build", check(["bin/galley.mjs", "build"], { ...testBuild, DATABASE_URL: "postgresql://nobody@127.0.0.1:9/none" })],
  ["browser tests", browser],
];

const wanted = words.filter((word) => !isFile(word));
const total: Counts = { passed: 0, failed: 0 };
const lines: string[] = [];
for (const [name, stage] of stages) {
  if (wanted.length > 0 && !wanted.some((word) => name.startsWith(word))) continue;
  console.log(`\n── ${name}`);
  const since = Date.now();
  let counts: Counts;
  try {
    counts = await stage();
  } catch (error) {
    console.error((error as Error).message);
    counts = { passed: 0, failed: 1 };
  }
  total.passed += counts.passed;
  total.failed += counts.failed;
  lines.push(
    `${name.padEnd(20)} ${String(counts.passed).padStart(5)} passed ${String(counts.failed).padStart(4)} failed  ${((Date.now() - since) / 1000).toFixed(0).padStart(4)} s`,
  );
}
fs.rmSync(reports, { recursive: true, force: true });
const slowest = timed.sort((a, b) => b.ms - a.ms).slice(0, 10);
if (slowest.length > 1) {
  console.log("\nThe slowest tests:");
  for (const { name, ms } of slowest) console.log(`${(ms / 1000).toFixed(1).padStart(7)} s  ${name}`);
}
if (failures.length > 0) console.log("\nThe failed tests:");
for (const { file, name, message, pages = [] } of failures) {
  console.log(`  ${path.relative(process.cwd(), path.resolve(file))}: ${name}`);
  const text = stripVTControlCharacters(message)
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.includes("node_modules"));
  for (const line of text.slice(0, 6)) console.log(`      ${line.trim().slice(0, 200)}`);
  for (const page of pages) console.log(`      Page ${page}`);
}
console.log(`\n${lines.join("\n")}\n\nIn ${((Date.now() - began) / 1000).toFixed(0)} s.`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
