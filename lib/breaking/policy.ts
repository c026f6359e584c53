import type { Actor } from "../actor.ts";
import { hasIn } from "../roles/policy.ts";

/** The alert is above every page, so a limit to sections excludes it. */
export const canBreakNews = (actor: Actor): boolean => hasIn(actor, "fronts", null);
