import { isoInZone, offsetMinutes } from "./times.ts";

/**
 * What a clock face names in a zone. Where clocks go back, an hour (or half of one) is shown twice; where they go forward,
 * one is never shown, and `before` and `after` are the instants at which the clock shows the same minutes on either side of the gap.
 */
export type WallMeaning =
  | { kind: "once"; instant: string }
  | { kind: "twice"; first: string; second: string }
  | { kind: "skipped"; before: string; after: string }
  | { kind: "invalid" };

const minuteMs = 60_000;
/** No zone is further from UTC, so the offsets before and after any change of the clock are found this far away. */
const dayMs = 24 * 60 * minuteMs;

/** An instant as the newsroom's clock shows it, for a field of date and time: "2026-11-24T09:15". */
export const wallTime = (instant: string, zone: string): string => isoInZone(new Date(instant), zone).slice(0, 16);

/** @param wall "2026-11-24T09:15", as a field of date and time gives it */
export function meaningOf(wall: string, zone: string): WallMeaning {
  const shown = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.exec(wall)?.[0];
  const asUtc = Date.parse(`${shown}Z`);
  // A date such as 30 February is parsed as one in March.
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 16) !== shown) return { kind: "invalid" };
  const offsets = [asUtc - dayMs, asUtc + dayMs].map((at) => offsetMinutes(new Date(at), zone));
  const [earlier = 0, later = 0] = offsets.map((minutes) => asUtc - minutes * minuteMs);
  const named = (at: number) => new Date(at).toISOString();
  const instants = [...new Set([earlier, later])].filter((at) => wallTime(named(at), zone) === shown);
  const [first, second] = instants.sort((a, b) => a - b).map(named);
  if (first === undefined) return { kind: "skipped", before: named(later), after: named(earlier) };
  return second === undefined ? { kind: "once", instant: first } : { kind: "twice", first, second };
}
