import type { Actor } from "../actor.ts";
import { has } from "../roles/policy.ts";

/** What the stories of the paper begin with is for editors. Everybody may begin a story from a template. */
export const canManageTemplates = (actor: Actor): boolean => has(actor, "style");
