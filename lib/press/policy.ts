import { type Actor, hasRole } from "../actor.ts";

export const canManagePress = (actor: Actor): boolean => hasRole(actor, "ADMIN");
