import { type Actor, hasRole } from "../actor.ts";

/** The house style and the severity of checks are the editors'. */
export const canManageStyle = (actor: Actor): boolean => hasRole(actor, "EDITOR");
