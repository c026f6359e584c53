import type { Actor, Person } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { log } from "../log.ts";
import { appClient, type Transaction, transaction } from "../postgres/app.ts";
import { settings } from "../process.ts";
import { composeMail } from "./compose.ts";
import { mailOrigin, paperOf } from "./data.ts";
import { attemptMs, canManageMail, claimMs, digestKind, isNoticeKind, maxConcurrent, retryDelayMs } from "./policy.ts";
import { type Message, sendMessage } from "./smtp.ts";
import type { ClaimedMail, MailContent, MailPart, SendOutcome } from "./types.ts";
import { unsubscribeToken } from "./unsubscribe.ts";

/** Makes the content of a message that was queued without, in the transaction that stores it. Null: it is not to be sent. */
export type Prepare = (
  tx: Transaction,
  mail: { address: string; createdAt: Date },
) => Promise<{ personId: string; name: string; content: MailContent } | null>;

export type SendOptions = {
  /** By kind. */
  prepare?: Readonly<Record<string, Prepare>>;
  /** One attempt, in ms. */
  limitMs?: number;
  /** Once aborted, what is being sent is finished and nothing else begun. */
  signal?: AbortSignal;
};

type SendCounts = { sent: number; refused: number; failed: number };

/**
 * Messages that the server took and whose row does not say so yet, because the database was away. They are not sent
 * again by this process.
 */
const accepted = new Set<string>();

/**
 * Sends what is due, a few messages at once, until nothing is. Each is marked as being sent, in a transaction of its own,
 * before its first byte leaves: no two nodes, and no two rounds, ever send it at the same time. A process that is killed
 * leaves the mark, which ends after `claimMs`; then it is sent once more, under the same Message-ID. A server that cannot
 * be reached ends the round.
 */
export async function sendDueMail({
  prepare = {},
  limitMs = attemptMs,
  signal,
}: SendOptions = {}): Promise<SendCounts> {
  const counts = { sent: 0, refused: 0, failed: 0 };
  if (!settings().mail) return counts;
  await bundleDigests();
  await failExpired();
  let isServerAway = false;
  const sendOneByOne = async () => {
    while (!isServerAway && !signal?.aborted) {
      const mail = await claimMail();
      if (!mail) return;
      const outcome = accepted.has(mail.id) ? ({ kind: "sent" } as const) : await attempt(mail, prepare, limitMs);
      if (outcome === null) continue;
      if (outcome.kind === "sent") accepted.add(mail.id);
      counts[outcome.kind]++;
      if (outcome.kind === "failed") isServerAway ||= outcome.isServerAway;
      await settle(mail, outcome);
    }
  };
  await Promise.all(Array.from({ length: maxConcurrent }, sendOneByOne));
  return counts;
}

/** How long an admin waits for the answer to a test message, in ms. */
const maxTestMs = 20_000;

/**
 * Sends a message to the admin's own address at once, past the outbox.
 * @returns the error in plain English; null when the server took the message
 * @throws NOT_ALLOWED, WRONG_STATE where mail is not set up
 */
export async function sendTestMail(actor: Person): Promise<{ to: string; error: string | null }> {
  if (!canManageMail(actor)) throw new DomainError("NOT_ALLOWED");
  const { mail } = settings();
  if (!mail) throw new DomainError("WRONG_STATE");
  const message = await messageOf({
    id: newId(),
    kind: "test",
    personId: actor.id,
    address: actor.email,
    name: actor.name,
    subject: "Test message",
    content: { parts: [`Mail works: this message came through ${mail.server.host}.`] },
    attempts: 1,
    createdAt: new Date(),
  });
  const outcome = await sendMessage(mail.server, message, maxTestMs);
  return { to: actor.email, error: outcome.kind === "sent" ? null : outcome.error };
}

/** Puts a message that failed back into the queue, for another day. @throws NOT_ALLOWED, NOT_FOUND */
export async function retryMail(actor: Actor, { mailId }: { mailId: string }): Promise<void> {
  if (!canManageMail(actor)) throw new DomainError("NOT_ALLOWED");
  await transaction(async (tx) => {
    // Without its content a message cannot be sent again.
    const count = await tx.$executeRaw`
      update mail set state = 'QUEUED', attempts = 0, due_at = now(), expires_at = now() + interval '1 day'
      where id = ${mailId}::uuid and state = 'FAILED' and content is not null`;
    if (count === 0) throw new DomainError("NOT_FOUND");
    await tx.$executeRaw`select pg_notify('galley_mail', '')`;
  });
}

/** ms until the next message is due, at most `longest`. */
export async function untilNextMail(longest: number): Promise<number> {
  const rows = await appClient().$queryRaw<{ ms: number | null }[]>`
    select extract(epoch from min(due_at) - now())::float8 * 1000 as ms from mail where state in ('QUEUED', 'SENDING')`;
  return Math.max(0, Math.min(longest, rows[0]?.ms ?? longest));
}

async function claimMail(): Promise<ClaimedMail | null> {
  const rows = await appClient().$queryRaw<ClaimedMail[]>`
    update mail
    set state = 'SENDING', attempts = attempts + 1, due_at = now() + make_interval(secs => ${claimMs / 1000})
    where id = (
      select id from mail
      where state in ('QUEUED', 'SENDING') and not is_digest and due_at <= now() + interval '1 millisecond'
      order by due_at limit 1 for update skip locked)
    returning id, kind, person_id as "personId", address, name, subject, content, attempts, created_at as "createdAt"`;
  return rows[0] ?? null;
}

/** Null: it was not to be sent, and is gone. */
async function attempt(
  claimed: ClaimedMail,
  prepare: Readonly<Record<string, Prepare>>,
  limitMs: number,
): Promise<SendOutcome | null> {
  const { mail } = settings();
  try {
    const ready = claimed.content ? claimed : await prepareMail(claimed, prepare[claimed.kind]);
    if (!ready || !mail) return null;
    return await sendMessage(mail.server, await messageOf(ready), limitMs);
  } catch (error) {
    log.warn({ error, mail: claimed.id }, "mail: message could not be prepared; trying again later");
    return { kind: "failed", error: "The message could not be prepared.", isServerAway: false };
  }
}

/** Stored before it is sent, so that every attempt sends the same. */
async function prepareMail(mail: ClaimedMail, make: Prepare | undefined): Promise<ClaimedMail | null> {
  return transaction(async (tx) => {
    const made = make ? await make(tx, mail) : null;
    if (!made) {
      await tx.mail.deleteMany({ where: { id: mail.id } });
      return null;
    }
    const { count } = await tx.mail.updateMany({
      where: { id: mail.id, state: "SENDING" },
      data: { personId: made.personId, name: made.name, content: made.content as object },
    });
    return count === 1 ? { ...mail, ...made } : null;
  });
}

async function messageOf({
  id,
  kind,
  personId,
  address,
  name,
  subject,
  content,
  createdAt,
}: ClaimedMail): Promise<Message> {
  const { mail } = settings();
  if (!mail || !content) throw new Error("nothing to send");
  const paper = await paperOf();
  const isNotice = personId !== null && (isNoticeKind(kind) || kind === digestKind);
  const origin = mailOrigin();
  const unsubscribe = isNotice
    ? `${origin}/unsubscribe/${unsubscribeToken({ personId, kind: isNoticeKind(kind) ? kind : digestKind })}`
    : null;
  const frame = { paper: paper.name, unsubscribe, choices: isNotice ? `${origin}/desk/account#mail` : null };
  return {
    ...composeMail(subject, content, frame),
    id,
    date: createdAt,
    from: { address: mail.from.address, name: mail.from.name || paper.name },
    to: { name, address },
    unsubscribe,
  };
}

/** How often and how long the result of an attempt is tried to be stored, while the database is away. */
const storeEveryMs = 500;

/** Stores what became of an attempt. Ends before another node may take the message. */
async function settle(mail: ClaimedMail, outcome: SendOutcome): Promise<void> {
  if (outcome.kind !== "sent")
    log.warn(
      { mail: mail.id, kind: mail.kind, attempts: mail.attempts, error: outcome.error },
      `mail: message ${outcome.kind}`,
    );
  const until = Date.now() + claimMs - attemptMs;
  for (;;) {
    try {
      await store(mail, outcome);
      accepted.delete(mail.id);
      return;
    } catch (error) {
      log.warn({ error, mail: mail.id }, "mail: result of an attempt could not be stored; retrying");
      if (Date.now() > until) return;
      await new Promise((resolve) => setTimeout(resolve, storeEveryMs));
    }
  }
}

async function store({ id, attempts }: ClaimedMail, outcome: SendOutcome): Promise<void> {
  const tx = appClient();
  if (outcome.kind === "sent")
    await tx.$executeRaw`
      update mail
      set state = 'SENT', sent_at = now(), last_error = null, content = case when is_secret then null else content end
      where id = ${id}::uuid and state = 'SENDING' and attempts = ${attempts}`;
  else if (outcome.kind === "refused")
    await tx.$executeRaw`
      update mail
      set state = 'FAILED', last_error = ${shown(outcome.error)}, content = case when is_secret then null else content end
      where id = ${id}::uuid and state = 'SENDING' and attempts = ${attempts}`;
  else
    await tx.$executeRaw`
      update mail
      set state = 'QUEUED', last_error = ${shown(outcome.error)},
        due_at = now() + make_interval(secs => ${retryDelayMs(attempts) / 1000})
      where id = ${id}::uuid and state = 'SENDING' and attempts = ${attempts}`;
}

/** What a server answers may be long, and hold what PostgreSQL does not store. */
const shown = (error: string): string => error.replace(/\p{Cc}+/gu, " ").slice(0, 500);

/**
 * What could not be sent in its time has failed, and stays to be seen. Notices that wait for a digest are no messages yet:
 * another node may be merging them now, and they go out in the next digest however late it is.
 */
async function failExpired(): Promise<void> {
  const count = await appClient().$executeRaw`
    update mail
    set state = 'FAILED', last_error = coalesce(last_error, 'It could not be sent in time.'),
      content = case when is_secret then null else content end
    where expires_at <= now() and not is_digest and (state = 'QUEUED' or (state = 'SENDING' and due_at <= now()))`;
  if (count > 0) log.warn({ count }, "mail: messages failed after the last attempt");
}

type DigestRow = {
  id: string;
  personId: string;
  subject: string;
  content: MailContent;
  email: string;
  name: string;
  state: string;
};

/** Merges the notices of each person whose digest is due into one message. One node at a time. */
async function bundleDigests(): Promise<void> {
  await transaction(async (tx) => {
    const [lock] = await tx.$queryRaw<{ free: boolean }[]>`
      select pg_try_advisory_xact_lock(hashtext('galley digests')) as free`;
    if (!lock?.free) return;
    const rows = await tx.$queryRaw<DigestRow[]>`
      select mail.id, mail.person_id as "personId", subject, content, email, person.name, person.state::text
      from mail join person on person.id = mail.person_id
      where is_digest and mail.state = 'QUEUED' and due_at <= now()
      order by mail.id limit 1000 for update of mail skip locked`;
    for (const [personId, notices] of Map.groupBy(rows, (row) => row.personId)) {
      const [first] = notices;
      if (first?.state === "ACTIVE")
        await tx.mail.create({
          data: {
            id: newId(),
            kind: digestKind,
            personId,
            address: first.email,
            name: first.name,
            subject: notices.length === 1 ? first.subject : `${notices.length} notices`,
            content: { parts: [{ items: notices.map(itemOf) }] },
          },
          select: { id: true },
        });
      await tx.mail.deleteMany({ where: { id: { in: notices.map(({ id }) => id) } } });
    }
  });
}

function itemOf({ subject, content }: DigestRow): { text: string; detail?: string; href?: string } {
  const detail = content.parts.find((part) => typeof part === "string");
  const button = content.parts.find(
    (part): part is Extract<MailPart, { button: string }> => typeof part !== "string" && "button" in part,
  );
  return { text: subject, ...(detail && { detail }), ...(button && { href: button.href }) };
}
