// How often stories were read on past days.
import { appClient } from "../postgres/app.ts";
import { getSiteSettings } from "../site/data.ts";

const hourMs = 3_600_000;
/** Hours are kept for so long, then only the sums of days. */
const keptHours = 48;
const keptDays = 400;

/** Adds hours that are older than two days to the days of the newsroom's calendar, and deletes days older than 400. Safe to repeat. */
export async function sumUpDays(now = new Date()): Promise<void> {
  const { timeZone } = await getSiteSettings();
  await appClient().$executeRaw`
    with old as (
      delete from story_read where hour < ${new Date(now.getTime() - keptHours * hourMs)} returning hour, story_id, reads
    )
    insert into story_read_day as d (day, story_id, reads)
    select (hour at time zone ${timeZone})::date, story_id, sum(reads)::int from old
    group by 1, 2 order by 1, 2
    on conflict (story_id, day) do update set reads = d.reads + excluded.reads`;
  await appClient().storyReadDay.deleteMany({
    where: { day: { lt: new Date(now.getTime() - keptDays * 24 * hourMs) } },
  });
}
