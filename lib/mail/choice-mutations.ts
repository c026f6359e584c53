import type { Person } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { type Transaction, transaction } from "../postgres/app.ts";
import { findMailChoices } from "./data.ts";
import { digestKind, type NoticeKind, noticeKindNames } from "./policy.ts";
import type { MailChoices } from "./schema.ts";
import { readUnsubscribeToken } from "./unsubscribe.ts";

/** What a person chose on their own page. Kinds that are left out keep their choice. */
export async function saveMailChoices(actor: Person, { choices, ...times }: MailChoices): Promise<void> {
  await transaction(async (tx) => {
    for (const kind of noticeKindNames) {
      const timing = choices[kind];
      if (timing) await choose(tx, actor.id, kind, timing);
    }
    await tx.mailSettings.upsert({
      where: { personId: actor.id },
      create: { personId: actor.id, ...times },
      update: times,
      select: { personId: true },
    });
  });
}

/**
 * Stops what the signed address of a mail is about: one kind of notice, or every kind that comes with the digest. Needs no
 * sign-in; to do it twice changes nothing. @throws LINK_GONE
 */
export async function stopMail(token: string): Promise<void> {
  const asked = readUnsubscribeToken(token);
  if (!asked) throw new DomainError("LINK_GONE");
  await transaction(async (tx) => {
    const person = await tx.person.findUnique({ where: { id: asked.personId }, select: { id: true } });
    if (!person) throw new DomainError("LINK_GONE");
    const { choices } = await findMailChoices(person.id, tx);
    const kinds = noticeKindNames.filter((kind) =>
      asked.kind === digestKind ? choices[kind] === "DIGEST" : kind === asked.kind,
    );
    for (const kind of kinds) await choose(tx, person.id, kind, "NEVER");
    if (asked.kind === digestKind)
      await tx.mail.deleteMany({ where: { personId: person.id, kind: digestKind, state: "QUEUED" } });
  });
}

async function choose(
  tx: Transaction,
  personId: string,
  kind: NoticeKind,
  timing: "AT_ONCE" | "DIGEST" | "NEVER",
): Promise<void> {
  await tx.mailChoice.upsert({
    where: { personId_kind: { personId, kind } },
    create: { personId, kind, timing },
    update: { timing },
    select: { kind: true },
  });
  if (timing === "NEVER") await tx.mail.deleteMany({ where: { personId, kind, state: "QUEUED" } });
}
