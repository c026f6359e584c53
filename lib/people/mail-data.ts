// What accounts are mailed about.
import type { Role } from "../actor.ts";
import { linkHours, ownResetHours } from "../auth/policy.ts";
import { isolated } from "../mail/compose.ts";
import { mailOrigin, paperOf } from "../mail/data.ts";
import type { NewMail } from "../mail/mutations.ts";
import type { MailContent } from "../mail/types.ts";
import type { Transaction } from "../postgres/app.ts";
import { type ActorRow, toCustomRole } from "../roles/data.ts";
import { roleMayOf, roleNameOf } from "./policy.ts";

type Recipient = { id: string; name: string; email: string };

/** @param by name of the admin; null for the system */
export async function invitationMail(
  tx: Transaction,
  person: Recipient & { role: Role; customRole: ActorRow["customRole"] },
  token: string,
  by: string | null,
): Promise<NewMail> {
  const paper = isolated((await paperOf(tx)).name);
  const role = { role: person.role, customRole: person.customRole && toCustomRole(person.customRole) };
  return {
    kind: "invitation",
    personId: person.id,
    address: person.email,
    // An invitation without a name has the email instead.
    name: person.name === person.email ? "" : person.name,
    subject: `Join the newsroom of ${paper}`,
    content: {
      parts: [
        by === null
          ? `You are invited to join the newsroom of ${paper}.`
          : `${isolated(by)} invites you to join the newsroom of ${paper}.`,
        `Your role is ${roleNameOf(role)}. ${roleMayOf(role)}`,
        { button: "Accept the invitation", href: `${mailOrigin()}/invitation/${token}` },
        "The link can be used once and expires after seven days.",
      ],
    },
    isSecret: true,
    expiresInHours: linkHours.INVITATION,
  };
}

export const resetSubject = "Choose a new password";

export async function resetContent(tx: Transaction, token: string): Promise<MailContent> {
  const paper = isolated((await paperOf(tx)).name);
  return {
    parts: [
      `Somebody asked for a new password for your account at ${paper}.`,
      { button: "Choose a new password", href: `${mailOrigin()}/reset/${token}` },
      `The link can be used once and expires after ${ownResetHours === 1 ? "one hour" : `${ownResetHours} hours`}.`,
      "If you did not ask for it, ignore this message: your password has not changed.",
    ],
  };
}

/** To the new address. */
export async function emailConfirmMail(tx: Transaction, person: Recipient, token: string): Promise<NewMail> {
  const paper = isolated((await paperOf(tx)).name);
  return {
    kind: "email-confirm",
    personId: person.id,
    address: person.email,
    name: person.name,
    subject: `Confirm your new email address for ${paper}`,
    content: {
      parts: [
        `You asked to sign in to ${paper} as ${person.email} from now on.`,
        { button: "Confirm this address", href: `${mailOrigin()}/sign-in/email/${token}` },
        "The link can be used once and expires after one day. Until then you sign in with your current address.",
        "If you did not ask for it, ignore this message.",
      ],
    },
    isSecret: true,
    expiresInHours: linkHours.EMAIL,
  };
}

/** To the former address. */
export async function emailStopMail(
  tx: Transaction,
  person: Recipient,
  newEmail: string,
  token: string,
): Promise<NewMail> {
  const paper = isolated((await paperOf(tx)).name);
  return {
    kind: "email-stop",
    personId: person.id,
    address: person.email,
    name: person.name,
    subject: `Your email address for ${paper} is about to change`,
    content: {
      parts: [
        `Somebody who knows your password asked to change the address of your account at ${paper} to ${newEmail}.`,
        "If this was you, there is nothing to do here: open the message sent to the new address.",
        "If it was not, stop the change. This also works for seven days after the change.",
        { button: "Keep this address", href: `${mailOrigin()}/sign-in/keep-email/${token}` },
      ],
    },
    isSecret: true,
    expiresInHours: linkHours.EMAIL_STOP,
  };
}
