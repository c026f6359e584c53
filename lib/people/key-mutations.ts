import type { Actor } from "../actor.ts";
import { recordEvent, type Subject } from "../audit/mutations.ts";
import type { Transaction } from "../postgres/app.ts";

export const keySubject = (keyId: string, name: string): Subject => ({ kind: "key", id: keyId, name });

type StoredKey = { id: string; personId: string; person: { name: string } };

/** Ends a key and suspends its account, so that what is scheduled in its name stops. Safe to repeat. */
export async function endKey(
  tx: Transaction,
  actor: Actor,
  { id, personId, person }: StoredKey,
  at: Date,
): Promise<void> {
  const { count } = await tx.apiKey.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: at } });
  if (count === 0) return;
  await tx.person.update({ where: { id: personId }, data: { state: "SUSPENDED" }, select: { id: true } });
  await recordEvent(tx, actor, "key.revoked", keySubject(id, person.name), {}, at);
}

/** Revokes the keys that have a custom role, which is deleted next. Their accounts stay without it. */
export async function endKeysWithRole(tx: Transaction, actor: Actor, roleId: string, at = new Date()): Promise<void> {
  const keys = await tx.apiKey.findMany({
    where: { person: { customRoleId: roleId } },
    select: { id: true, personId: true, person: { select: { name: true } } },
  });
  for (const key of keys) await endKey(tx, actor, key, at);
  const accounts = { customRoleId: roleId, apiKey: { isNot: null } };
  await tx.person.updateMany({ where: accounts, data: { customRoleId: null } });
}
