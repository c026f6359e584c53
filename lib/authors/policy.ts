import type { Actor } from "../actor.ts";
import { has } from "../roles/policy.ts";

/** Reporters pick existing bylines; making, renaming and merging them is an editor's. */
export const canManageAuthors = (actor: Actor): boolean => has(actor, "topics");
