import { isoInZone, offsetMinutes } from "#lib/times.ts";

/** An instant as the newsroom's clock shows it, for a field of date and time: "2026-11-24T09:15". */
export const wallTime = (instant: string, zone: string): string => isoInZone(new Date(instant), zone).slice(0, 16);

/** The instant at which the newsroom's clock shows this; null for what is no date. In the hour that a clock skips, the one after. */
export function instantOf(wall: string, zone: string): string | null {
  const asUtc = Date.parse(`${wall}Z`);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(wall) || Number.isNaN(asUtc)) return null;
  const guess = asUtc - offsetMinutes(new Date(asUtc), zone) * 60_000;
  return new Date(asUtc - offsetMinutes(new Date(guess), zone) * 60_000).toISOString();
}
