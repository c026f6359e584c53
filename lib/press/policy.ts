import type { Actor } from "../actor.ts";
import { has } from "../roles/policy.ts";

export const canManagePress = (actor: Actor): boolean => has(actor, "settings");
