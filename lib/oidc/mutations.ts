import { type Person, SYSTEM } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import type { KnownBrowser } from "../auth/browser-cookie.ts";
import { checkStreams, endLinks, enterFrom, type SignInDevice } from "../auth/mutations.ts";
import { flowSeconds } from "../auth/provider-flow.ts";
import { renewSecondFactorDue } from "../auth/second-factor-mutations.ts";
import { passwordMarkOf, SecondFactorNeeded } from "../auth/ticket.ts";
import { giveByline } from "../authors/mutations.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { log } from "../log.ts";
import { cancelMail } from "../mail/mutations.ts";
import type { OidcSettings } from "../oidc-settings.ts";
import {
  asActor,
  type ChosenRole,
  columnsOf,
  findChosenRole,
  type LockedPerson,
  lockPerson,
  loggedRole,
  personSubject,
} from "../people/lock-mutations.ts";
import { isActiveAdmin, roleNames, roles } from "../people/policy.ts";
import { appClient, type Transaction, transaction } from "../postgres/app.ts";
import { literally } from "../postgres/pattern.ts";
import { type ProviderIdentity, roleNameOf } from "./claims.ts";
import { type ProviderProblem, ProviderRefusal } from "./problems.ts";
import { providerSettings } from "./provider.ts";

/** Each attempt ends once, also where the cookie and the address of an earlier one are sent again. @throws ProviderRefusal expired */
export async function spendAttempt(hash: string): Promise<void> {
  const expiresAt = new Date(Date.now() + 2 * flowSeconds * 1_000);
  const { count } = await appClient().spentChallenge.createMany({ data: { hash, expiresAt }, skipDuplicates: true });
  if (count === 0) throw new ProviderRefusal("expired");
}

type Entry = { sessionId: string } | { ticket: string };

/**
 * Signs a person in whom the provider knows: makes or links their account at the first time, and gives them the role of
 * their group each time.
 * @param personId who it must be; null for anybody
 * @returns the id of the session, or the ticket for a second factor that the provider did not ask for
 * @throws ProviderRefusal, after an entry in the audit log
 */
export async function signInWithProvider(
  identity: ProviderIdentity,
  device: SignInDevice,
  browser: KnownBrowser | null = null,
  personId: string | null = null,
): Promise<Entry> {
  const oidc = providerSettings();
  try {
    return await transaction(async (tx) => {
      // Two first sign-ins of one person at the same moment would make two accounts.
      await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`identity ${identity.issuer} ${identity.subject}`}, 0))`;
      const admins = await tx.$queryRaw<{ id: string }[]>`
        select id from person where role = 'ADMIN' and state = 'ACTIVE' order by id for update`;
      const { person, isNew } = await accountOf(tx, identity, oidc);
      if (personId !== null && person.id !== personId) throw new ProviderRefusal("other-person");
      const role = await applyRole(tx, person, identity, oidc, admins.length);
      await activate(tx, { ...person, ...role }, identity, isNew);
      await tx.identity.update({
        where: { issuer_subject: { issuer: identity.issuer, subject: identity.subject } },
        data: { lastUsedAt: new Date() },
        select: { id: true },
      });
      return enter(tx, { ...person, ...role }, identity, device, browser);
    });
  } catch (error) {
    const refusal =
      error instanceof DomainError && error.code === "SUSPENDED" ? new ProviderRefusal("suspended") : error;
    if (refusal instanceof ProviderRefusal) await recordRefusal(identity, refusal.why);
    throw refusal;
  }
}

/** The account of an identity: linked already, found by its verified email, or made now. */
async function accountOf(
  tx: Transaction,
  identity: ProviderIdentity,
  oidc: OidcSettings,
): Promise<{ person: LockedPerson; isNew: boolean }> {
  const { issuer, subject, email } = identity;
  const linked = await tx.identity.findUnique({
    where: { issuer_subject: { issuer, subject } },
    select: { personId: true },
  });
  if (linked) {
    const person = await lockPerson(tx, linked.personId);
    if (person.state === "SUSPENDED") throw new ProviderRefusal("suspended");
    return { person, isNew: false };
  }
  if (email === null) throw new ProviderRefusal("no-email");
  if (!identity.isEmailVerified) throw new ProviderRefusal("unverified");
  const known = await tx.person.findUnique({
    where: { email },
    select: { id: true, identities: { where: { issuer }, select: { id: true } } },
  });
  if (!known) return { person: await createAccount(tx, identity, email, oidc), isNew: true };
  const person = await lockPerson(tx, known.id);
  if (person.state === "SUSPENDED") throw new ProviderRefusal("suspended");
  // The address has a new owner at the provider, who must not get the account of the former one.
  if (known.identities.length > 0) throw new ProviderRefusal("linked-elsewhere");
  await link(tx, person, identity);
  return { person, isNew: false };
}

async function createAccount(
  tx: Transaction,
  identity: ProviderIdentity,
  email: string,
  oidc: OidcSettings,
): Promise<LockedPerson> {
  const wanted = roleNameOf(identity, oidc, false);
  const role = wanted === null ? null : await findRole(tx, wanted);
  if (role === null) throw new ProviderRefusal("no-account");
  const person = { id: newId(), email, name: identity.name ?? email };
  await tx.person.create({ data: { ...person, ...columnsOf(role), state: "ACTIVE" }, select: { id: true } });
  await recordEvent(tx, SYSTEM, "person.created", personSubject(person), {
    email,
    role: loggedRole(role),
    provider: oidc.name,
  });
  const made = await lockPerson(tx, person.id);
  await link(tx, made, identity);
  await renewSecondFactorDue(tx, person.id);
  return made;
}

async function link(tx: Transaction, person: LockedPerson, { issuer, subject }: ProviderIdentity): Promise<void> {
  await tx.identity.create({ data: { id: newId(), issuer, subject, personId: person.id }, select: { id: true } });
  await recordEvent(tx, asActor(person, ""), "person.provider_linked", personSubject(person), {
    provider: providerSettings().name,
  });
}

/** A role by the name that people read, in any case: a preset, or one that an admin has added. */
async function findRole(tx: Transaction, name: string): Promise<ChosenRole | null> {
  const preset = roles.find((role) => roleNames[role].name.toLowerCase() === name.trim().toLowerCase());
  const added = await tx.customRole.findFirst({
    where: { name: { equals: literally(name.trim()), mode: "insensitive" } },
    select: { id: true },
  });
  const choice = preset ?? added?.id;
  if (choice) return findChosenRole(tx, choice);
  log.warn({ role: name }, "sign-in provider: the settings name a role that does not exist; nobody gets it");
  return null;
}

/**
 * Gives a person the role of their group. The last active admin and accounts for emergencies keep theirs, so that a mistake
 * at the provider locks nobody out of the newsroom.
 * @returns the role that the person has now
 */
async function applyRole(
  tx: Transaction,
  person: LockedPerson,
  identity: ProviderIdentity,
  oidc: OidcSettings,
  adminCount: number,
): Promise<ChosenRole> {
  const present: ChosenRole = { role: person.role, customRole: person.customRole };
  const { isBreakGlass } = await tx.person.findUniqueOrThrow({
    where: { id: person.id },
    select: { isBreakGlass: true },
  });
  const isLastAdmin = isActiveAdmin(person) && adminCount === 1;
  if (isBreakGlass) return present;
  if (oidc.roles.length > 0 && identity.groups === null)
    log.warn(
      { claim: oidc.groupsClaim },
      "sign-in provider: the claim with the groups is missing; the person counts as in no group",
    );
  const wanted = roleNameOf({ email: person.email, groups: identity.groups }, oidc, true);
  const role = wanted === "unchanged" ? present : wanted === null ? null : await findRole(tx, wanted);
  if (isLastAdmin && role?.role !== "ADMIN") {
    log.warn({ person: person.id }, "sign-in provider: the groups would remove the last active admin; the role stays");
    return present;
  }
  if (role === null) throw new ProviderRefusal("no-group");
  if (role.role === person.role && role.customRole?.id === person.customRole?.id) return role;
  await tx.person.update({ where: { id: person.id }, data: columnsOf(role), select: { id: true } });
  await tx.session.deleteMany({ where: { personId: person.id } });
  await renewSecondFactorDue(tx, person.id);
  await recordEvent(tx, SYSTEM, "person.role_changed", personSubject(person), {
    from: loggedRole(person),
    to: loggedRole(role),
    provider: oidc.name,
  });
  await checkStreams(tx, person.id);
  return role;
}

/** The first sign-in of a person who was invited, or whose account has just been made. */
async function activate(
  tx: Transaction,
  person: LockedPerson,
  identity: ProviderIdentity,
  isNew: boolean,
): Promise<void> {
  if (!isNew && person.state !== "INVITED") return;
  const name = !isNew && person.name === person.email && identity.name ? identity.name : person.name;
  if (!isNew) {
    await tx.person.update({ where: { id: person.id }, data: { name, state: "ACTIVE" }, select: { id: true } });
    await cancelMail(tx, person.id);
    await endLinks(tx, person.id);
    await renewSecondFactorDue(tx, person.id);
  }
  const actor: Person = asActor({ ...person, name, state: "ACTIVE" }, "");
  await recordEvent(tx, actor, "person.joined", personSubject({ id: person.id, name }), { role: loggedRole(person) });
  // Only a name that the admin gave may claim an existing byline.
  await giveByline(tx, actor, { mayClaim: !isNew && person.name === name });
}

/** Starts the session, unless the account has a second factor of its own and the provider asked for one factor only. */
async function enter(
  tx: Transaction,
  person: LockedPerson,
  { isTwoFactor, authenticatedAt }: ProviderIdentity,
  device: SignInDevice,
  browser: KnownBrowser | null,
): Promise<Entry> {
  const { passwordHash, totpSecret, _count } = await tx.person.findUniqueOrThrow({
    where: { id: person.id },
    select: { passwordHash: true, totpSecret: true, _count: { select: { passkeys: true } } },
  });
  // Where only the provider signs people in, passkeys are turned off, and only a code is asked for.
  const hasOwnFactor = totpSecret !== null || (_count.passkeys > 0 && !providerSettings().isOnly);
  if (!isTwoFactor && hasOwnFactor) {
    const passwordMark = passwordMarkOf(passwordHash);
    const { ticket } = await SecondFactorNeeded.for({ personId: person.id, method: "PROVIDER", passwordMark });
    return { ticket };
  }
  const sessionId = await enterFrom(tx, person.id, browser, { method: "PROVIDER", isTwoFactor, device });
  if (authenticatedAt) {
    // A dangerous act needs a recent proof: the provider may have recognised the browser without asking anything.
    await tx.session.update({
      where: { id: sessionId },
      data: { confirmedAt: new Date(Math.min(authenticatedAt.getTime(), Date.now())) },
      select: { id: true },
    });
  }
  await recordEvent(tx, asActor(person, sessionId), "person.provider_sign_in", personSubject(person), {
    provider: providerSettings().name,
  });
  return { sessionId };
}

/** Outside of the transaction, which has been rolled back. Only identities that the provider vouches for are recorded. */
async function recordRefusal({ issuer, subject, email }: ProviderIdentity, why: ProviderProblem): Promise<void> {
  await transaction(async (tx) => {
    const person = await tx.person.findFirst({
      where: { OR: [{ identities: { some: { issuer, subject } } }, ...(email ? [{ email }] : [])] },
      select: { id: true, name: true },
    });
    const subjectOf = person ? personSubject(person) : { kind: "person" as const, id: null, name: email ?? subject };
    await recordEvent(tx, SYSTEM, "person.provider_refused", subjectOf, { why, provider: providerSettings().name });
  });
}

/**
 * Lets an admin sign in with a password although only the provider signs people in, or ends that.
 * @returns null when there is no active admin with this email
 */
export async function setBreakGlass(
  email: string,
  isBreakGlass: boolean,
): Promise<{ id: string; name: string } | null> {
  return transaction(async (tx) => {
    const found = await tx.person.findUnique({ where: { email }, select: { id: true, isBreakGlass: true } });
    if (!found) return null;
    const person = await lockPerson(tx, found.id);
    if (isBreakGlass && !isActiveAdmin(person)) return null;
    if (found.isBreakGlass !== isBreakGlass) {
      await tx.person.update({ where: { id: person.id }, data: { isBreakGlass }, select: { id: true } });
      await recordEvent(
        tx,
        SYSTEM,
        isBreakGlass ? "person.break_glass_set" : "person.break_glass_ended",
        personSubject(person),
      );
    }
    return { id: person.id, name: person.name };
  });
}
