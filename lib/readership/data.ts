// How often stories were read, for the newsroom.
import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { isId } from "../ids.ts";
import { appClient, Prisma } from "../postgres/app.ts";
import { getSiteSettings } from "../site/data.ts";
import { visibleTo } from "../stories/data.ts";
import type { Name, Publication } from "../stories/types.ts";
import { timesOf } from "../times.ts";
import { periodDays, type ReadershipQuery, type ReadsPeriod } from "./schema.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

export type ReadStory = {
  id: string;
  headline: string;
  publication: Publication;
  publishedAt: string | null;
  section: Name | null;
  /** In the period. */
  reads: number;
};
/** `total`: the reads of all stories in the period, also of those that the list leaves out. */
export type Readership = { stories: ReadStory[]; total: number };

/** The list is chosen from so many of the most read stories. */
const maxRead = 1_000;
const maxListed = 50;

/** Sums of reads by story: whole hours of the last day, or whole days of the newsroom's calendar that end today. */
function sums(period: ReadsPeriod, zone: string, now: Date): Prisma.Sql {
  if (period === "day")
    return Prisma.sql`select story_id, reads from story_read where hour > ${new Date(now.getTime() - dayMs)}`;
  const first = timesOf(zone, "en").dayKey(new Date(now.getTime() - (periodDays[period] - 1) * dayMs));
  return Prisma.sql`
    select story_id, reads from story_read where (hour at time zone ${zone})::date >= ${first}::date
    union all select story_id, reads from story_read_day where day >= ${first}::date`;
}

/**
 * The most read stories that the actor may see, at most 50, the most read first.
 * @param query `section`: the one in which readers have the story, or one below it
 */
export async function listReadership(
  actor: Actor,
  { period, section }: ReadershipQuery,
  now = new Date(),
): Promise<Readership> {
  const { timeZone } = await getSiteSettings();
  const inSection = section
    ? Prisma.sql`where s.published_section_id in (select id from section where ${section}::uuid in (id, parent_id))`
    : Prisma.empty;
  const rows = await appClient().$queryRaw<{ id: string; reads: number; total: number }[]>`
    select r.story_id as id, sum(r.reads)::int as reads, sum(sum(r.reads)) over ()::float8 as total
    from (${sums(period, timeZone, now)}) r join story s on s.id = r.story_id ${inSection}
    group by r.story_id order by 2 desc, 1 limit ${maxRead}`;
  const stories = await appClient().story.findMany({
    where: { AND: [visibleTo(actor), { id: { in: rows.map(({ id }) => id) } }] },
    select: {
      id: true,
      headline: true,
      publication: true,
      publishedAt: true,
      section: { select: { id: true, name: true } },
    },
  });
  const byId = new Map(stories.map((story) => [story.id, story]));
  const listed = rows.flatMap(({ id, reads }) => {
    const story = byId.get(id);
    return story ? [{ ...story, publishedAt: story.publishedAt?.toISOString() ?? null, reads }] : [];
  });
  return { stories: listed.slice(0, maxListed), total: rows[0]?.total ?? 0 };
}

const changeKinds = ["PUBLISHED", "CORRECTED", "CLARIFIED", "TAKEN_DOWN", "REINSTATED"] as const;
export type ReadersChange = { kind: (typeof changeKinds)[number]; at: string };

/** `at`: the beginning of the hour, an ISO instant. `day`: "2026-11-29" of the newsroom's calendar. The last ones are the current ones. */
export type ReadsOfStory = {
  id: string;
  headline: string;
  totals: Record<ReadsPeriod, number>;
  /** The last 48 hours. */
  hours: { at: string; reads: number }[];
  /** The last 30 days. */
  days: { day: string; reads: number }[];
  /** What readers got of the story in these 30 days, oldest first. */
  changes: ReadersChange[];
};

const hoursShown = 48;

/** How often a story was read, and what changed for its readers meanwhile. @throws NOT_FOUND */
export async function getReadsOfStory(actor: Actor, storyId: string, now = new Date()): Promise<ReadsOfStory> {
  const story = isId(storyId)
    ? await appClient().story.findFirst({
        where: { AND: [{ id: storyId, kind: "STORY" }, visibleTo(actor)] },
        select: { id: true, headline: true },
      })
    : null;
  if (!story) throw new DomainError("NOT_FOUND");
  const { timeZone } = await getSiteSettings();
  const times = timesOf(timeZone, "en");
  const lastHour = Math.floor(now.getTime() / hourMs) * hourMs;
  const [byHour, byDay, changes] = await Promise.all([
    appClient().storyRead.findMany({
      where: { storyId, hour: { gte: new Date(lastHour - hoursShown * hourMs) } },
      select: { hour: true, reads: true },
    }),
    appClient().$queryRaw<{ day: string; reads: number }[]>`
      select day::text, sum(reads)::int as reads from (
        select (hour at time zone ${timeZone})::date as day, reads from story_read where story_id = ${storyId}::uuid
        union all select day, reads from story_read_day where story_id = ${storyId}::uuid
      ) r group by 1`,
    appClient().revision.findMany({
      where: { storyId, kind: { in: [...changeKinds] }, at: { gte: new Date(now.getTime() - 30 * dayMs) } },
      orderBy: { number: "asc" },
      select: { kind: true, at: true },
    }),
  ]);
  const hours = Array.from({ length: hoursShown }, (_, index) => {
    const at = lastHour - (hoursShown - 1 - index) * hourMs;
    return {
      at: new Date(at).toISOString(),
      reads: byHour.find(({ hour }) => hour.getTime() === at)?.reads ?? 0,
    };
  });
  // Noon of each day: no change of the clock moves it into another one.
  const noon = Date.parse(`${times.dayKey(now)}T12:00:00Z`);
  const days = Array.from({ length: periodDays.month }, (_, index) => {
    const day = new Date(noon - (periodDays.month - 1 - index) * dayMs).toISOString().slice(0, 10);
    return { day, reads: byDay.find((row) => row.day === day)?.reads ?? 0 };
  });
  const sum = (rows: readonly { reads: number }[]) => rows.reduce((total, { reads }) => total + reads, 0);
  return {
    ...story,
    totals: {
      day: sum(hours.slice(-24)),
      week: sum(days.slice(-periodDays.week)),
      month: sum(days),
    },
    hours,
    days,
    changes: changes.map(({ kind, at }) => ({ kind: kind as ReadersChange["kind"], at: at.toISOString() })),
  };
}
