import type { Actor } from "../actor.ts";
import { hashToken } from "../auth/token.ts";
import { DomainError } from "../errors.ts";
import { isId } from "../ids.ts";
import { roleNameOf } from "../people/policy.ts";
import { listRoleChoices, type RoleChoice } from "../people/role-data.ts";
import { appClient } from "../postgres/app.ts";
import { actorSelect, asPerson } from "../roles/data.ts";
import { asKeyRole, canManageKeys, type KeyScope, keyRoles, keyScopes, keyStateAt } from "./policy.ts";
import type { KeyHolder, KeyRow } from "./types.ts";

const knownScopes = (scopes: readonly string[]): KeyScope[] => keyScopes.filter((scope) => scopes.includes(scope));

/** All keys, those that work first, then the newest. @throws NOT_ALLOWED */
export async function listKeys(actor: Actor, now = new Date()): Promise<KeyRow[]> {
  if (!canManageKeys(actor)) throw new DomainError("NOT_ALLOWED");
  const rows = await appClient().apiKey.findMany({
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: 500,
    select: {
      id: true,
      prefix: true,
      scopes: true,
      createdAt: true,
      expiresAt: true,
      lastUsedAt: true,
      revokedAt: true,
      person: { select: { name: true, role: true, customRole: { select: { name: true } } } },
      createdBy: { select: { name: true } },
    },
  });
  const keys = rows.map((row) => ({
    id: row.id,
    name: row.person.name,
    prefix: row.prefix,
    role: row.revokedAt ? null : roleNameOf(row.person),
    scopes: knownScopes(row.scopes),
    state: keyStateAt(row, now),
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy.name,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  }));
  return [...keys.filter(({ state }) => state === "active"), ...keys.filter(({ state }) => state !== "active")];
}

/** The roles that the actor may give to a key. @throws NOT_ALLOWED */
export async function listKeyRoles(actor: Actor): Promise<RoleChoice[]> {
  if (!canManageKeys(actor)) throw new DomainError("NOT_ALLOWED");
  const choices = await listRoleChoices(actor);
  return choices.filter(({ value }) => isId(value) || keyRoles.some((role) => role === value));
}

/** Whose key this is, with the role of this moment; null for one that is unknown, has expired or was revoked. */
export async function findKeyHolder(token: string, now = new Date()): Promise<KeyHolder | null> {
  const key = await appClient().apiKey.findUnique({
    relationLoadStrategy: "join",
    where: { tokenHash: hashToken(token) },
    select: {
      id: true,
      scopes: true,
      expiresAt: true,
      revokedAt: true,
      person: { select: { ...actorSelect, state: true } },
    },
  });
  if (!key || keyStateAt(key, now) !== "active" || key.person.state !== "SERVICE") return null;
  const { state: _, ...row } = key.person;
  const person = asPerson(row, "");
  return {
    keyId: key.id,
    scopes: knownScopes(key.scopes),
    actor: { ...person, ...(person.customRole && { customRole: asKeyRole(person.customRole) }) },
  };
}
