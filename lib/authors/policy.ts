import { type Actor, hasRole } from "../actor.ts";

/** Reporters pick existing bylines; making, renaming and merging them is an editor's. */
export const canManageAuthors = (actor: Actor): boolean => hasRole(actor, "EDITOR");
