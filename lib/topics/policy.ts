import type { Actor } from "../actor.ts";
import { has } from "../roles/policy.ts";

/** Reporters pick existing topics; making, renaming and merging them is an editor's. */
export const canManageTopics = (actor: Actor): boolean => has(actor, "topics");
