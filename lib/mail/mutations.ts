import { newId } from "../ids.ts";
import { appClient, type Transaction } from "../postgres/app.ts";
import { oneLine } from "./compose.ts";
import { isMailSetUp, paperOf, timesSelect } from "./data.ts";
import { afterQuietHours, defaultTimes, keptDays, type NoticeKind, nextHour, noticeKinds } from "./policy.ts";
import type { MailContent } from "./types.ts";

/** Kinds of messages that are not notices: nobody can switch them off. */
export type MailKind =
  | "invitation"
  | "reset"
  | "email-confirm"
  | "email-stop"
  | "new-browser"
  | "account-changed"
  | "review"
  | "webhook";

export type NewMail = {
  kind: MailKind;
  /** Whose account it concerns: the row goes with it. Null: the address may have no account. */
  personId: string | null;
  address: string;
  name: string;
  subject: string;
  /** Null: `prepare` of the sender makes it, see lib/mail/send-mutations.ts. */
  content: MailContent | null;
  /** It holds a link that gives access to an account or a story: blanked once sent. */
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
  await insertMail(tx, [
    {
      ...row,
      subject: oneLine(row.subject),
      ...(content && { content }),
      ...(expiresInHours !== undefined && { expiresAt: new Date(Date.now() + expiresInHours * 3_600_000) }),
    },
  ]);
  return true;
}

export type NewNotice = {
  kind: NoticeKind;
  /** Inactive people are left out. */
  personIds: readonly string[];
  /** One line that is enough by itself: "Lena sent back “Harbour plans”". Also the line in a digest. */
  subject: string;
  /** In a digest: the first paragraph and the first button are kept. Addresses start with `mailOrigin()`. */
  content: MailContent;
};

/**
 * Mails a notice as each person chose: at once or after the quiet hours, with the next digest, or not at all. Call it in
 * the transaction of what the notice is about. Does nothing where mail is not set up.
 */
export async function queueNotice(tx: Transaction, notice: NewNotice, now = new Date()): Promise<void> {
  if (!isMailSetUp() || notice.personIds.length === 0) return;
  const { kind, content } = notice;
  const people = await tx.person.findMany({
    where: { id: { in: [...notice.personIds] }, state: "ACTIVE" },
    select: {
      id: true,
      email: true,
      name: true,
      mailChoices: { where: { kind }, select: { timing: true } },
      mailSettings: { select: timesSelect },
    },
  });
  const newsroomZone = (await paperOf(tx)).timeZone;
  const rows = people.flatMap(({ id, email, name, mailChoices, mailSettings }): Row[] => {
    const timing = mailChoices[0]?.timing ?? noticeKinds[kind].timing;
    if (timing === "NEVER") return [];
    const times = mailSettings ?? defaultTimes;
    const zone = times.timeZone ?? newsroomZone;
    const dueAt = timing === "DIGEST" ? nextHour(times.digestHour, zone, now) : afterQuietHours(times, zone, now);
    return [
      {
        kind,
        personId: id,
        address: email,
        name,
        subject: oneLine(notice.subject),
        content,
        isDigest: timing === "DIGEST",
        ...(dueAt > now && { dueAt, expiresAt: new Date(dueAt.getTime() + 86_400_000) }),
      },
    ];
  });
  if (rows.length > 0) await insertMail(tx, rows);
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

async function insertMail(tx: Transaction, rows: readonly Row[]): Promise<void> {
  await tx.mail.createMany({
    // A type without an index signature is no JSON to the compiler.
    data: rows.map(({ content, ...row }) => ({ id: newId(), ...row, ...(content && { content: content as object }) })),
  });
  await tx.$executeRaw`select pg_notify('galley_mail', '')`;
}

/** Messages that wait are not sent any more: the account was suspended. */
export async function cancelMail(tx: Transaction, personId: string): Promise<void> {
  await tx.mail.deleteMany({ where: { personId, state: "QUEUED" } });
}

/** Messages that wait with a link that has just stopped working, or to get one. Warnings to a former address stay. */
export async function cancelSecretMail(tx: Transaction, personId: string): Promise<void> {
  await tx.$executeRaw`
    delete from mail
    where state = 'QUEUED' and is_secret and kind <> 'email-stop'
      and (person_id = ${personId}::uuid or address = (select email from person where id = ${personId}::uuid))`;
}

/** The daily clean-up. */
export async function deleteOldMail(): Promise<number> {
  return appClient().$executeRaw`delete from mail where created_at < now() - make_interval(days => ${keptDays})`;
}
