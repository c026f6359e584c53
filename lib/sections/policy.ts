import type { Actor } from "../actor.ts";
import { has } from "../roles/policy.ts";

/** Only admins may change sections; everybody may choose one for a story. */
export const canManageSections = (actor: Actor): boolean => has(actor, "settings");
