// Shared by the commands: help, wrong arguments, and errors that a person can fix.
import { StartError } from "#lib/postgres/open.ts";
import { SettingsError } from "#lib/settings.ts";

/**
 * Runs a command and returns its exit code, 1 when it could not begin.
 * @param read throws an Error with a message when the arguments are wrong
 * @param messageFor the message for an error of `work` that a person can fix; null: the error is thrown
 */
export async function runCommand<Given>(
  args: string[],
  usage: string,
  read: (args: string[]) => Given | "help",
  work: (given: Given) => Promise<number>,
  messageFor: (error: unknown) => string | null = () => null,
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
    const message = error instanceof SettingsError || error instanceof StartError ? error.message : messageFor(error);
    if (message === null) throw error;
    console.error(message);
    return 1;
  }
}
