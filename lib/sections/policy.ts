import { type Actor, hasRole } from "../actor.ts";

/** Sections are the skeleton of the site: admins only. Whoever writes picks from them. */
export const canManageSections = (actor: Actor): boolean => hasRole(actor, "ADMIN");
