import type { Actor } from "../actor.ts";
import { has } from "../roles/policy.ts";

/** Addresses are an editor's, as topics and authors are. */
export const canManageRedirects = (actor: Actor): boolean => has(actor, "redirects");
