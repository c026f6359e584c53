// Who may launch a front, and for how long nobody else may.
import { type Actor, type Person, personId } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { checkedInput } from "../checked-input.ts";
import { DomainError } from "../errors.ts";
import { Prisma, type Transaction, transaction } from "../postgres/app.ts";
import { activeEditors } from "./desk-data.ts";
import { assertMayArrange, type LockedFront, lockFront, subjectOf } from "./draft-mutations.ts";
import {
  type ChooseLaunchers,
  chooseLaunchersSchema,
  type LockFront,
  lockFrontSchema,
  type OnlyFront,
  onlyFront,
} from "./draft-schema.ts";
import { canChooseLaunchers, canLaunchFront, canOverrideLock, isLockedFor } from "./policy.ts";

/** Every page that has the front open reads it anew when its version rises. */
const update = (tx: Transaction, front: LockedFront, data: Prisma.FrontUpdateInput): Promise<{ version: number }> =>
  tx.front.update({
    where: { id: front.id },
    data: { ...data, version: front.version + 1 },
    select: { version: true },
  });

/**
 * Nobody else launches the front until it is unlocked, or until an instant. Its draft can be changed, and launches that are scheduled
 * already are performed.
 * @throws NOT_ALLOWED, NOT_FOUND, IN_THE_PAST, WRONG_STATE `LOCKED` by somebody else
 */
export async function setFrontLock(actor: Person, input: LockFront): Promise<{ version: number }> {
  const { front: id, note, until } = checkedInput(lockFrontSchema, input);
  assertMayArrange(actor, id);
  return transaction(async (tx) => {
    const front = await lockFront(tx, id);
    if (!canLaunchFront(actor, front)) throw new DomainError("NOT_ALLOWED");
    if (isLockedFor(actor, front.lock)) throw new DomainError("WRONG_STATE", { why: "LOCKED" });
    const now = new Date().toISOString();
    if (until !== null && Date.parse(until) <= Date.parse(now)) throw new DomainError("IN_THE_PAST", { now });
    await recordEvent(tx, actor, "front.locked", subjectOf(front), { note, ...(until && { until }) });
    return update(tx, front, { lock: { id: actor.id, name: actor.name, note, at: now, until } });
  });
}

/** Safe to repeat. @throws NOT_ALLOWED: somebody else has locked it, and the actor is no admin; NOT_FOUND */
export async function removeFrontLock(actor: Actor, input: OnlyFront): Promise<{ version: number }> {
  const { front: id } = checkedInput(onlyFront, input);
  assertMayArrange(actor, id);
  return transaction(async (tx) => {
    const front = await lockFront(tx, id);
    if (!front.lock) return { version: front.version };
    if (isLockedFor(actor, front.lock) && !canOverrideLock(actor)) throw new DomainError("NOT_ALLOWED");
    const lockedBy = front.lock.id === personId(actor) ? {} : { lockedBy: front.lock.name };
    await recordEvent(tx, actor, "front.unlocked", subjectOf(front), lockedBy);
    return update(tx, front, { lock: Prisma.DbNull });
  });
}

/** Names the editors who may launch a front; none: all editors. @throws NOT_ALLOWED, NOT_FOUND (the front, or one who is no active editor) */
export async function chooseLaunchers(actor: Actor, input: ChooseLaunchers): Promise<{ version: number }> {
  const { front: id, people } = checkedInput(chooseLaunchersSchema, input);
  if (!canChooseLaunchers(actor)) throw new DomainError("NOT_ALLOWED");
  return transaction(async (tx) => {
    const front = await lockFront(tx, id);
    const wanted = [...new Set(people)];
    const found = await tx.person.findMany({
      where: { id: { in: wanted }, ...activeEditors },
      select: { name: true },
      orderBy: { name: "asc" },
    });
    if (found.length < wanted.length) throw new DomainError("NOT_FOUND");
    await recordEvent(tx, actor, "front.launchers_chosen", subjectOf(front), {
      names: found.map(({ name }) => name).join(", "),
    });
    return update(tx, front, { launchers: wanted });
  });
}
