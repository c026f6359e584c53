import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { appClient, type Transaction, transaction } from "../postgres/app.ts";
import type { LinkKind, PersonState } from "../postgres/generated/enums.ts";
import { verifyPassword } from "./password.ts";
import { forgetAfter, linkHours, lockedUntil, sessionDays } from "./policy.ts";
import type { SignIn } from "./schema.ts";
import { hashToken, newToken } from "./token.ts";

const after = (milliseconds: number) => new Date(Date.now() + milliseconds);
const sessionEnd = () => after(sessionDays * 24 * 60 * 60_000);

/**
 * Checks a password. Every try counts against the e-mail and against the caller until `forgetTries`.
 * @param ip address of the caller
 * @throws WRONG_PASSWORD, TOO_MANY_TRIES {until: ISO time}
 */
export async function proveIdentity(
  { email, password }: SignIn,
  ip: string,
): Promise<{ id: string; state: PersonState }> {
  await countTry(email, ip);
  const person = await appClient().person.findUnique({
    where: { email },
    select: { id: true, passwordHash: true, state: true },
  });
  const right = await verifyPassword(person?.passwordHash ?? null, password);
  if (!person || !right) throw new DomainError("WRONG_PASSWORD");
  return { id: person.id, state: person.state };
}

/**
 * Signs in with e-mail and password and starts a session.
 * @returns the id of the session
 * @throws WRONG_PASSWORD, TOO_MANY_TRIES {until: ISO time}, SUSPENDED (only to whoever knows the password)
 */
export async function signInWithPassword(input: SignIn, ip: string): Promise<string> {
  const person = await proveIdentity(input, ip);
  if (person.state !== "ACTIVE") throw new DomainError("SUSPENDED");
  return transaction(async (tx) => {
    await forgetTries(tx, input.email, ip);
    return startSession(person.id, tx);
  });
}

/**
 * Signs in with a one-time link.
 * @throws LINK_GONE when it was used, has expired, or its person is not active
 */
export function signInWithLink(token: string): Promise<string> {
  return transaction(async (tx) => startSession(await takeLink("SIGN_IN", token, tx), tx));
}

/**
 * Starts a session of an active person and returns its id. Locks the person, so that nobody signs in past a suspension
 * that is happening at this moment.
 */
export async function startSession(personId: string, tx: Transaction): Promise<string> {
  const rows = await tx.$queryRaw<{ state: string }[]>`
    select state::text from person where id = ${personId}::uuid for update`;
  if (rows[0]?.state !== "ACTIVE") throw new DomainError("SUSPENDED");
  const now = new Date();
  const session = await tx.session.create({
    data: { id: newId(), personId, expiresAt: sessionEnd(), lastSeenAt: now },
    select: { id: true },
  });
  await tx.person.update({ where: { id: personId }, data: { lastSeenAt: now }, select: { id: true } });
  return session.id;
}

export async function endSession(sessionId: string): Promise<void> {
  await appClient().session.deleteMany({ where: { id: sessionId } });
}

/** Notes that a session is in use and moves its end; at most once a minute, whoever asks. */
export async function touchSession(sessionId: string): Promise<void> {
  const now = new Date();
  const { count } = await appClient().session.updateMany({
    where: { id: sessionId, lastSeenAt: { lt: new Date(now.getTime() - 60_000) } },
    data: { lastSeenAt: now, expiresAt: sessionEnd() },
  });
  if (count > 0) {
    await appClient().person.updateMany({
      where: { sessions: { some: { id: sessionId } } },
      data: { lastSeenAt: now },
    });
  }
}

/**
 * Makes a link to hand over and returns its token; earlier links of the same kind for this person stop working. The
 * caller has checked that this may be done. Addresses: /sign-in/TOKEN, /invitation/TOKEN, /reset/TOKEN.
 */
export async function issueLink(kind: LinkKind, personId: string, tx: Transaction = appClient()): Promise<string> {
  const token = newToken();
  await tx.link.deleteMany({ where: { kind, personId } });
  await tx.link.create({
    data: { id: newId(), kind, personId, tokenHash: hashToken(token), expiresAt: after(linkHours[kind] * 60 * 60_000) },
    select: { id: true },
  });
  return token;
}

/**
 * Uses a link up and returns whose it was. Of two who use it at once one gets it.
 * @throws LINK_GONE when it was used or has expired
 */
export async function takeLink(kind: LinkKind, token: string, tx: Transaction): Promise<string> {
  const rows = await tx.$queryRaw<{ person_id: string }[]>`
    delete from link
    where token_hash = ${hashToken(token)} and kind = ${kind}::link_kind and expires_at > now()
    returning person_id`;
  const personId = rows[0]?.person_id;
  if (!personId) throw new DomainError("LINK_GONE");
  return personId;
}

/** The hourly clean-up: links and sessions that have ended, failed tries that no longer count. */
export async function deleteExpiredLinks(tx: Transaction): Promise<{ links: number; sessions: number; tries: number }> {
  const now = new Date();
  const links = await tx.link.deleteMany({ where: { expiresAt: { lte: now } } });
  const sessions = await tx.session.deleteMany({ where: { expiresAt: { lte: now } } });
  const tries = await tx.signInAttempt.deleteMany({ where: { lastFailure: { lt: after(-forgetAfter) } } });
  return { links: links.count, sessions: sessions.count, tries: tries.count };
}

/**
 * Counts a try as failed before the password is looked at; a right one takes it back. Counting afterwards would let a
 * hundred guesses that arrive together all through.
 */
async function countTry(email: string, ip: string): Promise<void> {
  const keys = [
    { kind: "email", key: `email:${email}` },
    { kind: "ip", key: `ip:${ip}` },
  ] as const;
  await transaction(async (tx) => {
    for (const { kind, key } of keys) {
      const now = new Date();
      // One statement makes or locks the row: a sign-in that goes through at this moment deletes it.
      const rows = await tx.$queryRaw<{ failures: number; last_failure: Date }[]>`
        insert into sign_in_attempt as attempt (key, failures, last_failure) values (${key}, 0, ${now})
        on conflict (key) do update set failures = attempt.failures
        returning failures, last_failure`;
      const row = rows[0] ?? { failures: 0, last_failure: now };
      const failures = now.getTime() - row.last_failure.getTime() > forgetAfter ? 0 : row.failures;
      const until = lockedUntil(kind, failures, row.last_failure);
      if (until && until > now) throw new DomainError("TOO_MANY_TRIES", { until: until.toISOString() });
      await tx.signInAttempt.update({
        where: { key },
        data: { failures: failures + 1, lastFailure: now },
        select: { key: true },
      });
    }
  });
}

/** What was counted was not a guess: the password was right, or there is a new one. */
export async function forgetTries(tx: Transaction, email: string, ip?: string): Promise<void> {
  await tx.signInAttempt.deleteMany({ where: { key: `email:${email}` } });
  if (ip === undefined) return;
  // One less, not none: whoever has one account must not reset the count of guesses at others.
  await tx.signInAttempt.updateMany({
    where: { key: `ip:${ip}`, failures: { gt: 0 } },
    data: { failures: { decrement: 1 } },
  });
}
