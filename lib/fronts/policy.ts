import { type Actor, hasRole } from "../actor.ts";

export const canArrangeFronts = (actor: Actor): boolean => hasRole(actor, "EDITOR");
