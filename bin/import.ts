// `galley import <path>` and `galley import --undo <id>`, after the launcher.
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { SYSTEM } from "#lib/actor.ts";
import { DomainError } from "#lib/errors.ts";
import { type FormatName, formats } from "#lib/import/item.ts";
import { parseMapping } from "#lib/import/mapping.ts";
import { patternProblem } from "#lib/import/path-pattern.ts";
import { progressOn } from "#lib/import/progress.ts";
import { formatReport, type ImportReport, summarise } from "#lib/import/report.ts";
import { SourceError } from "#lib/import/types.ts";
import { repeatImport, startImport } from "#lib/import-runs/mutations.ts";
import { performImport } from "#lib/import-runs/perform-mutations.ts";
import { importOptionsSchema, type StartImport } from "#lib/import-runs/schema.ts";
import { undoImport } from "#lib/import-runs/undo-mutations.ts";
import { runCommand } from "./command.ts";
import { withDatabase } from "./database.ts";

const usage = `galley import <path> [options]
galley import --again ID --item ITEM…
galley import --undo ID

Imports stories and pages from a file, a folder, a .zip or a .tar.gz: exports of WordPress and Ghost, Markdown files
with front matter, and the other formats below. An item that was imported before is left as it is.

  --format NAME           ${formats.join(", ")}; guessed when absent
  --section NAME          the section for all of it; else what each item says
  --map FILE              JSON or CSV (kind, from, to) with other names for sections, topics and authors
  --pictures PATH         the folder or archive of the pictures, where they are elsewhere
  --no-fetch              do not load pictures from the old site that are not among the files
  --site ADDRESS          address of the old site, for exports that do not hold it
  --columns FIELD=NAME    CSV: the column of a field, for example --columns headline=Title; may be repeated
  --path-pattern PATTERN  addresses of items that have none of their own, default /{section}/{yyyy}/{mm}/{dd}/{slug}
  --expired draft|live    what becomes of items whose expiry date is past, default draft
  --dry-run               read everything, say what would happen, change nothing
  --again ID --item ITEM  import single items of an earlier import once more, as its report names them: posts/ferry.md, or
                          export.xml:120; --item may be repeated. A story that somebody has changed since stays as it is
  --undo ID               remove what an import has made, except what was changed or used since
`;

type Given = { undo: string } | { again: string; items: string[] } | { start: StartImport };

/** The number is the exit code: 0 also when single items were skipped, 1 when nothing could begin. */
export const importCommand = (args: string[]): Promise<number> =>
  runCommand(
    args,
    usage,
    readArguments,
    (given) => ("undo" in given ? undo(given.undo) : "again" in given ? importAgain(given) : importFrom(given.start)),
    (error) => (error instanceof SourceError ? error.message : null),
  );

function readArguments(args: string[]): "help" | Given {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      format: { type: "string" },
      section: { type: "string" },
      map: { type: "string" },
      pictures: { type: "string" },
      "no-fetch": { type: "boolean" },
      site: { type: "string" },
      columns: { type: "string", multiple: true },
      "path-pattern": { type: "string" },
      expired: { type: "string" },
      "dry-run": { type: "boolean" },
      undo: { type: "string" },
      again: { type: "string" },
      item: { type: "string", multiple: true },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return "help";
  if (values.undo !== undefined) {
    if (positionals.length > 0) throw new Error("--undo takes the id of an import and no path.");
    if (!/^[0-9a-f-]{36}$/i.test(values.undo)) throw new Error("--undo needs the id that the import printed.");
    return { undo: values.undo };
  }
  if (values.again !== undefined || values.item !== undefined) {
    if (!/^[0-9a-f-]{36}$/i.test(values.again ?? "") || !values.item || positionals.length > 0)
      throw new Error("--again takes the id of an import, with at least one --item, and no path.");
    return { again: values.again as string, items: values.item };
  }
  const [place, ...more] = positionals;
  if (place === undefined || more.length > 0) throw new Error("Name one file, folder or archive.");
  const { format, expired, site } = values;
  if (format !== undefined && !(formats as readonly string[]).includes(format))
    throw new Error(`--format is one of ${formats.join(", ")}.`);
  if (expired !== undefined && expired !== "draft" && expired !== "live")
    throw new Error("--expired is draft or live.");
  if (site !== undefined && !/^https?:\/\/[^/]/.test(site)) throw new Error("--site begins with https:// or http://.");
  const pattern = values["path-pattern"];
  const problem = pattern === undefined ? null : patternProblem(pattern);
  if (problem) throw new Error(problem);
  return {
    start: {
      place: fromCaller(place),
      pictures: values.pictures === undefined ? "" : fromCaller(values.pictures),
      isDryRun: values["dry-run"] ?? false,
      options: importOptionsSchema.parse({
        format: format as FormatName | undefined,
        section: values.section,
        pattern,
        expired,
        site,
        mapping: values.map === undefined ? undefined : mappingIn(fromCaller(values.map)),
        columns: values.columns === undefined ? undefined : columnsIn(values.columns),
        fetchesPictures: !values["no-fetch"],
      }),
    },
  };
}

/** The launcher goes to the folder of Galley; a person means the folder of the call. */
const fromCaller = (given: string): string => path.resolve(process.env.GALLEY_CALLED_FROM ?? process.cwd(), given);

function mappingIn(file: string) {
  let text: string;
  try {
    text = fs.readFileSync(file, "utf8");
  } catch {
    throw new Error(`There is no mapping file at ${file}.`);
  }
  return parseMapping(text);
}

function columnsIn(given: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    given.map((each) => {
      const [, field, column] = /^([\w-]+)=(.+)$/.exec(each) ?? [];
      if (!field || !column) throw new Error("--columns takes FIELD=NAME, for example --columns headline=Title.");
      return [field, column];
    }),
  );
}

async function importFrom(start: StartImport): Promise<number> {
  for (const place of [start.place, start.pictures])
    if (place && !fs.existsSync(place)) throw new SourceError(`There is nothing at ${place}.`);
  return withDatabase(async ({ data }) => {
    const { id } = await startImport(SYSTEM, { ...start, isByCommand: true });
    return perform(id, data);
  });
}

function importAgain({ again, items }: { again: string; items: string[] }): Promise<number> {
  return withDatabase(async ({ data }) => {
    try {
      const { id } = await repeatImport(SYSTEM, { importId: again, isDryRun: false, only: items }, true);
      return await perform(id, data);
    } catch (error) {
      if (!(error instanceof DomainError && error.code === "NOT_FOUND")) throw error;
      console.error("There is no import with this id.");
      return 1;
    }
  });
}

async function perform(id: string, data: string): Promise<number> {
  const report = await performImport(id, progressOn(process.stdout));
  if (report === null) return 1;
  for (const line of summarise(report)) console.log(line);
  if (report.warnings.length + report.skipped.length > 0)
    console.log(`Full report, with files and lines: ${keep(report, data)}`);
  if (!report.dryRun) console.log(`To undo this import: bin/galley import --undo ${id}`);
  return 0;
}

function undo(importId: string): Promise<number> {
  return withDatabase(async () => {
    try {
      const { removed, stayed } = await undoImport(SYSTEM, { importId });
      const say = (counts: typeof removed) =>
        Object.entries(counts)
          .filter(([, count]) => count > 0)
          .map(([name, count]) => `${count} ${name}`)
          .join(", ") || "nothing";
      console.log(`Removed  ${say(removed)}`);
      console.log(`Stayed   ${say(stayed)}`);
      if (stayed.stories > 0) console.log("Stories stay that somebody has changed, published again or planned since.");
      return 0;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      console.error(
        error.code === "NOT_FOUND"
          ? "There is no import with this id."
          : "This import cannot be undone: it runs, was a dry run, or is undone already.",
      );
      return 1;
    }
  });
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
