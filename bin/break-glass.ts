// `galley break-glass`, after the launcher: the account with which an admin signs in when the sign-in provider is not available.
import { parseArgs } from "node:util";
import { emailSchema } from "#lib/auth/schema.ts";
import { runCommand } from "./command.ts";
import { withDatabase } from "./database.ts";
import { changeEmergencyAccount } from "./emergency-account.ts";

const usage = `galley break-glass EMAIL [--end]

Makes an emergency account of the account of an admin: its password works although GALLEY_OIDC_ONLY=1 turns passwords off, and
groups at the provider do not change its role. Prints a link with which a new password is chosen, once and within a day.
Write the password down and keep it under lock and key.

  EMAIL   the email of an active admin
  --end   ends that: the password stops working where passwords are turned off
`;

type Given = { email: string; isEnded: boolean };

/** The number is the exit code. */
export const breakGlassCommand = (args: string[]): Promise<number> =>
  runCommand(args, usage, readArguments, (given) => withDatabase(() => change(given)));

function readArguments(args: string[]): "help" | Given {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { end: { type: "boolean", default: false }, help: { type: "boolean", short: "h" } },
  });
  if (values.help) return "help";
  const email = emailSchema.safeParse(positionals[0]).data;
  if (email === undefined || positionals.length > 1) throw new Error("Name the email of one admin.");
  return { email, isEnded: values.end };
}

async function change(given: Given): Promise<number> {
  const { isDone, lines } = await changeEmergencyAccount(given);
  for (const line of lines) isDone ? console.log(line) : console.error(line);
  return isDone ? 0 : 1;
}

// The clients of a running Galley's database keep connections open: nothing else would end this process.
process.exit(await breakGlassCommand(process.argv.slice(2)));
