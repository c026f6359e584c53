// What readers searched for without finding anything. Counted by the press of each node, without anything about a reader.
import { appClient } from "../postgres/app.ts";
import type { MissCount } from "../press/search-misses.ts";
import { keptDays, minReaders } from "./policy.ts";

const dayMs = 24 * 3_600_000;

/** Adds what a node has counted. */
export async function countMisses(misses: readonly MissCount[]): Promise<void> {
  if (misses.length === 0) return;
  // In the order of terms: two nodes that add up the same terms at once would else wait for each other for ever.
  await appClient().$executeRaw`
    insert into search_miss as m (day, term, readers)
    select day::date, term, readers
    from unnest(${misses.map(({ day }) => day)}::text[], ${misses.map(({ term }) => term)}::text[],
      ${misses.map(({ readers }) => readers)}::int[]) as c(day, term, readers)
    order by day, term
    on conflict (day, term) do update set readers = m.readers + excluded.readers`;
}

/** Deletes old counts, and those of a day that is over if too few readers searched for the term. @returns how many */
export async function forgetMisses(now = new Date()): Promise<number> {
  const today = new Date(now.toISOString().slice(0, 10));
  const { count } = await appClient().searchMiss.deleteMany({
    where: {
      OR: [
        { day: { lt: new Date(today.getTime() - keptDays * dayMs) } },
        { day: { lt: today }, readers: { lt: minReaders } },
      ],
    },
  });
  return count;
}
