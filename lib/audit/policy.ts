import type { Actor } from "../actor.ts";
import { has } from "../roles/policy.ts";

export const canReadAudit = (actor: Actor): boolean => has(actor, "audit");
