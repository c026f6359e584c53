import { type Actor, hasRole } from "../actor.ts";

/** Reporters pick existing topics; making, renaming and merging them is an editor's. */
export const canManageTopics = (actor: Actor): boolean => hasRole(actor, "EDITOR");
