import { newId } from "../ids.ts";
import { appClient, type Transaction } from "../postgres/app.ts";
import { oneLine } from "./compose.ts";
import { findMailChoices, isMailSetUp, paperOf } from "./data.ts";
import { afterQuietHours, keptDays, type NoticeKind, nextHour } from "./policy.ts";
import type { MailContent } from "./types.ts";

/** Kinds of messages that are not notices: nobody can switch them off. */
export type MailKind = "invitation" | "reset" | "email-confirm" | "email-stop" | "new-browser";

export type NewMail = {
  kind: MailKind;
  /** Whose account it concerns: the row goes with it. Null: the address may have no account. */
  personId: string | null;
  address: string;
  name: string;
  subject: string;
  /** Null: `prepare` of the sender makes it, see lib/mail/send-mutations.ts. */
  content: MailContent | null;
  /** It holds a link that gives access to an account: blanked once sent. */
  isSecret?: boolean;
  /** Attempts end after so many hours; a link should not arrive after its end. */
  expiresInHours?: number;
};

/**
 * Writes a message into the outbox, in the transaction of what it is about: it is sent if that happened, and only then.
 * @returns false where mail is not set up, and nothing was written
 */
export async function queueMail(tx: Transaction, mail: NewMail): Promise<boolean> {
  if (!isMailSetUp()) return false;
  const { content, expiresInHours, ...row } = mail;
  await insertMail(tx, {
    ...row,
    subject: oneLine(row.subject),
    ...(content && { content }),
    ...(expiresInHours !== undefined && { expiresAt: new Date(Date.now() + expiresInHours * 3_600_000) }),
  });
  return true;
}

export type NewNotice = {
  kind: NoticeKind;
  personId: string;
  /** One line that is enough by itself: "Lena sent back “Harbour plans”". Also the line in a digest. */
  subject: string;
  /** In a digest: the first paragraph and the first button are kept. Addresses start with `mailOrigin()`. */
  content: MailContent;
};

/**
 * Mails a notice as its person chose: at once or after the quiet hours, with the next digest, or not at all. Call it in
 * the transaction of what the notice is about. Does nothing where mail is not set up or the person is not active.
 */
export async function queueNotice(tx: Transaction, notice: NewNotice, now = new Date()): Promise<void> {
  if (!isMailSetUp()) return;
  const { kind, personId, content } = notice;
  const person = await tx.person.findUnique({
    where: { id: personId },
    select: { email: true, name: true, state: true },
  });
  if (person?.state !== "ACTIVE") return;
  const { choices, times } = await findMailChoices(personId, tx);
  const timing = choices[kind];
  if (timing === "NEVER") return;
  const zone = times.timeZone ?? (await paperOf(tx)).timeZone;
  const dueAt = timing === "DIGEST" ? nextHour(times.digestHour, zone, now) : afterQuietHours(times, zone, now);
  const isLater = dueAt > now;
  await insertMail(tx, {
    kind,
    personId,
    address: person.email,
    name: person.name,
    subject: oneLine(notice.subject),
    content,
    isDigest: timing === "DIGEST",
    ...(isLater && { dueAt, expiresAt: new Date(dueAt.getTime() + 86_400_000) }),
  });
}

type Row = {
  kind: string;
  personId: string | null;
  address: string;
  name: string;
  subject: string;
  content?: MailContent;
  isSecret?: boolean;
  isDigest?: boolean;
  dueAt?: Date;
  expiresAt?: Date;
};

async function insertMail(tx: Transaction, { content, ...row }: Row): Promise<void> {
  await tx.mail.create({
    // A type without an index signature is no JSON to the compiler.
    data: { id: newId(), ...row, ...(content && { content: content as object }) },
    select: { id: true },
  });
  await tx.$executeRaw`select pg_notify('galley_mail', '')`;
}

/** Messages that wait are not sent any more: the account was suspended. */
export async function cancelMail(tx: Transaction, personId: string): Promise<void> {
  await tx.mail.deleteMany({ where: { personId, state: "QUEUED" } });
}

/** Messages that wait with a link that has just stopped working. */
export async function cancelSecretMail(tx: Transaction, personId: string): Promise<void> {
  await tx.mail.deleteMany({ where: { personId, state: "QUEUED", isSecret: true } });
}

/** The daily clean-up. */
export async function deleteOldMail(): Promise<number> {
  return appClient().$executeRaw`delete from mail where created_at < now() - make_interval(days => ${keptDays})`;
}
