import type { Actor } from "../actor.ts";
import { has } from "../roles/policy.ts";

export const canManageSite = (actor: Actor): boolean => has(actor, "settings");
