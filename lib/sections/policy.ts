import { type Actor, hasRole } from "../actor.ts";

/** Only admins may change sections; everybody may choose one for a story. */
export const canManageSections = (actor: Actor): boolean => hasRole(actor, "ADMIN");
