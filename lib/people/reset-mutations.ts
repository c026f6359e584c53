import { SYSTEM } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { countResetRequest, issueLink } from "../auth/mutations.ts";
import { maxOwnResets, ownResetHours } from "../auth/policy.ts";
import { DomainError } from "../errors.ts";
import { isMailSetUp } from "../mail/data.ts";
import { queueMail } from "../mail/mutations.ts";
import type { Prepare } from "../mail/send-mutations.ts";
import { transaction } from "../postgres/app.ts";
import { resetContent, resetSubject } from "./mail-data.ts";

/**
 * "Forgot your password?" Does exactly the same for an address that has an account and for one that has none, and so takes
 * the same time: it counts, and writes one row into the outbox. `prepareReset` looks for the account afterwards.
 * @throws TOO_MANY_TRIES {until: ISO time}, WRONG_STATE where mail is not set up
 */
export async function requestReset({ email }: { email: string }, ip: string): Promise<void> {
  if (!isMailSetUp()) throw new DomainError("WRONG_STATE");
  await countResetRequest(email, ip);
  await transaction((tx) =>
    queueMail(tx, {
      kind: "reset",
      personId: null,
      address: email,
      name: "",
      subject: resetSubject,
      content: null,
      isSecret: true,
      expiresInHours: ownResetHours,
    }),
  );
}

/**
 * Makes the link of a requested reset, or null where nobody active has the address or enough links were sent to it.
 * Earlier links stay usable: a stranger who asks for another must not end the one that its owner is about to use.
 */
export const prepareReset: Prepare = async (tx, { address }) => {
  const [person] = await tx.$queryRaw<{ id: string; name: string }[]>`
    select id, name from person where email = ${address} and state = 'ACTIVE' for update`;
  if (!person) return null;
  const recent = await tx.mail.count({
    where: { kind: "reset", personId: person.id, createdAt: { gt: new Date(Date.now() - ownResetHours * 3_600_000) } },
  });
  if (recent >= maxOwnResets) return null;
  const token = await issueLink("RESET", person.id, tx, { hours: ownResetHours, keepsEarlier: true });
  await recordEvent(tx, SYSTEM, "person.reset_requested", { kind: "person", id: person.id, name: person.name });
  return { personId: person.id, name: person.name, content: await resetContent(tx, token) };
};
