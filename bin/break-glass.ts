// `galley break-glass`, after the launcher: the account with which an admin signs in when the sign-in provider is not available.
import { parseArgs } from "node:util";
import { issueLink } from "#lib/auth/mutations.ts";
import { emailSchema } from "#lib/auth/schema.ts";
import { mailOrigin } from "#lib/mail/data.ts";
import { setBreakGlass } from "#lib/oidc/mutations.ts";
import { runCommand } from "./command.ts";
import { withDatabase } from "./database.ts";

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

async function change({ email, isEnded }: Given): Promise<number> {
  const person = await setBreakGlass(email, !isEnded);
  if (!person) {
    console.error(isEnded ? `There is no account ${email}.` : `There is no active admin with the email ${email}.`);
    return 1;
  }
  if (isEnded) {
    console.log(`${person.name} is no emergency account any more.`);
    return 0;
  }
  console.log(`${person.name} signs in with a password from now on. Choose one within a day:`);
  console.log(`  ${mailOrigin()}/reset/${await issueLink("RESET", person.id)}`);
  return 0;
}

// The clients of a running Galley's database keep connections open: nothing else would end this process.
process.exit(await breakGlassCommand(process.argv.slice(2)));
