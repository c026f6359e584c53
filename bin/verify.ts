// `galley verify`, after the launcher: checks the zip file of an export, or follows the chain of revisions of stories and names the first break of each.
import path from "node:path";
import { parseArgs } from "node:util";
import { checkAuditChain } from "#lib/audit/verify-data.ts";
import { blankedOn } from "#lib/document/blank.ts";
import { DomainError } from "#lib/errors.ts";
import { compareWithHere } from "#lib/export/here-data.ts";
import { checkExport, NoExport } from "#lib/export/verify.ts";
import { progressOn } from "#lib/import/progress.ts";
import { FileCheck } from "#lib/published/shown-files-data.ts";
import {
  allStoryIds,
  checkStory,
  countAllStories,
  findStoryId,
  type StoryCheck,
} from "#lib/stories/history/verify-data.ts";
import { runCommand } from "./command.ts";
import { withDatabase } from "./database.ts";

const usage = `galley verify STORY… | --all | --audit | --export FILE [--here]

Checks that every revision of a story is what was frozen, that the log leads from the last one to the text as it is, and
that readers get what was published. Changes nothing; works while Galley runs. Ends with 1 where something does not fit.

  STORY    the id of a story, or its address on the site
  --all    every story, and the audit log
  --audit  only the audit log: that no event was changed, removed or added

  --export FILE  the zip file of an export: that each file and each history in it is what was exported. Needs no database
  --here         also that every story of the export is in this newsroom, with the same hashes and the same text
`;

type Given = { named: string[]; all: boolean; audit: boolean; file: string | null; here: boolean };

/** The number is the exit code: 1 for a break, and where nothing could begin. */
export const verifyCommand = (args: string[]): Promise<number> =>
  runCommand(
    args,
    usage,
    readArguments,
    (given) =>
      given.file === null
        ? withDatabase(() => verifyGiven(given))
        : given.here
          ? withDatabase(() => verifyExport(given.file as string, compareWithHere))
          : verifyExport(given.file, async () => null),
    (error) =>
      error instanceof NoExport
        ? error.message
        : error instanceof DomainError && error.code === "STORE_UNAVAILABLE"
          ? "The bucket with the pictures does not answer. Try again when it does."
          : null,
  );

function readArguments(args: string[]): "help" | Given {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      all: { type: "boolean", default: false },
      audit: { type: "boolean", default: false },
      export: { type: "string" },
      here: { type: "boolean", default: false },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return "help";
  const { all, audit, here } = values;
  const ways = [all, audit, values.export !== undefined, positionals.length > 0];
  if (ways.filter(Boolean).length !== 1) throw new Error("Name stories, or --all, or --audit, or --export FILE.");
  if (here && values.export === undefined) throw new Error("--here belongs to --export FILE.");
  const file =
    values.export === undefined ? null : path.resolve(process.env.GALLEY_CALLED_FROM ?? process.cwd(), values.export);
  return { named: positionals, all, audit, file, here };
}

async function verifyGiven({ named, all, audit }: Given): Promise<number> {
  if (audit) return verifyAudit();
  if (!all) return verifyNamed(named);
  return Math.max(await verify(allStoryIds(), countAllStories), await verifyAudit());
}

async function verifyExport(file: string, onStory: Parameters<typeof checkExport>[1]): Promise<number> {
  const { files, stories, revisions, problems, furtherProblems } = await checkExport(file, onStory);
  for (const problem of problems) console.log(`    ${problem}`);
  if (furtherProblems > 0) console.log(`    and ${number(furtherProblems, "problem", "problems")} more`);
  const isWhole = problems.length === 0;
  console.log(
    `${number(files, "file", "files")} checked, with ${number(stories, "story", "stories")} and ${number(revisions, "revision", "revisions")}: ${
      isWhole ? "all is what was exported." : "not everything is what was exported."
    }`,
  );
  return isWhole ? 0 : 1;
}

async function verifyAudit(): Promise<number> {
  const { events, blanked, broken, newest } = await checkAuditChain();
  if (broken !== null) console.log(`Audit log\n    ${broken}`);
  console.log(
    `${number(events, "event", "events")} of the audit log checked: ${broken === null ? "all is what was sealed." : "the chain is broken."}`,
  );
  if (blanked > 0) console.log(`    ${number(blanked, "event", "events")} blanked by law.`);
  if (newest) console.log(`    Newest seal: ${newest.number} ${newest.hash}`);
  return broken === null ? 0 : 1;
}

async function verifyNamed(named: readonly string[]): Promise<number> {
  const ids: string[] = [];
  let unknown = 0;
  for (const name of named) {
    const id = await findStoryId(name);
    if (id) ids.push(id);
    else {
      unknown++;
      console.error(`There is no story ${name}.`);
    }
  }
  const code = ids.length > 0 ? await verify(ids, async () => ids.length) : 1;
  return unknown > 0 ? 1 : code;
}

async function verify(ids: Iterable<string> | AsyncIterable<string>, count: () => Promise<number>): Promise<number> {
  const progress = progressOn(process.stdout);
  const total = await count();
  const files = new FileCheck();
  let [stories, revisions, broken] = [0, 0, 0];
  for await (const id of ids) {
    // A story that begins while this runs is checked too; the total is what it was.
    progress(Math.min(stories, total - 1), total, id);
    const rows = await checkStory(id);
    if (!rows) continue;
    // Outside the transaction: a video is read for a while.
    const found = { ...rows, broken: rows.broken ?? (await files.check(rows.files)) };
    stories++;
    revisions += found.revisions;
    if (found.broken !== null) broken++;
    if (found.broken !== null || found.blanked.length > 0) printProblems(found);
  }
  if (total > 0) progress(total, total, "");
  console.log(
    `${number(stories, "story", "stories")} with ${number(revisions, "revision", "revisions")} checked: ${
      broken === 0 ? "all is what was frozen." : `${broken} ${broken === 1 ? "does" : "do"} not fit.`
    }`,
  );
  return broken === 0 ? 0 : 1;
}

function printProblems({ id, headline, path, broken, blanked }: StoryCheck): void {
  if (process.stdout.isTTY) process.stdout.write("\r\u001b[2K");
  console.log(`“${headline || "No headline"}” (${path ?? id})`);
  if (broken !== null) console.log(`    ${broken}`);
  for (const { at, reason, blocks } of blanked)
    console.log(
      `    ${number(blocks, "block", "blocks")} b${blankedOn(at).slice(1).replace(" by law", "")}: ${reason}`,
    );
}

const number = (count: number, one: string, more: string): string =>
  `${count.toLocaleString("en")} ${count === 1 ? one : more}`;

// The clients of a running Galley's database keep connections open: nothing else would end this process.
process.exit(await verifyCommand(process.argv.slice(2)));
