import { startOfDay } from "#lib/times.ts";
import { meaningOf, wallTime } from "#lib/wall-time.ts";

const dayMs = 86_400_000;

/** A day of the calendar moved by some days: "2026-11-30", 1 → "2026-12-01". */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);

/** The seven days of the week (Monday first) that a day is in. */
export function weekOf(day: string): string[] {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return Array.from({ length: 7 }, (_, index) => addDays(day, index - weekday));
}

/** The day in the address, or today on the newsroom's clock. */
export function askedDay(asked: unknown, now: Date, zone: string): string {
  const isDay = typeof asked === "string" && /^\d{4}-\d{2}-\d{2}$/.test(asked) && !Number.isNaN(Date.parse(asked));
  return isDay ? asked : wallTime(now.toISOString(), zone).slice(0, 10);
}

/** The instants between which a week is, on the newsroom's clock. */
export const spanOf = (days: readonly string[], zone: string): { from: string; to: string } => ({
  from: startOfDay(days[0] ?? "", zone).toISOString(),
  to: startOfDay(addDays(days.at(-1) ?? "", 1), zone).toISOString(),
});

/**
 * The same time of the clock some days later, or some minutes later; null for a time that the clock shows twice or never: then
 * a person must choose.
 */
export function movedBy(instant: string, by: { days?: number; minutes?: number }, zone: string): string | null {
  if (by.minutes !== undefined) return new Date(Date.parse(instant) + by.minutes * 60_000).toISOString();
  const wall = wallTime(instant, zone);
  const meaning = meaningOf(`${addDays(wall.slice(0, 10), by.days ?? 0)}${wall.slice(10)}`, zone);
  return meaning.kind === "once" ? meaning.instant : null;
}
