// `galley blank`, after the launcher: words that the law took go out of a story and its whole history.
import readline from "node:readline/promises";
import { parseArgs } from "node:util";
import { blankedOn, type Unlawful } from "#lib/document/blank.ts";
import { DocumentRefused } from "#lib/document/refused.ts";
import { shorten } from "#lib/document/text.ts";
import { DomainError } from "#lib/errors.ts";
import { type BlankPreview, previewBlank } from "#lib/stories/blanking/data.ts";
import { blankStory } from "#lib/stories/blanking/mutations.ts";
import { findStoryId } from "#lib/stories/history/verify-data.ts";
import { runCommand } from "./command.ts";
import { withDatabase } from "./database.ts";

const usage = `galley blank STORY --text "WORDS" | --block ID  --reason "WHY"

Erases words from a story for good, because a court or the law requires it: from every revision, the log, the working copy,
the published story and the quotes of comments. The chain of hashes stays valid, and galley verify says what was blanked and
why. This cannot be undone.

  STORY          the id of a story, or its address on the site
  --text WORDS   every block that contains these words, in any revision; capitals, accents and spacing do not count
  --block ID     this block in every revision; also kicker, headline, standfirst. May be given several times
  --reason WHY   kept with the revision and in the audit log: the court and its file number, not the words themselves
  --yes          do not ask for confirmation
`;

type Given = Unlawful & { story: string; reason: string; yes: boolean };

/** The number is the exit code: 1 where nothing was blanked. */
export const blankCommand = (args: string[]): Promise<number> =>
  runCommand(
    args,
    usage,
    readArguments,
    (given) => withDatabase(() => blank(given)),
    (error) => {
      if (error instanceof DomainError && error.code === "INVALID")
        return "The reason contains the words that you want to erase. Name the court order instead.";
      return error instanceof DocumentRefused ? error.message : null;
    },
  );

function readArguments(args: string[]): "help" | Given {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      block: { type: "string", multiple: true, default: [] },
      text: { type: "string" },
      reason: { type: "string", default: "" },
      yes: { type: "boolean", default: false },
      help: { type: "boolean", short: "h" },
    },
  });
  if (values.help) return "help";
  const [story, ...more] = positionals;
  if (story === undefined || more.length > 0) throw new Error("Name one story.");
  const text = values.text?.trim() ?? null;
  if (text === null && values.block.length === 0) throw new Error("Say what is to go: --text or --block.");
  if (text !== null && text.length < 3) throw new Error("--text needs at least three characters.");
  const reason = values.reason.trim();
  if (reason === "" || reason.length > 900) throw new Error("Give a reason of at most 900 characters: --reason.");
  return { story, blocks: values.block, text, reason, yes: values.yes };
}

async function blank({ story, yes, ...given }: Given): Promise<number> {
  const storyId = await findStoryId(story);
  const preview = storyId ? await previewBlank(storyId, given) : null;
  if (!storyId || !preview) {
    console.error(`There is no story ${story}.`);
    return 1;
  }
  show(preview);
  if (!yes && !(await confirm())) {
    console.log("Nothing was changed.");
    return 1;
  }
  const done = await blankStory({ storyId, ...given });
  if (!done) {
    console.log("This story contains none of it. Nothing was changed.");
    return 1;
  }
  console.log(
    `${blankedOn(done.at)}: ${count(done.blocks, "block")} in ${count(done.revisions, "revision")}. ` +
      "The words are gone from the working copy and from the published story. Earlier backups still contain them.",
  );
  return 0;
}

function show({ headline, live, revisions, blocks, elsewhere }: BlankPreview): void {
  console.log(`“${headline || "No headline"}”${live ? " (published)" : ""}`);
  console.log(`  ${count(blocks.size, "block")} in ${count(revisions, "revision")}:`);
  for (const [block, words] of blocks) console.log(`    ${block}  ${shorten(words, 90)}`);
  for (const place of elsewhere) console.log(`  The words are also in ${place}, which this command does not change.`);
}

async function confirm(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    console.error("There is no terminal to ask for confirmation. Use --yes.");
    return false;
  }
  const asking = readline.createInterface({ input: process.stdin, output: process.stdout });
  const answer = await asking.question('This cannot be undone. Type "blank" to continue: ');
  asking.close();
  return answer.trim() === "blank";
}

const count = (number: number, what: string): string =>
  `${number.toLocaleString("en")} ${what}${number === 1 ? "" : "s"}`;

// The clients of a running Galley's database keep connections open: nothing else would end this process.
process.exit(await blankCommand(process.argv.slice(2)));
