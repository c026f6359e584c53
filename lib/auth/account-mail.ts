import { isolated } from "../mail/compose.ts";
import { isMailSetUp, mailOrigin, paperOf } from "../mail/data.ts";
import { queueMail } from "../mail/mutations.ts";
import type { Transaction } from "../postgres/app.ts";
import { timesOf } from "../times.ts";

/** What changed about an account, as a sentence. */
const sentences = {
  authenticatorAdded: "An authenticator app was set up for your account.",
  authenticatorRemoved: "The authenticator app of your account was turned off.",
  passkeyAdded: "A passkey was added to your account.",
  passkeyRemoved: "A passkey was removed from your account.",
  recoveryCodesRenewed: "New recovery codes were made for your account. The earlier ones no longer work.",
  secondFactorRemoved: "An admin removed the second factor of your account.",
  passwordChanged: "The password of your account was changed.",
} as const;
export type AccountChange = keyof typeof sentences | { role: string } | { email: string };

function sentenceOf(change: AccountChange): string {
  if (typeof change === "string") return sentences[change];
  if ("role" in change) return `Your role was changed. It is now: ${isolated(change.role)}.`;
  return `You now sign in with the email address ${change.email}.`;
}

/**
 * Mails a person that a way to sign in, the email address or the role of their account was changed, so that somebody else's act is noticed.
 * Nobody can switch these messages off. Does nothing where mail is not set up, or for an account that is not in use.
 * @param to another address than that of the account: the former one
 */
export async function mailAccountChange(
  tx: Transaction,
  personId: string,
  change: AccountChange,
  to?: string,
): Promise<void> {
  if (!isMailSetUp()) return;
  const person = await tx.person.findUnique({
    where: { id: personId, state: "ACTIVE" },
    select: { name: true, email: true },
  });
  if (!person) return;
  const paper = await paperOf(tx);
  await queueMail(tx, {
    kind: "account-changed",
    personId,
    address: to ?? person.email,
    name: person.name,
    subject: `Your account at ${paper.name} was changed`,
    content: {
      parts: [
        `${sentenceOf(change)} This was on ${timesOf(paper.timeZone, "en-GB").full(new Date())}.`,
        "If you or an admin of your newsroom did this, there is nothing to do.",
        "If not, choose a new password at once. That signs out every browser. Then ask an admin to look at your account.",
        { button: "Choose a new password", href: `${mailOrigin()}/sign-in/forgot` },
      ],
    },
  });
}
