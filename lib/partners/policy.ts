import type { Actor } from "../actor.ts";
import { keyStateAt } from "../api-keys/policy.ts";
import { has } from "../roles/policy.ts";
import type { PartnerFormat, PartnerState } from "./types.ts";

export const canManagePartners = (actor: Actor): boolean => has(actor, "api");

export const partnerFormats = ["NINJS", "NEWSML", "NITF"] as const satisfies PartnerFormat[];
export const formatNames: Record<PartnerFormat, string> = {
  NINJS: "ninjs 3.0",
  NEWSML: "NewsML-G2",
  NITF: "NITF 3.6",
};

/** An end date refuses the key as an expiry does. */
export function partnerStateAt(partner: { endsAt: Date | null; endedAt: Date | null }, now: Date): PartnerState {
  const state = keyStateAt({ expiresAt: partner.endsAt, revokedAt: partner.endedAt }, now);
  return state === "active" ? "active" : state === "revoked" ? "ended" : "over";
}

/** Stories in one answer. */
export const defaultFeedSize = 50;
export const maxFeedSize = 100;

/**
 * A change that is younger may be followed by one that was begun before it and is committed after it. A cursor leads back behind
 * it, so that nothing is skipped; what is sent twice has the same version.
 */
export const settledAfterSeconds = 60;

/** Less than the id of every story. */
export const firstId = "00000000-0000-7000-8000-000000000000";

/** Rows of the log are kept for so long. */
export const keptFetchDays = 365;
