import type { Actor } from "../actor.ts";
import { has } from "../roles/policy.ts";

export const canReadAudit = (actor: Actor): boolean => has(actor, "audit");

/** Actions on what readers see. Other programs are notified of them for confidential stories too. */
export const publicEvents = [
  "story.published",
  "story.updated",
  "story.corrected",
  "story.clarified",
  "story.taken_down",
  "story.reinstated",
] as const;

/** Actions that other programs can be notified of, see lib/webhooks. */
export const deliveredEvents = [
  ...publicEvents,
  "story.created",
  "story.filed",
  "story.approved",
  "story.scheduled",
] as const;
export type DeliveredEvent = (typeof deliveredEvents)[number];
