import type { Person } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { mailAccountChange } from "../auth/account-mail.ts";
import {
  checkStreams,
  forgetTries,
  issueLink,
  proveIdentity,
  takeBackTry,
  takeLinkWithEmail,
} from "../auth/mutations.ts";
import { DomainError } from "../errors.ts";
import { isMailSetUp } from "../mail/data.ts";
import { cancelSecretMail, queueMail } from "../mail/mutations.ts";
import { type Transaction, transaction } from "../postgres/app.ts";
import { asActor, lockPerson, personSubject } from "./lock-mutations.ts";
import { emailConfirmMail, emailStopMail } from "./mail-data.ts";
import type { ChangeOwnEmail } from "./schema.ts";

/**
 * Asks both addresses: the new one to confirm, the present one whether to stop it. Nothing changes until the new one has
 * confirmed.
 * @param ip address of the caller: guesses at the present password count as failed sign-ins
 * @throws WRONG_PASSWORD, TOO_MANY_TRIES, TAKEN {email}, WRONG_STATE where mail is not set up
 */
export async function requestEmailChange(
  actor: Person,
  { email, current }: ChangeOwnEmail,
  ip: string,
): Promise<{ email: string }> {
  if (!isMailSetUp()) throw new DomainError("WRONG_STATE");
  const proof = await proveIdentity({ email: actor.email, password: current }, ip, {
    id: actor.sessionId,
    people: [actor.id],
  });
  return transaction(async (tx) => {
    await takeBackTry(tx, proof.attempts);
    const person = await lockPerson(tx, actor.id);
    if (person.state !== "ACTIVE") throw new DomainError("SUSPENDED");
    if (person.email === email) throw new DomainError("INVALID", { ownEmail: email });
    await assertFree(tx, email);
    await cancelSecretMail(tx, person.id); // a confirmation that waits is for a change that this one replaces
    const confirm = await issueLink("EMAIL", person.id, tx, { email });
    // Every change keeps its own way back: a second one must not end that of the first.
    const stop = await issueLink("EMAIL_STOP", person.id, tx, { email: person.email, keepsEarlier: true });
    await queueMail(tx, await emailConfirmMail(tx, { ...person, email }, confirm));
    await queueMail(tx, await emailStopMail(tx, person, email, stop));
    await recordEvent(tx, actor, "person.email_change_requested", personSubject(person), { to: email });
    return { email };
  });
}

/** The change that waits for confirmation is not made. */
export async function cancelEmailChange(actor: Person): Promise<void> {
  await transaction(async (tx) => {
    const person = await lockPerson(tx, actor.id);
    const { count } = await tx.link.deleteMany({ where: { personId: person.id, kind: "EMAIL" } });
    await cancelSecretMail(tx, person.id);
    if (count > 0) await recordEvent(tx, actor, "person.email_change_stopped", personSubject(person));
  });
}

/**
 * The new address answered: it holds from now on. Links that wait in the former mailbox stop working.
 * @throws LINK_GONE, TAKEN {email}
 */
export async function confirmEmail({ token }: { token: string }): Promise<{ email: string }> {
  return transaction(async (tx) => {
    const { personId, email } = await takeLinkWithEmail("EMAIL", token, tx);
    const person = await lockPerson(tx, personId);
    if (person.state !== "ACTIVE") throw new DomainError("LINK_GONE");
    await setEmail(tx, person, email);
    await recordEvent(tx, asActor(person, ""), "person.email_changed", personSubject(person), {
      from: person.email,
      to: email,
    });
    // To the former address: if somebody else changed it, that is where the rightful owner reads mail.
    await mailAccountChange(tx, person.id, { email }, person.email);
    return { email };
  });
}

/**
 * The former address says no. Before the change it is not made; afterwards it is undone, and every browser signed out.
 * @throws LINK_GONE, TAKEN {email}
 */
export async function keepEmail({ token }: { token: string }): Promise<{ email: string; isRestored: boolean }> {
  return transaction(async (tx) => {
    const { personId, email } = await takeLinkWithEmail("EMAIL_STOP", token, tx);
    const person = await lockPerson(tx, personId);
    if (person.state !== "ACTIVE") throw new DomainError("LINK_GONE");
    const isRestored = person.email !== email;
    if (isRestored) {
      await setEmail(tx, person, email);
      await tx.session.deleteMany({ where: { personId } });
      await recordEvent(tx, asActor(person, ""), "person.email_restored", personSubject(person), {
        from: person.email,
        to: email,
      });
    } else {
      await endEmailLinks(tx, personId);
      await recordEvent(tx, asActor(person, ""), "person.email_change_stopped", personSubject(person));
    }
    return { email, isRestored };
  });
}

async function setEmail(tx: Transaction, person: { id: string; email: string }, email: string): Promise<void> {
  await assertFree(tx, email, person.id);
  await endEmailLinks(tx, person.id);
  await tx.person.update({ where: { id: person.id }, data: { email }, select: { id: true } });
  await forgetTries(tx, person.email);
  await checkStreams(tx, person.id);
}

/** Links to the address that is left, or that never came to be. */
async function endEmailLinks(tx: Transaction, personId: string): Promise<void> {
  await cancelSecretMail(tx, personId);
  await tx.link.deleteMany({ where: { personId, kind: { in: ["EMAIL", "RESET"] } } });
}

async function assertFree(tx: Transaction, email: string, butFor?: string): Promise<void> {
  const holder = await tx.person.findUnique({ where: { email }, select: { id: true } });
  if (holder && holder.id !== butFor) throw new DomainError("TAKEN", { email });
}
