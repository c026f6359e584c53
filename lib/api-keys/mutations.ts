import type { Person } from "../actor.ts";
import { recordEvent } from "../audit/mutations.ts";
import { hashToken, newToken } from "../auth/token.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { endKey, keySubject } from "../people/key-mutations.ts";
import { assertCanGive, columnsOf, findChosenRole, loggedRole } from "../people/lock-mutations.ts";
import { appClient, transaction } from "../postgres/app.ts";
import { assertConfirmed } from "../proof/mutations.ts";
import { toCustomRole } from "../roles/data.ts";
import { canManageKeys, missingForSome } from "./policy.ts";
import type { CreateKey } from "./schema.ts";
import type { KeyHolder } from "./types.ts";

/** Keys begin with it, so that scanners of leaked secrets recognise them. */
const beginning = "galley_";
const prefixLength = beginning.length + 6;
const dayMs = 86_400_000;

/** A new key, how it begins, and what is stored of it. */
export function newKey(): { token: string; prefix: string; tokenHash: string } {
  const token = beginning + newToken();
  return { token, prefix: token.slice(0, prefixLength), tokenHash: hashToken(token) };
}

/**
 * Makes a key and the service account in whose name it acts. The key is in the answer, and nowhere else.
 * @throws NOT_ALLOWED, CONFIRM_NEEDED, INVALID {field} for a custom role that is gone or does not allow one of the scopes
 */
export function createKey(
  actor: Person,
  { name, role: choice, scopes, days }: CreateKey,
  at = new Date(),
): Promise<{ keyId: string; token: string }> {
  if (!canManageKeys(actor)) throw new DomainError("NOT_ALLOWED");
  const { token, ...stored } = newKey();
  const [keyId, personId] = [newId(), newId()];
  return transaction(async (tx) => {
    await assertConfirmed(tx, actor);
    const chosen = await findChosenRole(tx, choice);
    assertCanGive(actor, chosen);
    const lacking = chosen.customRole && missingForSome(scopes, toCustomRole(chosen.customRole).privileges);
    if (lacking) throw new DomainError("INVALID", { field: "scopes", privilege: lacking });
    // No mail can reach this address: RFC 2606 keeps the domain free.
    const email = `key-${keyId}@service.invalid`;
    await tx.person.create({
      data: { id: personId, name, email, ...columnsOf(chosen), state: "SERVICE" },
      select: { id: true },
    });
    await tx.apiKey.create({
      data: {
        id: keyId,
        personId,
        ...stored,
        scopes,
        createdById: actor.id,
        createdAt: at,
        expiresAt: days === 0 ? null : new Date(at.getTime() + days * dayMs),
      },
      select: { id: true },
    });
    await recordEvent(
      tx,
      actor,
      "key.created",
      keySubject(keyId, name),
      { role: loggedRole(chosen), scopes, days },
      at,
    );
    return { keyId, token };
  });
}

/** Ends a key at once. Safe to repeat. @throws NOT_ALLOWED, NOT_FOUND */
export function revokeKey(actor: Person, { keyId }: { keyId: string }, at = new Date()): Promise<void> {
  if (!canManageKeys(actor)) throw new DomainError("NOT_ALLOWED");
  return transaction(async (tx) => {
    const key = await tx.apiKey.findUnique({
      where: { id: keyId },
      select: { personId: true, person: { select: { name: true } } },
    });
    if (!key) throw new DomainError("NOT_FOUND");
    await endKey(tx, actor, { id: keyId, ...key }, at);
  });
}

/** Notes the use of a key, to the minute. */
export async function touchKey(keyId: string, at = new Date()): Promise<void> {
  await appClient().$executeRaw`
    update api_key set last_used_at = ${at}
    where id = ${keyId}::uuid and (last_used_at is null or last_used_at < ${at}::timestamptz - interval '1 minute')`;
}

/**
 * Records in the audit log what the log would not show otherwise: a change of a text by a key, and what a key was refused.
 * All other acts of a key are recorded by themselves, under the name of its account.
 */
export function recordKeyUse(
  { actor, keyId }: KeyHolder,
  action: "key.used" | "key.refused",
  detail: { operation: string; story?: string },
): Promise<void> {
  return transaction((tx) => recordEvent(tx, actor, action, keySubject(keyId, actor.name), detail));
}
