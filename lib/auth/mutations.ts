import { recordEvent } from "../audit/mutations.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { cancelSecretMail, queueMail } from "../mail/mutations.ts";
import { appClient, type Transaction, transaction } from "../postgres/app.ts";
import type { LinkKind, PersonState } from "../postgres/generated/enums.ts";
import { literally } from "../postgres/pattern.ts";
import { settings } from "../process.ts";
import type { KnownBrowser } from "./browser-cookie.ts";
import { browserName } from "./browser-name.ts";
import { networkName, networkOf } from "./caller.ts";
import { recordFailure, recordThrottled, type TriedAccount } from "./failure-mutations.ts";
import { verifyPassword } from "./password.ts";
import {
  type AttemptKind,
  countedFailures,
  forgetAfter,
  linkHours,
  lockedUntil,
  maxSessionDays,
  providerSessionMs,
  sessionDays,
} from "./policy.ts";
import type { SignIn } from "./schema.ts";
import { newBrowserMail } from "./sign-in-mail.ts";
import { passwordMarkOf, SecondFactorNeeded, type SignInTicket } from "./ticket.ts";
import { hashToken, newToken } from "./token.ts";

const after = (milliseconds: number) => new Date(Date.now() + milliseconds);
const dayMs = 24 * 60 * 60_000;

/** Where somebody signs in. */
export type SignInDevice = { userAgent: string; ip: string };
const unknownDevice: SignInDevice = { userAgent: "", ip: "unknown" };

/**
 * Checks a password. Every attempt counts until `forgetTries`.
 * @param ip address of the caller
 * @param browser the content of the browser's cookie: see lib/auth/browser-cookie.ts
 * @throws WRONG_PASSWORD, TOO_MANY_TRIES {until: ISO time}
 */
export async function proveIdentity(
  { email, password }: SignIn,
  ip: string,
  browser: KnownBrowser | null = null,
): Promise<{ id: string; state: PersonState; attempts: Attempt[]; passwordHash: string; hasSecondFactor: boolean }> {
  const person = await appClient().person.findUnique({
    where: { email },
    select: {
      id: true,
      name: true,
      passwordHash: true,
      state: true,
      totpSecret: true,
      _count: { select: { passkeys: true } },
    },
  });
  const isKnown = person !== null && browser?.people.includes(person.id) === true;
  const attempts = attemptsOf(email, ip, isKnown ? browser : null);
  await countTry(attempts, { account: person, ip });
  const right = await verifyPassword(person?.passwordHash ?? null, password);
  if (!person?.passwordHash || !right) {
    await transaction((tx) => recordFailure(tx, "person.wrong_password", person, ip));
    throw new DomainError("WRONG_PASSWORD");
  }
  const { id, state, passwordHash } = person;
  return { id, state, attempts, passwordHash, hasSecondFactor: hasSecondFactor(person) };
}

type Factors = { totpSecret: string | null; _count: { passkeys: number } };
const hasSecondFactor = ({ totpSecret, _count }: Factors): boolean => totpSecret !== null || _count.passkeys > 0;

/**
 * Signs in with e-mail and password and starts a session. Somebody who signed in before, but never in this browser, gets
 * a mail about it.
 * @param userAgent the User-Agent header
 * @returns the id of the session
 * @throws WRONG_PASSWORD, TOO_MANY_TRIES {until: ISO time}, SUSPENDED (only with the right password), and
 * SecondFactorNeeded with the ticket for `signInWithCode`
 */
export async function signInWithPassword(
  input: SignIn,
  ip: string,
  browser: KnownBrowser | null = null,
  userAgent = "",
): Promise<string> {
  const person = await proveIdentity(input, ip, browser);
  if (person.state !== "ACTIVE") throw new DomainError("SUSPENDED");
  if (person.hasSecondFactor) {
    await transaction((tx) => takeBackTry(tx, person.attempts));
    const passwordMark = passwordMarkOf(person.passwordHash);
    throw await SecondFactorNeeded.for({ personId: person.id, method: "PASSWORD", passwordMark });
  }
  return transaction(async (tx) => {
    await takeBackTry(tx, person.attempts);
    return enterFrom(tx, person.id, browser, { method: "PASSWORD", device: { userAgent, ip } });
  });
}

/** Starts a session, and mails somebody who signed in before, but never in this browser. */
export async function enterFrom(
  tx: Transaction,
  personId: string,
  browser: KnownBrowser | null,
  how: SignInWay & { device: SignInDevice },
): Promise<string> {
  const { lastSeenAt, ...person } = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { id: true, name: true, email: true, lastSeenAt: true },
  });
  const sessionId = await startSession(personId, tx, how);
  const { userAgent, ip } = how.device;
  if (lastSeenAt !== null && !browser?.people.includes(personId))
    await queueMail(tx, await newBrowserMail(tx, person, browserName(userAgent), ip));
  return sessionId;
}

/**
 * Signs in with a one-time link.
 * @throws LINK_GONE when it was used, has expired, or its person is not active; SecondFactorNeeded
 */
export async function signInWithLink(token: string, device = unknownDevice): Promise<string> {
  const entered = await transaction(async (tx) => {
    const personId = await takeLink("SIGN_IN", token, tx);
    return enterOrAsk(tx, personId, device);
  });
  return sessionOrTicket(entered);
}

type Entered = { sessionId: string } | { ticket: SignInTicket };

/** After a link: the session, or what `sessionOrTicket` asks for a second factor with, once the link is used up. */
export async function enterOrAsk(tx: Transaction, personId: string, device = unknownDevice): Promise<Entered> {
  const person = await tx.person.findUniqueOrThrow({
    where: { id: personId },
    select: { passwordHash: true, totpSecret: true, _count: { select: { passkeys: true } } },
  });
  if (hasSecondFactor(person))
    return { ticket: { personId, method: "LINK", passwordMark: passwordMarkOf(person.passwordHash) } };
  return { sessionId: await startSession(personId, tx, { method: "LINK", device }) };
}

/** @throws SecondFactorNeeded */
export async function sessionOrTicket(entered: Entered): Promise<string> {
  if ("sessionId" in entered) return entered.sessionId;
  throw await SecondFactorNeeded.for(entered.ticket);
}

/** How somebody proved who they are. A password or a link is one factor; a passkey counts as two; a provider says what it asked for. */
export type SignInWay =
  | { method: "PASSWORD" | "LINK"; hasCode?: true }
  | { method: "PROVIDER"; hasCode?: true; isTwoFactor?: boolean }
  | { method: "PASSKEY" };

/**
 * Starts a session of an active person and returns its id. Locks the person, so that nobody signs in past a suspension
 * that is happening at this moment.
 */
export async function startSession(
  personId: string,
  tx: Transaction,
  how: SignInWay & { device?: SignInDevice },
): Promise<string> {
  const { method, device = unknownDevice } = how;
  const isTwoFactor = how.method === "PROVIDER" && how.isTwoFactor === true;
  const rows = await tx.$queryRaw<{ name: string; state: string; isBreakGlass: boolean; hasFactor: boolean }[]>`
    select name, state::text, is_break_glass as "isBreakGlass", totp_secret is not null
      or exists (select 1 from passkey where person_id = person.id) as "hasFactor"
    from person where id = ${personId}::uuid for update of person`;
  if (rows[0]?.state !== "ACTIVE") throw new DomainError("SUSPENDED");
  if (method !== "PROVIDER" && !rows[0].isBreakGlass && settings().oidc?.isOnly)
    throw new DomainError("PROVIDER_ONLY", { provider: settings().oidc?.name ?? "" });
  // Not reached by a person: it keeps a new way to sign in from forgetting the second factor.
  const isOneFactor = (how.method === "PASSWORD" || how.method === "LINK") && !how.hasCode;
  if (rows[0].hasFactor && isOneFactor) throw new DomainError("NOT_ALLOWED");
  const now = new Date();
  const session = await tx.session.create({
    data: {
      id: newId(),
      personId,
      expiresAt: after(method === "PROVIDER" ? providerSessionMs : sessionDays * dayMs),
      endsAt: after(method === "PROVIDER" ? providerSessionMs : maxSessionDays * dayMs),
      lastSeenAt: now,
      method,
      isTwoFactor,
      browser: device.userAgent === "" ? "" : browserName(device.userAgent),
      network: networkName(device.ip),
    },
    select: { id: true },
  });
  await tx.person.update({
    where: { id: personId },
    data: { lastSeenAt: now, lastSignInAt: now },
    select: { id: true },
  });
  // Of a provider, its own event says more.
  if (method !== "PROVIDER") {
    const subject = { kind: "person", id: personId, name: rows[0].name } as const;
    const detail = { method, browser: browserName(device.userAgent), network: networkName(device.ip) };
    await recordEvent(tx, { kind: "person", id: personId }, "person.signed_in", subject, detail);
  }
  return session.id;
}

export async function endSession(sessionId: string): Promise<void> {
  await appClient().$executeRaw`
    with ended as (delete from session where id = ${sessionId}::uuid returning person_id)
    select pg_notify('galley_person', person_id::text) from ended`;
}

/**
 * Makes the open event streams of a person check their session again, on every node, once the transaction is committed.
 * Must be called by every change that ends or reduces a person's access.
 */
export async function checkStreams(tx: Transaction, personId: string): Promise<void> {
  await tx.$executeRaw`select pg_notify('galley_person', ${personId})`;
}

/**
 * Records that a session is in use and extends it, at most once a minute and never beyond its absolute end.
 * @param ip address of the caller, of which only the network is kept
 */
export async function touchSession(sessionId: string, ip = "unknown"): Promise<void> {
  const now = new Date();
  const network = networkName(ip);
  const count = await appClient().$executeRaw`
    update session set last_seen_at = ${now}, expires_at = least(${after(sessionDays * dayMs)}, ends_at),
      network = case when ${network} = '' then network else ${network} end
    where id = ${sessionId}::uuid and last_seen_at < ${new Date(now.getTime() - 60_000)}`;
  if (count > 0) {
    await appClient().person.updateMany({
      where: { sessions: { some: { id: sessionId } } },
      data: { lastSeenAt: now },
    });
  }
}

/**
 * Creates a link and returns its token; earlier links of the same kind for this person stop working, unless
 * they are kept. The caller must check the permission. Addresses: /sign-in/TOKEN, /invitation/TOKEN,
 * /reset/TOKEN, /sign-in/email/TOKEN, /sign-in/keep-email/TOKEN.
 * @param given.email the address that the link confirms or puts back
 */
export async function issueLink(
  kind: LinkKind,
  personId: string,
  tx: Transaction = appClient(),
  given: { hours?: number; keepsEarlier?: boolean; email?: string } = {},
): Promise<string> {
  const token = newToken();
  if (!given.keepsEarlier) await tx.link.deleteMany({ where: { kind, personId } });
  const expiresAt = after((given.hours ?? linkHours[kind]) * 60 * 60_000);
  await tx.link.create({
    data: { id: newId(), kind, personId, tokenHash: hashToken(token), expiresAt, email: given.email ?? null },
    select: { id: true },
  });
  return token;
}

/**
 * Uses a link and returns its person. If two requests use it at once, only one succeeds.
 * @throws LINK_GONE when it was used or has expired
 */
export async function takeLink(kind: LinkKind, token: string, tx: Transaction): Promise<string> {
  return (await takeLinkWithEmail(kind, token, tx)).personId;
}

/** The same for links about an email address. @throws LINK_GONE */
export async function takeLinkWithEmail(
  kind: LinkKind,
  token: string,
  tx: Transaction,
): Promise<{ personId: string; email: string }> {
  const rows = await tx.$queryRaw<{ personId: string; email: string | null }[]>`
    delete from link
    where token_hash = ${hashToken(token)} and kind = ${kind}::link_kind and expires_at > now()
    returning person_id as "personId", email`;
  if (!rows[0]) throw new DomainError("LINK_GONE");
  return { personId: rows[0].personId, email: rows[0].email ?? "" };
}

/**
 * Ends unused links because there is a new password, or the person is suspended. Links that restore a former email
 * address stay valid: otherwise somebody who took over an account could end them with a new password.
 */
export async function endLinks(tx: Transaction, personId: string): Promise<void> {
  await tx.link.deleteMany({ where: { personId, kind: { not: "EMAIL_STOP" } } });
  await cancelSecretMail(tx, personId);
}

/** The hourly clean-up of expired links and sessions, and of failed attempts that no longer count. */
export async function deleteExpiredLinks(tx: Transaction): Promise<{ links: number; sessions: number; tries: number }> {
  const now = new Date();
  const links = await tx.link.deleteMany({ where: { expiresAt: { lte: now } } });
  const sessions = await tx.$queryRaw<{ person_id: string }[]>`
    delete from session where expires_at <= ${now} or ends_at <= ${now} returning person_id`;
  for (const personId of new Set(sessions.map((ended) => ended.person_id))) await checkStreams(tx, personId);
  await tx.spentChallenge.deleteMany({ where: { expiresAt: { lte: now } } });
  const tries = await tx.signInAttempt.deleteMany({ where: { lastFailure: { lt: after(-forgetAfter) } } });
  return { links: links.count, sessions: sessions.length, tries: tries.count };
}

type Attempt = { readonly kind: AttemptKind; readonly key: string };

/** The keys under which an attempt is counted, in the order in which their rows are locked. */
function attemptsOf(email: string, ip: string, known: KnownBrowser | null): Attempt[] {
  if (known) return [{ kind: "browser", key: `browser:${known.id} ${email}` }];
  const network = networkOf(ip);
  return [
    { kind: "pair", key: `pair:${email} ${network}` },
    { kind: "network", key: `ip:${network}` },
    { kind: "account", key: `email:${email}` },
  ];
}

/**
 * Counts a request for a new password, with the limits of failed sign-ins but separately, so that it prevents nobody from
 * signing in. It works the same for every address, whether or not it has an account. @throws TOO_MANY_TRIES {until: ISO time}
 */
export const countResetRequest = (email: string, ip: string): Promise<void> =>
  countTry(attemptsOf(email, ip, null).map(({ kind, key }) => ({ kind, key: `reset ${key}` })));

/**
 * Counts an attempt as failed before the password is checked; a right password reverts that. Counting afterwards would allow
 * a hundred guesses that arrive at once.
 * @param tried for the audit log, where the attempt is a sign-in
 * @throws TOO_MANY_TRIES {until: ISO time}
 */
export async function countTry(
  attempts: readonly Attempt[],
  tried: { account: TriedAccount; ip: string } | null = null,
): Promise<void> {
  let waiting: string | undefined;
  try {
    await transaction(async (tx) => {
      for (const { kind, key } of attempts) {
        const now = new Date();
        // One statement makes or locks the row: a sign-in that goes through at this moment deletes it.
        const rows = await tx.$queryRaw<{ failures: number; last_failure: Date }[]>`
          insert into sign_in_attempt as attempt (key, failures, last_failure) values (${key}, 0, ${now})
          on conflict (key) do update set failures = attempt.failures
          returning failures, last_failure`;
        const row = rows[0] ?? { failures: 0, last_failure: now };
        const failures = countedFailures(kind, row.failures, row.last_failure, now);
        const until = lockedUntil(kind, failures, row.last_failure);
        if (until && until > now) {
          waiting = key;
          throw new DomainError("TOO_MANY_TRIES", { until: until.toISOString() });
        }
        await tx.signInAttempt.update({
          where: { key },
          data: { failures: failures + 1, lastFailure: now },
          select: { key: true },
        });
      }
    });
  } catch (error) {
    if (waiting !== undefined && tried) await recordThrottled(waiting, tried.account, tried.ip);
    throw error;
  }
}

/** Reverts the count of an attempt whose password was right. */
export async function takeBackTry(tx: Transaction, attempts: readonly Attempt[]): Promise<void> {
  for (const { kind, key } of attempts) {
    if (kind === "pair" || kind === "browser" || kind === "code") await tx.signInAttempt.deleteMany({ where: { key } });
    // One less, not none: the owner of one account must not reset the count of guesses at others, and a colleague's
    // sign-in must not reset the count of guesses from elsewhere.
    else
      await tx.signInAttempt.updateMany({ where: { key, failures: { gt: 0 } }, data: { failures: { decrement: 1 } } });
  }
}

/** Removes all failed attempts of an account, because its password has changed. */
export async function forgetTries(tx: Transaction, email: string): Promise<void> {
  await tx.signInAttempt.deleteMany({
    where: { OR: [{ key: `email:${email}` }, { key: { startsWith: literally(`pair:${email} `) } }] },
  });
}
