import type { Actor } from "../actor.ts";
import { has } from "../roles/policy.ts";

/** The house style and the severity of checks are the editors'. */
export const canManageStyle = (actor: Actor): boolean => has(actor, "style");
