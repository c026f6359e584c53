/** True for a time zone name that this platform knows. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Names of time zones to choose from. The platform leaves out UTC and other names of a zone; the stored one must be there. */
export const zonesWith = (stored: string): string[] =>
  [...new Set(["UTC", stored, ...Intl.supportedValuesOf("timeZone")])].sort();

export type DateParts = { year: string; month: string; day: string };

/** What is made once for each zone or language, and then known: to ask Intl takes longer than all else that a date needs. */
function once<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>();
  return (name) => {
    const known = made.get(name);
    if (known !== undefined) return known;
    if (made.size >= 1_000) made.clear();
    const value = make(name);
    made.set(name, value);
    return value;
  };
}

/** The calendar day of an instant in a zone, as "2026", "11", "24". */
export function dateParts(at: Date, zone: string): DateParts {
  const [year = "", month = "", day = ""] = isoInZone(at, zone).slice(0, 10).split("-");
  return { year, month, day };
}

const offsetIn = once((timeZone) => new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" }));

function askOffset(at: Date, zone: string): number {
  const name = offsetIn(zone)
    .formatToParts(at)
    .find((part) => part.type === "timeZoneName")?.value;
  const match = /([+-])(\d{2}):(\d{2})/.exec((name ?? "").replace("−", "-"));
  if (!match) return 0;
  return (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

const minute = 60_000;
/** Since then every clock that was put forward or back was so at a whole minute of UTC (Newfoundland's at one past midnight). */
const regularSince = Date.UTC(1973, 0);
const maxKnown = 20_000;
const offsetsOf = once((_zone) => new Map<number, number>());

/**
 * Minutes that a zone is ahead of UTC at an instant. Offsets with seconds (before about 1920) are cut to minutes.
 * A page shows many times, and the same ones as others: what was asked once for a minute is known.
 */
export function offsetMinutes(at: Date, zone: string): number {
  const ms = at.getTime();
  if (!(ms >= regularSince)) return askOffset(at, zone);
  const known = offsetsOf(zone);
  const which = Math.floor(ms / minute);
  const found = known.get(which);
  if (found !== undefined) return found;
  if (known.size >= maxKnown) known.clear();
  const minutes = askOffset(at, zone);
  known.set(which, minutes);
  return minutes;
}

/**
 * The first instant of a calendar day in a zone, also where the clock leaps over midnight.
 * @param day "2026-11-24", a day that there is
 */
export function startOfDay(day: string, zone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  const near = new Date(midnight - offsetMinutes(new Date(midnight), zone) * 60_000);
  return new Date(midnight - offsetMinutes(near, zone) * 60_000);
}

/** "2026-11-24T09:15:00+01:00": the instant as the zone's clock shows it, with the offset. */
export function isoInZone(at: Date, zone: string): string {
  const minutes = offsetMinutes(at, zone);
  const local = new Date(at.getTime() + minutes * 60_000).toISOString().slice(0, 19);
  const two = (value: number) => String(value).padStart(2, "0");
  const distance = Math.abs(minutes);
  return `${local}${minutes < 0 ? "-" : "+"}${two(Math.floor(distance / 60))}:${two(distance % 60)}`;
}

export type Times = {
  /** In which they are written. */
  language: string;
  /** For `<time datetime>`. */
  iso(at: Date): string;
  /** "09:15" */
  clock(at: Date): string;
  /** "24 Nov 2026, 09:15 GMT" */
  full(at: Date): string;
  /** "24 November 2026" */
  date(at: Date): string;
  /** "24 November" */
  dayAndMonth(at: Date): string;
  /** "24 Nov" */
  shortDate(at: Date): string;
  /** "Tuesday 24 November 2026" */
  day(at: Date): string;
  /** Equal for instants of the same calendar day. */
  dayKey(at: Date): string;
};

/** Stories may be in any of thousands of languages, and formatters take much memory. */
const maxTimes = 100;
const made = new Map<string, Times>();

/** How a paper writes times: in its zone, in the manner of its language. Never relative to now: a page is printed once. */
export function timesOf(zone: string, language: string): Times {
  const key = `${zone} ${language}`;
  const known = made.get(key);
  if (known) return known;
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(language, { timeZone: zone, ...options });
    return (at: Date) => formatter.format(at);
  };
  const clockOptions = { hour: "2-digit", minute: "2-digit" } as const;
  const times: Times = {
    language,
    iso: (at) => isoInZone(at, zone),
    clock: format(clockOptions),
    full: format({ day: "numeric", month: "short", year: "numeric", ...clockOptions, timeZoneName: "short" }),
    date: format({ day: "numeric", month: "long", year: "numeric" }),
    dayAndMonth: format({ day: "numeric", month: "long" }),
    shortDate: format({ day: "numeric", month: "short" }),
    day: format({ weekday: "long", day: "numeric", month: "long", year: "numeric" }),
    dayKey: (at) => Object.values(dateParts(at, zone)).join("-"),
  };
  if (made.size >= maxTimes) made.clear();
  made.set(key, times);
  return times;
}

/** The items in order, cut wherever the calendar day changes. */
export function byDay<T extends { publishedAt: Date }>(items: readonly T[], times: Times): { at: Date; items: T[] }[] {
  const days: { key: string; at: Date; items: T[] }[] = [];
  for (const item of items) {
    const key = times.dayKey(item.publishedAt);
    const last = days.at(-1);
    if (last?.key === key) last.items.push(item);
    else days.push({ key, at: item.publishedAt, items: [item] });
  }
  return days.map(({ at, items: ofDay }) => ({ at, items: ofDay }));
}

const rightToLeft = new Set(["Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg", "Samr", "Mand"]);

/** The direction in which a language is written. */
export const directionOf: (language: string) => "ltr" | "rtl" = once((language) => {
  try {
    return rightToLeft.has(new Intl.Locale(language).maximize().script ?? "") ? "rtl" : "ltr";
  } catch {
    return "ltr";
  }
});

/** "24 November", with the year where it is not that of `reference`, the newest instant around it. */
export const dateNear = (times: Times, at: Date, reference: Date): string =>
  times.dayKey(at).slice(0, 4) === times.dayKey(reference).slice(0, 4) ? times.dayAndMonth(at) : times.date(at);
