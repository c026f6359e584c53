import { type Actor, hasRole } from "../actor.ts";

export const canReadAudit = (actor: Actor): boolean => hasRole(actor, "ADMIN");
