// What the commands beside a running Galley have in common: help, wrong arguments, and errors that a person can mend.
import { StartError } from "#lib/postgres/open.ts";
import { SettingsError } from "#lib/settings.ts";

/**
 * Runs a command; the number is the exit code, 1 where nothing could begin.
 * @param read throws an Error with a sentence for arguments that make no sense
 * @param told the sentence for an error of `work` that a person can mend, else null: then it is thrown
 */
export async function runCommand<Given>(
  args: string[],
  usage: string,
  read: (args: string[]) => Given | "help",
  work: (given: Given) => Promise<number>,
  told: (error: unknown) => string | null = () => null,
): Promise<number> {
  let given: Given | "help";
  try {
    given = read(args);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    return 1;
  }
  if (given === "help") {
    console.log(usage);
    return 0;
  }
  try {
    return await work(given);
  } catch (error) {
    const sentence = error instanceof SettingsError || error instanceof StartError ? error.message : told(error);
    if (sentence === null) throw error;
    console.error(sentence);
    return 1;
  }
}
