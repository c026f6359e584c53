import type { Actor, Role } from "../actor.ts";
import { has } from "../roles/policy.ts";

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

/** No key may manage people or settings. */
export const keyRoles = ["CONTRIBUTOR", "REPORTER", "EDITOR"] as const satisfies Role[];

/** Scopes that only editors can use. */
export const editorScopes: readonly KeyScope[] = ["publish", "schedule", "takeDown"];

/** Days for which a key may be valid; 0 is without an end. */
export const keyDays = [30, 90, 365, 0] as const;

export type KeyState = "active" | "expired" | "revoked";
export const keyStateAt = (key: { expiresAt: Date | null; revokedAt: Date | null }, now: Date): KeyState =>
  key.revokedAt ? "revoked" : key.expiresAt && key.expiresAt <= now ? "expired" : "active";
