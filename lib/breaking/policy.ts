import { type Actor, hasRole } from "../actor.ts";

export const canBreakNews = (actor: Actor): boolean => hasRole(actor, "EDITOR");
