// What `galley break-glass` does: an emergency account for the time when the sign-in provider is not available.
import { issueLink } from "#lib/auth/mutations.ts";
import { mailOrigin } from "#lib/mail/data.ts";
import { setBreakGlass } from "#lib/oidc/mutations.ts";

/** @returns whether there was such an account, and the lines to print */
export async function changeEmergencyAccount(given: {
  email: string;
  isEnded: boolean;
}): Promise<{ isDone: boolean; lines: string[] }> {
  const { email, isEnded } = given;
  const person = await setBreakGlass(email, !isEnded);
  if (!person) {
    const reason = isEnded ? `There is no account ${email}.` : `There is no active admin with the email ${email}.`;
    return { isDone: false, lines: [reason] };
  }
  if (isEnded) return { isDone: true, lines: [`${person.name} is no emergency account any more.`] };
  const link = `${mailOrigin()}/reset/${await issueLink("RESET", person.id)}`;
  return {
    isDone: true,
    lines: [`${person.name} signs in with a password from now on. Choose one within a day:`, `  ${link}`],
  };
}
