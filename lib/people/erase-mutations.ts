// Erasing the personal data of somebody who has left. Bylines, the history of stories and the audit log stay.
import type { Actor } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { hashEvent, sealedColumns } from "../audit/seal-data.ts";
import { holdSeals } from "../audit/seal-mutations.ts";
import { checkStreams, endLinks, forgetTries } from "../auth/mutations.ts";
import { clearSecondFactor } from "../auth/second-factor-mutations.ts";
import { DomainError } from "../errors.ts";
import { Prisma, type Transaction } from "../postgres/app.ts";
import { purge } from "../press/mutations.ts";
import { personSubject } from "./lock-mutations.ts";
import { onPerson } from "./mutations.ts";
import { wordsOf } from "./name-data.ts";
import { listOpenWork } from "./open-work-data.ts";
import { erasedName, isActiveAdmin } from "./policy.ts";
import type { ErasePerson } from "./schema.ts";

/**
 * Erases what is kept about a person: email address, password, second factors, sessions, accounts at providers, notices, mail,
 * settings, the portrait of the byline. The byline stays without the account. Without `keepsName` the name goes from the
 * account, from mentions and from the audit log too; the seals of the events that it leaves are kept up, so that the log can be verified.
 * @throws as `onPerson`; WRONG_STATE {why: "SELF"}; LAST_ADMIN; IN_USE {openWork} before the open work is handed over
 */
export function erasePerson(actor: Actor, { personId, keepsName }: ErasePerson): Promise<void> {
  return onPerson(actor, personId, "erase", async (tx, person, admins) => {
    if (actor.kind === "person" && actor.id === person.id) throw new DomainError("WRONG_STATE", { why: "SELF" });
    if (isActiveAdmin(person) && admins === 1) throw new DomainError("LAST_ADMIN");
    const openWork = (await listOpenWork(person.id)).length;
    if (openWork > 0) throw new DomainError("IN_USE", { openWork });
    const name = keepsName ? person.name : erasedName(person.id);
    await eraseFromLog(tx, person, name);
    await eraseBelongings(tx, person);
    await releaseByline(tx, person.id);
    if (!keepsName) await eraseMentions(tx, person.id, name);
    await tx.person.update({
      where: { id: person.id },
      data: {
        name,
        email: `${person.id}@erased.invalid`,
        passwordHash: null,
        role: "CONTRIBUTOR",
        customRoleId: null,
        state: "ERASED",
        lastSeenAt: null,
        lastSignInAt: null,
        languages: [],
        calendarSeries: { increment: 1 },
        mustChangePassword: false,
        secondFactorDue: null,
        isBreakGlass: false,
      },
      select: { id: true },
    });
    await recordEvent(tx, actor, "person.erased", personSubject({ id: person.id, name }), { keepsName });
    await checkStreams(tx, person.id);
  });
}

/** Replaces the words in the events that name the person, and notes the new hashes beside their seals. */
async function eraseFromLog(
  tx: Transaction,
  person: { id: string; name: string; email: string },
  newName: string,
): Promise<void> {
  await holdSeals(tx);
  const changed = new Set<string>();
  for (const word of await wordsOf(tx, person)) {
    const isAddress = word.includes("@");
    if (!isAddress && newName === person.name) continue;
    const rows = await tx.$queryRaw<{ id: string }[]>`
      select id::text from erase_person_word(${person.id}::uuid, ${word}, ${isAddress ? "[erased]" : newName}) as id`;
    for (const { id } of rows) changed.add(id);
  }
  const events = await tx.auditEvent.findMany({ where: { id: { in: [...changed] } }, select: sealedColumns });
  for (const event of events)
    await tx.$executeRaw`select note_erased_event(${event.id}::uuid, ${Buffer.from(hashEvent(event, null))})`;
}

/** The rows that are about nothing but the account. */
async function eraseBelongings(tx: Transaction, { id: personId, email }: { id: string; email: string }): Promise<void> {
  const own = { where: { personId } };
  await tx.session.deleteMany(own);
  await clearSecondFactor(tx, personId);
  await endLinks(tx, personId);
  await forgetTries(tx, email);
  await tx.identity.deleteMany(own);
  await tx.link.deleteMany(own);
  await tx.notice.deleteMany(own);
  await tx.watch.deleteMany({ where: { OR: [{ personId }, { kind: "PERSON", subjectId: personId }] } });
  await tx.mail.deleteMany({ where: { OR: [{ personId }, { address: email }] } });
  await tx.mailChoice.deleteMany(own);
  await tx.mailSettings.deleteMany(own);
  await tx.reviewLink.updateMany({
    where: { sharedById: personId, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  await tx.$executeRaw`
    update story set shared_with = array_remove(shared_with, ${personId}::uuid) where ${personId}::uuid = any (shared_with)`;
  // The lock of a front shows the name.
  await tx.$executeRaw`update front set lock = null where lock ->> 'id' = ${personId}`;
}

/** Readers keep the byline and what it wrote; the portrait goes. */
async function releaseByline(tx: Transaction, personId: string): Promise<void> {
  const byline = await tx.author.findFirst({ where: { personId }, select: { id: true } });
  if (!byline) return;
  const data = { personId: null, portraitId: null, portraitFacts: Prisma.DbNull };
  await tx.author.update({ where: { id: byline.id }, data, select: { id: true } });
  await purge(tx, [`author:${byline.id}`], { erase: true });
}

/** A mention in a comment is "@[name](id)". */
async function eraseMentions(tx: Transaction, personId: string, name: string): Promise<void> {
  await tx.$executeRaw`
    update comment set text = regexp_replace(text, ${`@\\[[^\\]]*\\]\\(${personId}\\)`}, ${`@[${name}](${personId})`}, 'g')
    where position(${`](${personId})`} in text) > 0`;
}
