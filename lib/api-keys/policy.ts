import type { Actor, Role } from "../actor.ts";
import { has, presets, privilegeNames } from "../roles/policy.ts";
import type { CustomRole, Privilege } from "../roles/types.ts";

export const canManageKeys = (actor: Actor): boolean => has(actor, "api");

/** What a key may do, as far as the role of its account allows it. */
export const keyScopes = ["create", "edit", "upload", "file", "publish", "schedule", "takeDown"] as const;
export type KeyScope = (typeof keyScopes)[number];

export const scopeNames: Record<KeyScope, string> = {
  create: "Create stories",
  edit: "Change stories",
  upload: "Upload pictures",
  file: "File stories",
  publish: "Publish and correct stories",
  schedule: "Schedule publication",
  takeDown: "Take stories down",
};

/** The presets that a key may have. No key manages people, settings or keys, or reads the audit log. */
export const keyRoles = ["CONTRIBUTOR", "REPORTER", "EDITOR"] as const satisfies Role[];

/** A custom role as a key has it: of what it allows, a key may do what editors may do, also after the role is changed. */
export const asKeyRole = (role: CustomRole): CustomRole => ({
  ...role,
  privileges: role.privileges.filter((each) => presets.EDITOR.privileges.includes(each)),
});

/** The privileges of which the role needs one for a scope to be of use. Everybody may upload pictures. */
const scopePrivileges: Partial<Record<KeyScope, readonly [Privilege, ...Privilege[]]>> = {
  create: ["write"],
  edit: ["write", "edit", "correct"],
  file: ["write"],
  publish: ["publish", "correct"],
  schedule: ["schedule"],
  takeDown: ["takeDown"],
};

/** The privilege that a role lacks for a scope; null if it has what the scope needs. */
export function missingFor(scope: KeyScope, held: readonly Privilege[]): Privilege | null {
  const needed = scopePrivileges[scope];
  return !needed || needed.some((each) => held.includes(each)) ? null : needed[0];
}

/** The first privilege that a role lacks for these scopes; null if it has all. */
export const missingForSome = (scopes: readonly KeyScope[], held: readonly Privilege[]): Privilege | null =>
  scopes.map((scope) => missingFor(scope, held)).find((each) => each !== null) ?? null;

export const lackedRight = (privilege: Privilege): string =>
  `The role of the key lacks the right to ${privilegeNames[privilege].right}. Choose another role, or clear what needs it.`;

/** Days for which a key may be valid; 0 is without an end. */
export const keyDays = [30, 90, 365, 0] as const;

export type KeyState = "active" | "expired" | "revoked";
export const keyStateAt = (key: { expiresAt: Date | null; revokedAt: Date | null }, now: Date): KeyState =>
  key.revokedAt ? "revoked" : key.expiresAt && key.expiresAt <= now ? "expired" : "active";
