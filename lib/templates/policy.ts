import { type Actor, hasRole } from "../actor.ts";

/** What the stories of the paper begin with is for editors. Everybody may begin a story from a template. */
export const canManageTemplates = (actor: Actor): boolean => hasRole(actor, "EDITOR");
