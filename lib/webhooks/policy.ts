import type { Actor } from "../actor.ts";
import type { DeliveredEvent } from "../audit/policy.ts";
import { has } from "../roles/policy.ts";

export const canManageWebhooks = (actor: Actor): boolean => has(actor, "settings");

export const eventNames: Record<DeliveredEvent, string> = {
  "story.published": "Story published",
  "story.updated": "Story updated",
  "story.corrected": "Story corrected",
  "story.clarified": "Story clarified",
  "story.taken_down": "Story taken down",
  "story.reinstated": "Story reinstated",
  "story.created": "Story created",
  "story.filed": "Story filed",
  "story.approved": "Story approved",
  "story.scheduled": "Story scheduled",
};

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
/** Waits between attempts, in ms, as Standard Webhooks recommends. */
const waits = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour];

export const maxDeliveryAttempts = waits.length + 1;

/** How long to wait after so many attempts; null: there is no further one. */
export const waitAfterAttempt = (attempts: number): number | null => waits[attempts - 1] ?? null;

/** A webhook of which no delivery has succeeded for so long is disabled. */
export const givenUpAfterMs = 3 * 24 * hour;
/** Deliveries are kept in the log for so long after their end. */
export const keptDays = 30;

/** A delivery ends earlier; another node takes it over after that. */
export const claimedForMs = 2 * minute;
export const deliveryTimeoutMs = 15 * second;
/** Characters of an answer that are kept. */
export const keptAnswer = 2_000;

export type Outcome = "delivered" | "retry" | "failed" | "gone";

/** What an answer means. Redirects are not followed, so that a delivery goes where an admin wanted it. Status 0: no answer. */
export function outcomeOf(status: number, attempts: number): Outcome {
  if (status >= 200 && status < 300) return "delivered";
  if (status === 410) return "gone";
  return waitAfterAttempt(attempts) === null ? "failed" : "retry";
}
