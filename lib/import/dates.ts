import { offsetMinutes } from "#lib/times.ts";

const full =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[Tt ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(Z|z|UTC|GMT|[+-]\d{1,2}(?::?\d{2})?)?$/;

/** ISO 8601 without separators, as agencies write it: "20140305T091139-0400". */
const basic = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?((?:Z|[+-]\d{4})?)$/;

/**
 * Reads a date of front matter: "2014-03-05", "2014-03-05 9:11:39 -0400", RFC 3339, RFC 2822, "March 5, 2014".
 * A date without a zone is in the newsroom's time zone; a date without a time is midnight there.
 * Returns null if the text is not a date.
 */
export function parseDate(given: string, zone: string): Date | null {
  const text = given
    .trim()
    .replace(basic, (_, y, m, d, h, min, s = "00", z) => `${y}-${m}-${d}T${h}:${min}:${s}${z}`)
    .replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3");
  const match = full.exec(text);
  if (match) {
    const [, year, month, day, hour = "0", minute = "0", second = "0", offset] = match;
    const parts = [year, month, day, hour, minute, second].map(Number) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    if (!isCalendar(parts)) return null;
    const utc = Date.UTC(parts[0], parts[1] - 1, parts[2], parts[3], parts[4], parts[5]);
    return offset === undefined ? atClock(utc, zone) : new Date(utc - offsetOf(offset) * 60_000);
  }
  if (!/\d{4}/.test(text) || !/[a-z]/i.test(text)) return null;
  // Node reads a date in words as local time. Reading it as UTC first makes the result independent of the machine's zone.
  const hasZone = /(?:[+-]\d{4}|GMT|UTC|Z)\s*$/i.test(text);
  const read = Date.parse(hasZone ? text : `${text} UTC`);
  if (Number.isNaN(read)) return null;
  return hasZone ? new Date(read) : atClock(read, zone);
}

function isCalendar([year, month, day, hour, minute, second]: [
  number,
  number,
  number,
  number,
  number,
  number,
]): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && hour < 24 && minute < 60 && second < 61;
}

function offsetOf(text: string): number {
  const match = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(text);
  if (!match) return 0;
  return (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0));
}

/** The instant at which a clock in the zone shows what a UTC clock shows at `utc`. */
function atClock(utc: number, zone: string): Date {
  const first = utc - offsetMinutes(new Date(utc), zone) * 60_000;
  // The offset may change between the two instants, so the second result counts.
  return new Date(utc - offsetMinutes(new Date(first), zone) * 60_000);
}
