import type { Actor, Person } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { mailAccountChange } from "../auth/account-mail.ts";
import { findLink } from "../auth/data.ts";
import {
  checkStreams,
  endLinks,
  enterOrAsk,
  forgetTries,
  issueLink,
  proveIdentity,
  type SignInDevice,
  sessionOrTicket,
  startSession,
  takeLink,
} from "../auth/mutations.ts";
import { hashPassword } from "../auth/password.ts";
import { renewSecondFactorDue } from "../auth/second-factor-mutations.ts";
import { giveByline } from "../authors/mutations.ts";
import { DomainError } from "../errors.ts";
import { isId, newId } from "../ids.ts";
import { cancelMail, queueMail } from "../mail/mutations.ts";
import { type Transaction, transaction } from "../postgres/app.ts";
import type { PersonState, Role } from "../postgres/generated/enums.ts";
import { assertConfirmed } from "../proof/mutations.ts";
import {
  asActor,
  assertCanGive,
  columnsOf,
  findChosenRole,
  type LockedPerson,
  lockPerson,
  loggedRole,
  personSubject,
} from "./lock-mutations.ts";
import { invitationMail } from "./mail-data.ts";
import { canManagePeople, isActiveAdmin, type PersonVerb, personVerbs, roleNameOf } from "./policy.ts";
import type { AcceptInvitation, ChangeOwnPassword, ChangeRole, Invite, OnPerson, ResetPassword } from "./schema.ts";

/** @returns the token of the invitation, and whether it is mailed. @throws NOT_ALLOWED, CONFIRM_NEEDED, TAKEN {email} */
export async function invitePerson(
  actor: Actor,
  { email, name, role: choice }: Invite,
): Promise<{ personId: string; token: string; isMailed: boolean }> {
  assertMayManage(actor);
  return transaction(async (tx) => {
    const id = newId();
    const chosen = await findChosenRole(tx, choice);
    assertCanGive(actor, chosen);
    await assertConfirmed(tx, actor);
    const { count } = await tx.person.createMany({
      data: [{ id, email, name: name || email, ...columnsOf(chosen), state: "INVITED" }],
      skipDuplicates: true,
    });
    if (count === 0) throw new DomainError("TAKEN", { email });
    const { token, isMailed } = await sendInvitation(tx, actor, { id, name: name || email, email, ...chosen });
    await recordEvent(tx, actor, "person.invited", personSubject({ id, name: name || email }), {
      email,
      role: loggedRole(chosen),
    });
    return { personId: id, token, isMailed };
  });
}

/** A fresh link; the earlier one stops working. @throws NOT_ALLOWED, NOT_FOUND, WRONG_STATE */
export function renewInvitation(actor: Actor, { personId }: OnPerson): Promise<{ token: string; isMailed: boolean }> {
  return onPerson(actor, personId, "renewInvitation", async (tx, person) => {
    await cancelMail(tx, person.id); // the earlier link, should it still wait
    const sent = await sendInvitation(tx, actor, person);
    await recordEvent(tx, actor, "person.invitation_renewed", personSubject(person));
    return sent;
  });
}

async function sendInvitation(
  tx: Transaction,
  actor: Actor,
  person: Pick<LockedPerson, "id" | "name" | "email" | "role" | "customRole">,
): Promise<{ token: string; isMailed: boolean }> {
  const token = await issueLink("INVITATION", person.id, tx);
  const by = actor.kind === "person" ? actor.name : null;
  return { token, isMailed: await queueMail(tx, await invitationMail(tx, person, token, by)) };
}

/**
 * The session that was used last goes on with the other role, so that nothing typed there is lost; all others end.
 * @throws NOT_ALLOWED, NOT_FOUND, LAST_ADMIN
 */
export function changeRole(actor: Actor, { personId, role: choice }: ChangeRole): Promise<void> {
  return onPerson(actor, personId, "changeRole", async (tx, person, admins, asker) => {
    const chosen = await findChosenRole(tx, choice);
    if (person.role === chosen.role && person.customRole?.id === chosen.customRole?.id) return;
    assertCanGive(asker, chosen);
    if (isActiveAdmin(person) && admins === 1) throw new DomainError("LAST_ADMIN");
    await tx.person.update({ where: { id: person.id }, data: columnsOf(chosen), select: { id: true } });
    await endForgottenSessions(tx, person.id);
    await renewSecondFactorDue(tx, person.id);
    await recordEvent(tx, actor, "person.role_changed", personSubject(person), {
      from: loggedRole(person),
      to: loggedRole(chosen),
    });
    await mailAccountChange(tx, person.id, { role: roleNameOf(chosen) });
    await checkStreams(tx, person.id);
  });
}

/**
 * Ends a person's access at once. Bylines and history stay. Sessions open nothing any more, but can still say why; they
 * are gone when the person comes back.
 * @throws NOT_ALLOWED, NOT_FOUND, WRONG_STATE, LAST_ADMIN
 */
export function suspendPerson(actor: Actor, { personId }: OnPerson): Promise<void> {
  return onPerson(actor, personId, "suspend", async (tx, person, admins) => {
    if (isActiveAdmin(person) && admins === 1) throw new DomainError("LAST_ADMIN");
    await tx.person.update({ where: { id: person.id }, data: { state: "SUSPENDED" }, select: { id: true } });
    await endLinks(tx, person.id);
    await tx.reviewLink.updateMany({
      where: { sharedById: person.id, revokedAt: null },
      data: { revokedAt: new Date() },
    });
    await cancelMail(tx, person.id);
    await recordEvent(tx, actor, "person.suspended", personSubject(person));
    await checkStreams(tx, person.id);
  });
}

/** Invites a person again who never accepted the invitation, with a new link. @throws NOT_ALLOWED, NOT_FOUND, WRONG_STATE */
export function reactivatePerson(actor: Actor, { personId }: OnPerson): Promise<void> {
  return onPerson(actor, personId, "reactivate", async (tx, person) => {
    const identities = await tx.identity.count({ where: { personId: person.id } });
    const state = person.hasPassword || identities > 0 ? "ACTIVE" : "INVITED";
    await tx.session.deleteMany({ where: { personId: person.id } });
    await tx.person.update({ where: { id: person.id }, data: { state }, select: { id: true } });
    await recordEvent(tx, actor, "person.reactivated", personSubject(person));
    await checkStreams(tx, person.id);
  });
}

/** A link to choose a new password. The old one works until then. @throws NOT_ALLOWED, NOT_FOUND, WRONG_STATE */
export function issueReset(actor: Actor, { personId }: OnPerson): Promise<{ token: string }> {
  return onPerson(actor, personId, "issueReset", async (tx, person) => {
    const token = await issueLink("RESET", person.id, tx);
    await recordEvent(tx, actor, "person.reset_issued", personSubject(person));
    return { token };
  });
}

/**
 * Joins the newsroom: the link makes the account active, gives the person a byline, and signs in.
 * @returns the id of the new session
 * @throws LINK_GONE
 */
export async function acceptInvitation(
  { token, name, password }: AcceptInvitation,
  device?: SignInDevice,
): Promise<string> {
  if (!(await findLink("INVITATION", token))) throw new DomainError("LINK_GONE"); // before the hash: it is dear
  const passwordHash = await hashPassword(password);
  return transaction(async (tx) => {
    const personId = await takeLink("INVITATION", token, tx);
    const invited = await lockPerson(tx, personId);
    if (invited.state !== "INVITED") throw new DomainError("LINK_GONE");
    await tx.person.update({
      where: { id: personId },
      data: { name, passwordHash, state: "ACTIVE" },
      select: { id: true },
    });
    await renewSecondFactorDue(tx, personId);
    const sessionId = await startSession(personId, tx, { method: "LINK", ...(device && { device }) });
    const actor = asActor({ ...invited, name }, sessionId);
    await recordEvent(tx, actor, "person.joined", personSubject({ id: personId, name }), { role: loggedRole(invited) });
    // Only a name that the admin gave may claim an existing byline: anybody could type the name of the columnist.
    await giveByline(tx, actor, { mayClaim: invited.name === name });
    return sessionId;
  });
}

/**
 * Sets a new password with a reset link, ends every other session, and signs in.
 * @returns the id of the new session
 * @throws LINK_GONE; SecondFactorNeeded, with the password changed, where the account has a second factor
 */
export async function resetPassword({ token, password }: ResetPassword, device?: SignInDevice): Promise<string> {
  if (!(await findLink("RESET", token))) throw new DomainError("LINK_GONE");
  const passwordHash = await hashPassword(password);
  const entered = await transaction(async (tx) => {
    const personId = await takeLink("RESET", token, tx);
    const person = await lockPerson(tx, personId);
    if (person.state !== "ACTIVE") throw new DomainError("LINK_GONE");
    await tx.person.update({
      where: { id: personId },
      data: { passwordHash, mustChangePassword: false },
      select: { id: true },
    });
    await tx.session.deleteMany({ where: { personId } });
    await endLinks(tx, personId);
    await forgetTries(tx, person.email);
    const next = await enterOrAsk(tx, personId, device);
    const actor = asActor(person, "sessionId" in next ? next.sessionId : "");
    await recordEvent(tx, actor, "person.password_reset", personSubject(person));
    await mailAccountChange(tx, personId, "passwordChanged");
    await checkStreams(tx, personId);
    return next;
  });
  return sessionOrTicket(entered);
}

export async function changeOwnName(actor: Person, { name }: { name: string }): Promise<void> {
  await transaction(async (tx) => {
    const person = await lockPerson(tx, actor.id);
    if (person.name === name) return;
    await tx.person.update({ where: { id: person.id }, data: { name }, select: { id: true } });
    await recordEvent(
      tx,
      actor,
      "person.renamed",
      { kind: "person", id: person.id, name },
      { from: person.name, to: name },
    );
    await checkStreams(tx, person.id);
  });
}

/** @param languages BCP 47 tags, in the order in which they are shown */
export async function changeOwnLanguages(actor: Person, { languages }: { languages: string[] }): Promise<void> {
  await transaction(async (tx) => {
    const person = await lockPerson(tx, actor.id);
    if (person.state !== "ACTIVE") throw new DomainError("SUSPENDED");
    await tx.person.update({ where: { id: actor.id }, data: { languages }, select: { id: true } });
  });
}

/**
 * Changes one's own password and ends every other session.
 * @param ip address of the caller: guesses at the present password count as failed sign-ins
 * @throws WRONG_PASSWORD, TOO_MANY_TRIES
 */
export async function changeOwnPassword(
  actor: Person,
  { current, password }: ChangeOwnPassword,
  ip: string,
): Promise<void> {
  // Guesses from elsewhere do not lock out a person who is signed in; guesses in this session are counted separately.
  const browser = { id: actor.sessionId, people: [actor.id] };
  await proveIdentity({ email: actor.email, password: current }, ip, browser);
  const passwordHash = await hashPassword(password);
  await transaction(async (tx) => {
    const person = await lockPerson(tx, actor.id);
    if (person.state !== "ACTIVE") throw new DomainError("SUSPENDED");
    await tx.person.update({
      where: { id: actor.id },
      data: { passwordHash, mustChangePassword: false },
      select: { id: true },
    });
    await tx.session.deleteMany({ where: { personId: actor.id, id: { not: actor.sessionId } } });
    await endLinks(tx, actor.id);
    await forgetTries(tx, actor.email);
    await recordEvent(tx, actor, "person.password_changed", personSubject(person));
    await mailAccountChange(tx, actor.id, "passwordChanged");
    await checkStreams(tx, actor.id);
  });
}

/** The first password of an admin who came in by the link of the first start. @throws WRONG_STATE when there is one already */
export async function chooseFirstPassword(actor: Person, { password }: { password: string }): Promise<void> {
  const passwordHash = await hashPassword(password);
  await transaction(async (tx) => {
    const person = await lockPerson(tx, actor.id);
    if (person.hasPassword) throw new DomainError("WRONG_STATE");
    await tx.person.update({ where: { id: actor.id }, data: { passwordHash }, select: { id: true } });
    await endLinks(tx, actor.id);
    await recordEvent(tx, actor, "person.password_changed", personSubject(person));
  });
}

async function endForgottenSessions(tx: Transaction, personId: string): Promise<void> {
  await tx.$executeRaw`
    delete from session where person_id = ${personId}::uuid and id <> (
      select id from session where person_id = ${personId}::uuid order by last_seen_at desc, id desc limit 1)`;
}

function assertMayManage(actor: Actor): void {
  if (!canManagePeople(actor)) throw new DomainError("NOT_ALLOWED");
}

/** Somebody who was demoted or suspended while they waited may not do it any more. @throws NOT_ALLOWED */
async function askAgain(tx: Transaction, { id, sessionId }: Person): Promise<Person> {
  const person = await lockPerson(tx, id);
  const asker = asActor(person, sessionId);
  if (person.state !== "ACTIVE" || !canManagePeople(asker)) throw new DomainError("NOT_ALLOWED");
  return asker;
}

/**
 * The recipe of what an admin does to a person. That person, active admins and the one who asks are locked first and in one order, so that two of them who
 * demote each other at the same moment wait for one another, and the second finds who is left.
 * @throws NOT_ALLOWED, NOT_FOUND, WRONG_STATE {state}, and CONFIRM_NEEDED without a recent proof of who the admin is
 */
export async function onPerson<T>(
  actor: Actor,
  personId: string,
  verb: PersonVerb,
  work: (tx: Transaction, person: LockedPerson, activeAdmins: number, asker: Actor) => Promise<T>,
): Promise<T> {
  assertMayManage(actor);
  return transaction(async (tx) => {
    const ids = [personId, ...(actor.kind === "person" ? [actor.id] : [])].filter(isId);
    const locked = await tx.$queryRaw<{ role: Role; state: PersonState }[]>`
      select role::text, state::text from person
      where (role = 'ADMIN' and state = 'ACTIVE') or id = any(${ids}::uuid[]) order by id for update`;
    const asker = actor.kind === "person" ? await askAgain(tx, actor) : actor;
    const person = await lockPerson(tx, personId);
    assertCanGive(asker, person);
    await assertConfirmed(tx, actor);
    const admins = locked.filter(isActiveAdmin);
    if (!personVerbs[verb](person)) throw new DomainError("WRONG_STATE", { state: person.state });
    return work(tx, person, admins.length, asker);
  });
}
