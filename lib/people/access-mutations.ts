// What an admin does to the access of a person without taking it away.

import type { Actor } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { mailAccountChange } from "../auth/account-mail.ts";
import { checkStreams } from "../auth/mutations.ts";
import { clearSecondFactor } from "../auth/second-factor-mutations.ts";
import { personSubject } from "./lock-mutations.ts";
import { onPerson } from "./mutations.ts";
import type { OnPerson } from "./schema.ts";

/** Signs the person out everywhere. With the password they can sign in again. @throws as `onPerson` @returns how many there were */
export function endSessionsOf(actor: Actor, { personId }: OnPerson): Promise<{ count: number }> {
  return onPerson(actor, personId, "endSessions", async (tx, person) => {
    const { count } = await tx.session.deleteMany({ where: { personId: person.id } });
    await recordEvent(tx, actor, "person.signed_out", personSubject(person), { sessions: count });
    await checkStreams(tx, person.id);
    return { count };
  });
}

/**
 * From now on the sessions of the person open only the page on which another password is chosen. What they have typed stays
 * in their browser and is saved afterwards. @throws as `onPerson`
 */
export function demandPassword(actor: Actor, { personId }: OnPerson): Promise<void> {
  return onPerson(actor, personId, "demandPassword", async (tx, person) => {
    await tx.person.update({ where: { id: person.id }, data: { mustChangePassword: true }, select: { id: true } });
    await recordEvent(tx, actor, "person.password_demanded", personSubject(person));
    await checkStreams(tx, person.id);
  });
}

/**
 * Removes the authenticator app, the passkeys and the recovery codes of somebody who has lost them. The password is needed
 * as before; where the role needs a second factor, the days for setting one up begin again. @throws as `onPerson`
 */
export function removeSecondFactorOf(actor: Actor, { personId }: OnPerson): Promise<void> {
  return onPerson(actor, personId, "removeSecondFactor", async (tx, person) => {
    await clearSecondFactor(tx, person.id);
    await recordEvent(tx, actor, "person.second_factor_removed", personSubject(person));
    await mailAccountChange(tx, person.id, "secondFactorRemoved");
    await checkStreams(tx, person.id);
  });
}
