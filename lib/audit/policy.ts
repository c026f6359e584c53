import type { Actor } from "../actor.ts";
import { has } from "../roles/policy.ts";

export const canReadAudit = (actor: Actor): boolean => has(actor, "audit");

/** Actions that other programs can be notified of, see lib/webhooks. */
export const deliveredEvents = [
  "story.published",
  "story.updated",
  "story.corrected",
  "story.clarified",
  "story.taken_down",
  "story.reinstated",
  "story.created",
  "story.filed",
  "story.approved",
  "story.scheduled",
] as const;
export type DeliveredEvent = (typeof deliveredEvents)[number];
