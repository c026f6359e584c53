import { wallTime } from "#lib/wall-time.ts";

export type QuickTime = { name: string; wall: string };

const dayMs = 86_400_000;
const morning = "06:00";

/** The day after a day of the calendar, "2026-11-28". */
const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + dayMs).toISOString().slice(0, 10);

/**
 * Times that are one click away, on the newsroom's clock: in an hour, tomorrow morning, and the next of each of the paper's
 * usual slots.
 * @param slots "06:00, 17:30", as the settings have them
 */
export function quickTimes(now: Date, zone: string, slots: string): QuickTime[] {
  // In an hour of real time, rounded up to a whole minute; the clock may be changed meanwhile.
  const inAnHour = wallTime(new Date(Math.ceil((now.getTime() + 3_600_000) / 60_000) * 60_000).toISOString(), zone);
  const current = wallTime(now.toISOString(), zone);
  const today = current.slice(0, 10);
  const tomorrow = dayAfter(today);
  const usual = slotsOf(slots).map((slot) => {
    const isToday = slot > current.slice(11);
    return { name: `${isToday ? "Today" : "Tomorrow"} ${slot}`, wall: `${isToday ? today : tomorrow}T${slot}` };
  });
  const all = [
    { name: "In 1 hour", wall: inAnHour },
    ...usual.toSorted((a, b) => a.wall.localeCompare(b.wall)),
    { name: `Tomorrow ${morning}`, wall: `${tomorrow}T${morning}` },
  ];
  return all.filter((one, index) => all.findIndex(({ name }) => name === one.name) === index);
}

const slotsOf = (slots: string): string[] => [...new Set(slots.match(/\b\d{2}:\d{2}\b/g) ?? [])];
