// `npm run bench:export -- 100000`: time, size and memory of an export of so many stories and of its check, and of the export for WordPress.
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { run } from "./measured-command.ts";
import { openPaper } from "./seed/paper.ts";

const stories = Number(process.argv[2] ?? 100_000);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "galley-bench-export-"));

try {
  const paper = await openPaper(stories, (line) => console.log(`  ${line}`), { isSearched: true });
  await paper.close();
  const measure = async (what: string, script: string, args: string[], file: string) => {
    const { code, ms, peakMb, output } = await run(script, args, paper.folder);
    if (code !== 0) throw new Error(`${what} failed (${code}): ${output.slice(-2_000)}`);
    const megabytes = Math.round(fs.statSync(file).size / 1e6);
    console.log({ what, stories, seconds: Math.round(ms / 100) / 10, megabytes, peakMb });
  };
  const zip = path.join(folder, "paper.zip");
  const xml = path.join(folder, "paper.xml");
  await measure("export", "bin/export.ts", ["--to", zip], zip);
  await measure("check of the export", "bin/verify.ts", ["--export", zip], zip);
  await measure("export for WordPress", "bin/export.ts", ["--to", xml, "--format", "wxr"], xml);
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}
