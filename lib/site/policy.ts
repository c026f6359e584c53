import { type Actor, hasRole } from "../actor.ts";

export const canManageSite = (actor: Actor): boolean => hasRole(actor, "ADMIN");
