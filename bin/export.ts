// `galley export`, after the launcher: stories with all that belongs to them in one zip file.
import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { hasSection, inSnapshot } from "#lib/export/data.ts";
import type { ExportScope } from "#lib/export/types.ts";
import { type ExportSummary, exportBytes } from "#lib/export/write.ts";
import { wxrText } from "#lib/export/wxr-write.ts";
import { progressOn } from "#lib/import/progress.ts";
import { pictureStore } from "#lib/pictures/store.ts";
import type { Settings } from "#lib/settings.ts";
import { getSiteSettings } from "#lib/site/data.ts";
import { findStoryId } from "#lib/stories/history/verify-data.ts";
import { runCommand } from "./command.ts";
import { withDatabase } from "./database.ts";

const usage = `galley export --to FILE [--format galley | wxr] [--story STORY | --section PATH] [--comments]

Writes stories, drafts included, into one zip file: each as JSON, Markdown and an HTML page that opens from disk, with pictures,
files, former addresses, history and corrections, and a list of checksums. With --format wxr it writes one XML file for WordPress
instead. Works while Galley runs.

  --to FILE        the file
  --format FORMAT  galley, or wxr for WordPress
  --story STORY    only this story: its id, or its address on the site
  --section PATH   only the stories of this section and those below it, such as /city
  --comments       with the comments of the newsroom; only in the format galley
`;

type Given = {
  to: string;
  format: "galley" | "wxr";
  story: string | undefined;
  section: string | undefined;
  comments: boolean;
};

/** What was asked for is not there. */
class NothingFound extends Error {}

const exportCommand = (args: string[]): Promise<number> =>
  runCommand(args, usage, readArguments, exportTo, (error) => {
    if (error instanceof NothingFound) return error.message;
    const { code, path: file } = error as NodeJS.ErrnoException;
    if (code === "ENOSPC") return "The disk is full. Free some space and try again.";
    if (file && (code === "EACCES" || code === "EROFS" || code === "ENOTDIR" || code === "EISDIR"))
      return `${file} cannot be written (${code}). Name another file with --to.`;
    return null;
  });

function readArguments(args: string[]): "help" | Given {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      to: { type: "string" },
      format: { type: "string", default: "galley" },
      story: { type: "string" },
      section: { type: "string" },
      comments: { type: "boolean", default: false },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return "help";
  if (positionals.length > 0 || !values.to) throw new Error("Name the file: galley export --to FILE.");
  const { format } = values;
  if (format !== "galley" && format !== "wxr") throw new Error("--format is galley or wxr.");
  if (format === "wxr" && values.comments)
    throw new Error("The format wxr has no place for the comments of the newsroom. Leave out --comments.");
  if (values.story !== undefined && values.section !== undefined)
    throw new Error("Name a story or a section, not both.");
  const to = path.resolve(process.env.GALLEY_CALLED_FROM ?? process.cwd(), values.to);
  return { to, format, story: values.story, section: values.section, comments: values.comments };
}

async function scopeOf({ story, section }: Given): Promise<ExportScope> {
  if (story !== undefined) {
    const id = await findStoryId(story);
    if (!id) throw new NothingFound(`There is no story ${story}.`);
    return { kind: "story", id };
  }
  if (section === undefined) return { kind: "all" };
  const given = `/${section.replace(/^\/+|\/+$/g, "")}`;
  if (!(await inSnapshot((tx) => hasSection(tx, given)))) throw new NothingFound(`There is no section ${given}.`);
  return { kind: "section", path: given };
}

const exportTo = (given: Given): Promise<number> =>
  withDatabase(async (settings) => {
    const scope = await scopeOf(given);
    await mkdir(path.dirname(given.to), { recursive: true });
    return given.format === "wxr" ? exportForWordPress(given, scope, settings) : exportZip(given, scope, settings);
  });

/** Writes under another name first, so that a file with the wanted name is complete. */
async function writeFile(to: string, chunks: AsyncIterable<Buffer | string>): Promise<void> {
  const draft = `${to}.part`;
  await pipeline(Readable.from(chunks, { objectMode: false }), createWriteStream(draft, { flush: true })).catch(
    async (error) => {
      await rm(draft, { force: true });
      throw error;
    },
  );
  await rename(draft, to);
  console.log(`  ${to}`);
}

async function exportZip(given: Given, scope: ExportScope, settings: Settings): Promise<number> {
  const paper = await getSiteSettings();
  const progress = progressOn(process.stdout);
  const summary = await inSnapshot(async (tx) => {
    let summary: ExportSummary | undefined;
    const chunks = async function* () {
      summary = yield* exportBytes(tx, {
        scope,
        store: pictureStore(),
        paper,
        site: settings.url ?? null,
        withComments: given.comments,
        onProgress: (done, total) => progress(done, total, "stories"),
      });
    };
    await writeFile(given.to, chunks());
    return summary;
  });
  if (!summary) return 0;
  console.log(
    `  ${count(summary.stories, "story", "stories")}, ${count(summary.pictures, "picture", "pictures")}, ${count(summary.files, "other file", "other files")}`,
  );
  if (summary.missing.length > 0)
    console.error(
      `  ${count(summary.missing.length, "file is", "files are")} missing, because the store has no original: ${summary.missing.slice(0, 5).join(", ")}`,
    );
  return 0;
}

async function exportForWordPress(given: Given, scope: ExportScope, { url, port }: Settings): Promise<number> {
  const { name, language, timeZone } = await getSiteSettings();
  const origin = url ?? `http://localhost:${port}`;
  const progress = progressOn(process.stdout);
  const stories = await inSnapshot(async (tx) => {
    let stories = 0;
    const chunks = async function* () {
      stories = yield* wxrText(tx, {
        scope,
        site: { name, language, timeZone, origin },
        onProgress: (done, total) => progress(done, total, "stories"),
      });
    };
    await writeFile(given.to, chunks());
    return stories;
  });
  console.log(`  ${count(stories, "story", "stories")}`);
  if (url === undefined)
    console.error(
      `  GALLEY_URL is not set, so the addresses in the file begin with ${origin}: WordPress can fetch pictures from this machine only.`,
    );
  return 0;
}

const count = (number: number, one: string, more: string): string =>
  `${number.toLocaleString("en")} ${number === 1 ? one : more}`;

process.exit(await exportCommand(process.argv.slice(2)));
