// Stories by day, month and year of the newsroom's calendar. Only indexed ranges of time are read, however large the paper is.
import { readerClient } from "#lib/postgres/reader.ts";
import { dependsOnSoon } from "#lib/press/context.ts";
import { dateParts, startOfDay } from "../../times.ts";
import { pageOf, withCards } from "../list-data.ts";
import type { CardPage } from "../types.ts";

/** "2026", "2026-11" or "2026-11-24". */
export type Period = string;

const two = (value: number): string => String(value).padStart(2, "0");
const monthAfter = (month: Period): Period => {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return number === 12 ? `${String(year + 1).padStart(4, "0")}-01` : `${month.slice(0, 4)}-${two(number + 1)}`;
};
const dayAfter = (day: Period): Period =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 24 * 3_600_000).toISOString().slice(0, 10);
const daysOf = (month: Period): Period[] => {
  const [year = 0, number = 0] = month.split("-").map(Number);
  const count = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return Array.from({ length: count }, (_, index) => `${month}-${two(index + 1)}`);
};

/** False for a date that does not exist, such as the 31st of June. */
export const isPeriod = (period: Period): boolean =>
  /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?)?$/.test(period) &&
  (period.length < 10 || daysOf(period.slice(0, 7)).includes(period));

/** From the first instant of a period to the first one after it. */
function rangeOf(period: Period, zone: string): { from: Date; to: Date } {
  if (period.length === 4) {
    const next = String(Number(period) + 1).padStart(4, "0");
    return { from: startOfDay(`${period}-01-01`, zone), to: startOfDay(`${next}-01-01`, zone) };
  }
  if (period.length === 7)
    return { from: startOfDay(`${period}-01`, zone), to: startOfDay(`${monthAfter(period)}-01`, zone) };
  return { from: startOfDay(period, zone), to: startOfDay(dayAfter(period), zone) };
}

export type Counted = { period: Period; stories: number };

/** How many stories appeared in each of these periods; those without one are left out. */
async function countIn(periods: readonly Period[], zone: string): Promise<Counted[]> {
  dependsOnSoon("latest");
  if (periods.length === 0) return [];
  const ranges = periods.map((period) => rangeOf(period, zone));
  const rows = await readerClient().$queryRaw<{ place: number; stories: bigint }[]>`
    select r.place, c.stories
    from unnest(${ranges.map(({ from }) => from)}::timestamptz[], ${ranges.map(({ to }) => to)}::timestamptz[])
      with ordinality as r("from", "to", place),
    lateral (select count(*) as stories from live_story where listed and published_at >= r."from" and published_at < r."to") c
    where c.stories > 0 order by r.place`;
  return rows.flatMap(({ place, stories }) => {
    const period = periods[Number(place) - 1];
    return period === undefined ? [] : [{ period, stories: Number(stories) }];
  });
}

/** The months in which something appeared, newest first; of one year, or of all. */
export async function listMonths(year: Period | null, zone: string): Promise<Period[]> {
  dependsOnSoon("latest");
  const edge = (order: "asc" | "desc") =>
    readerClient().liveStory.findFirst({
      where: { listed: true },
      orderBy: { publishedAt: order },
      select: { publishedAt: true },
    });
  const [oldest, newest] = await Promise.all([edge("asc"), edge("desc")]);
  if (!oldest || !newest) return [];
  const monthOf = (at: Date): Period => {
    const parts = dateParts(at, zone);
    return `${parts.year}-${parts.month}`;
  };
  const months: Period[] = [];
  const last = monthOf(newest.publishedAt);
  for (let month = monthOf(oldest.publishedAt); month <= last; month = monthAfter(month))
    if (year === null || month.startsWith(year)) months.push(month);
  const ranges = months.map((month) => rangeOf(month, zone));
  const rows = await readerClient().$queryRaw<{ place: number }[]>`
    select r.place
    from unnest(${ranges.map(({ from }) => from)}::timestamptz[], ${ranges.map(({ to }) => to)}::timestamptz[])
      with ordinality as r("from", "to", place)
    where exists (select 1 from live_story where listed and published_at >= r."from" and published_at < r."to")`;
  const there = new Set(rows.map(({ place }) => Number(place) - 1));
  return months.filter((_, index) => there.has(index)).reverse();
}

/** The days of a month on which something appeared, newest first. */
export const listDays = async (month: Period, zone: string): Promise<Counted[]> =>
  (await countIn(daysOf(month), zone)).reverse();

/** The stories of a day, newest first, and the nearest days before and after on which something appeared. */
export async function listDay(
  day: Period,
  page: number,
  zone: string,
): Promise<{ page: CardPage; before: Period | null; after: Period | null }> {
  const { from, to } = rangeOf(day, zone);
  const near = async (where: { lt: Date } | { gte: Date }, order: "asc" | "desc") => {
    const row = await readerClient().liveStory.findFirst({
      where: { publishedAt: where, listed: true },
      orderBy: { publishedAt: order },
      select: { publishedAt: true },
    });
    return row && Object.values(dateParts(row.publishedAt, zone)).join("-");
  };
  return {
    page: await withCards(await pageOf({ publishedAt: { gte: from, lt: to } }, { page })),
    before: await near({ lt: from }, "desc"),
    after: await near({ gte: to }, "asc"),
  };
}
