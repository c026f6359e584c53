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
import { progressOn } from "#lib/import/progress.ts";
import { pictureStore } from "#lib/pictures/store.ts";
import { getSiteSettings } from "#lib/site/data.ts";
import { findStoryId } from "#lib/stories/history/verify-data.ts";
import { runCommand } from "./command.ts";
import { withDatabase } from "./database.ts";

const usage = `galley export --to FILE [--story STORY | --section PATH] [--comments]

Writes stories, drafts included, into one zip file: each as JSON, Markdown and an HTML page that opens from disk, with pictures,
files, former addresses, history and corrections, and a list of checksums. Works while Galley runs.

  --to FILE        the zip file
  --story STORY    only this story: its id, or its address on the site
  --section PATH   only the stories of this section and those below it, such as /city
  --comments       with the comments of the newsroom
`;

type Given = { to: string; story: string | undefined; section: string | undefined; comments: boolean };

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
  if (values.format !== "galley") throw new Error("--format is galley.");
  if (values.story !== undefined && values.section !== undefined)
    throw new Error("Name a story or a section, not both.");
  const to = path.resolve(process.env.GALLEY_CALLED_FROM ?? process.cwd(), values.to);
  return { to, story: values.story, section: values.section, comments: values.comments };
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
    const paper = await getSiteSettings();
    const progress = progressOn(process.stdout);
    const draft = `${given.to}.part`;
    await mkdir(path.dirname(given.to), { recursive: true });
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
      await pipeline(Readable.from(chunks(), { objectMode: false }), createWriteStream(draft, { flush: true }));
      return summary;
    }).catch(async (error) => {
      await rm(draft, { force: true });
      throw error;
    });
    await rename(draft, given.to);
    console.log(`  ${given.to}`);
    if (!summary) return 0;
    console.log(
      `  ${count(summary.stories, "story", "stories")}, ${count(summary.pictures, "picture", "pictures")}, ${count(summary.files, "other file", "other files")}`,
    );
    if (summary.missing.length > 0)
      console.error(
        `  ${count(summary.missing.length, "file is", "files are")} missing, because the store has no original: ${summary.missing.slice(0, 5).join(", ")}`,
      );
    return 0;
  });

const count = (number: number, one: string, more: string): string =>
  `${number.toLocaleString("en")} ${number === 1 ? one : more}`;

process.exit(await exportCommand(process.argv.slice(2)));
