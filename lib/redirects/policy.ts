import { type Actor, hasRole } from "../actor.ts";

/** Addresses are an editor's, as topics and authors are. */
export const canManageRedirects = (actor: Actor): boolean => hasRole(actor, "EDITOR");
