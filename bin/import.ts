// `galley import <path>`, after the launcher: the database alone, then the import.
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { SYSTEM } from "#lib/actor.ts";
import { patternProblem } from "#lib/import/paths.ts";
import { progressOn } from "#lib/import/progress.ts";
import { formatReport, type ImportReport, summarise } from "#lib/import/report.ts";
import { type ImportOptions, importSource } from "#lib/import/run.ts";
import { openSource, SourceError } from "#lib/import/source.ts";
import { runCommand } from "./command.ts";
import { withDatabase } from "./database.ts";

const usage = `galley import <path> [options]

Imports a folder or .tar.gz of Markdown files with YAML front matter, the usual export of a static site.

  --section NAME          the section for all of it; else what each file says, else its folder
  --path-pattern PATTERN  addresses of files that have none of their own, default /{section}/{yyyy}/{mm}/{dd}/{slug}
  --expired draft|live    what becomes of files whose expiry date is past, default draft
  --dry-run               read everything, say what would happen, change nothing
`;

/** The number is the exit code: 0 also when single files were skipped, 1 when nothing could begin. */
export const importCommand = (args: string[]): Promise<number> =>
  runCommand(
    args,
    usage,
    readArguments,
    ({ place, options }) => importFrom(place, options),
    (error) => (error instanceof SourceError ? error.message : null),
  );

function readArguments(args: string[]): "help" | { place: string; options: ImportOptions } {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      section: { type: "string" },
      "path-pattern": { type: "string" },
      expired: { type: "string" },
      "dry-run": { type: "boolean" },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return "help";
  const [place, ...more] = positionals;
  if (place === undefined || more.length > 0) throw new Error("Name one folder or .tar.gz file.");
  const { expired } = values;
  if (expired !== undefined && expired !== "draft" && expired !== "live")
    throw new Error("--expired is draft or live.");
  const pattern = values["path-pattern"];
  const problem = pattern === undefined ? null : patternProblem(pattern);
  if (problem) throw new Error(problem);
  return {
    // The launcher goes to the folder of Galley; the person means the one he called from.
    place: path.resolve(process.env.GALLEY_CALLED_FROM ?? process.cwd(), place),
    options: { section: values.section, pattern, expired, dryRun: values["dry-run"] },
  };
}

async function importFrom(place: string, options: ImportOptions): Promise<number> {
  const source = await openSource(place);
  try {
    return await withDatabase(async ({ data }) => {
      const report = await importSource(SYSTEM, source, { ...options, onProgress: progressOn(process.stdout) });
      for (const line of summarise(report)) console.log(line);
      if (report.warnings.length + report.skipped.length > 0)
        console.log(`Full report, with files and lines: ${keep(report, data)}`);
      return 0;
    });
  } finally {
    await source.close();
  }
}

function keep(report: ImportReport, data: string): string {
  const folder = path.join(data, "imports");
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${new Date().toISOString().replace(/[:.]/g, "-")}.txt`);
  fs.writeFileSync(file, formatReport(report));
  return file;
}

// The clients of a running Galley's database keep connections open: nothing else would end this process.
process.exit(await importCommand(process.argv.slice(2)));
