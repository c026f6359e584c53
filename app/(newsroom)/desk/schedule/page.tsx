import type { Metadata } from "next";
import { FilterChip } from "#components/newsroom/filter-chip.tsx";
import { PageBar, PageBody, PageFilters } from "#components/newsroom/page-bar.tsx";
import { type Query, withQuery } from "#components/newsroom/query.ts";
import { CalendarAddress } from "#components/newsroom/schedule/calendar-address.tsx";
import { LaunchCard } from "#components/newsroom/schedule/launch-card.tsx";
import { ScheduleCard } from "#components/newsroom/schedule/schedule-card.tsx";
import classes from "#components/newsroom/schedule/schedule-screen.module.css";
import { ScheduleWeek } from "#components/newsroom/schedule/schedule-week.tsx";
import { addDays, askedDay, spanOf, weekOf } from "#components/newsroom/schedule/week.ts";
import { WeekLinks } from "#components/newsroom/schedule/week-links.tsx";
import { listDeadlines } from "#lib/assignments/calendar-data.ts";
import { requirePerson } from "#lib/auth/loaders.ts";
import { listPlannedLaunches } from "#lib/fronts/calendar-data.ts";
import { listPersonOptions } from "#lib/people/data.ts";
import { listSections } from "#lib/published/taxonomy/data.ts";
import { listSchedule } from "#lib/schedule/data.ts";
import { scheduleQuerySchema } from "#lib/schedule/schema.ts";
import type { ScheduleRow } from "#lib/schedule/types.ts";
import { getSiteSettings } from "#lib/site/data.ts";
import { timesOf } from "#lib/times.ts";

export const metadata: Metadata = { title: "Schedule" };
const path = "/desk/schedule";

export default async function SchedulePage({ searchParams }: { searchParams: Promise<Query> }) {
  const [actor, query] = await Promise.all([requirePerson(path), searchParams]);
  const { timeZone, language } = await getSiteSettings();
  const now = new Date();
  const week = weekOf(askedDay(query.day, now, timeZone));
  const span = spanOf(week, timeZone);
  const wanted = scheduleQuerySchema.parse({ ...query, ...span });
  const { show } = wanted;
  const [rows, launches, deadlines, sections, people] = await Promise.all([
    show === "due" ? [] : listSchedule(actor, wanted),
    show === "due" ? [] : listPlannedLaunches(actor, wanted),
    show === "scheduled" ? [] : listDeadlines(actor, wanted),
    listSections(),
    listPersonOptions(actor),
  ]);
  const times = timesOf(timeZone, language);
  const today = times.dayKey(now);
  const days = week.map((day) => ({
    day,
    isToday: day === today,
    rows: rows.filter(({ dueAt }) => times.dayKey(new Date(dueAt)) === day),
    launches: launches.filter(({ dueAt }) => times.dayKey(new Date(dueAt)) === day),
    deadlines: deadlines.filter(({ dueAt }) => times.dayKey(new Date(dueAt)) === day),
  }));
  const isInWeek = ({ dueAt }: ScheduleRow) => dueAt >= span.from && dueAt < span.to;
  const alerts = rows.filter((row) => isAlert(row) || !isInWeek(row));
  const lateLaunches = launches.filter(({ state, lateSeconds }) => state === "STOPPED" || lateSeconds >= 10);
  const to = (day: string | null) => withQuery(path, query, { day });
  const first = new Date(`${week[0]}T12:00:00Z`);
  return (
    <>
      <PageBar title={`Schedule, week of ${timesOf("UTC", language).dayAndMonth(first)}`}>
        <WeekLinks
          weeks={[
            { name: "Earlier", href: to(addDays(week[0] ?? today, -7)) },
            { name: "This week", href: to(null) },
            { name: "Later", href: to(addDays(week[0] ?? today, 7)) },
          ]}
        />
        <CalendarAddress />
      </PageBar>
      <PageFilters>
        <FilterChip
          label="Section"
          name="section"
          options={sections
            .flatMap((section) => [section, ...section.children])
            .map(({ id, name }) => ({ value: id, label: name }))}
        />
        <FilterChip
          label="Show"
          name="show"
          options={[
            { value: "scheduled", label: "what is scheduled" },
            { value: "due", label: "what is due" },
          ]}
        />
        {people.length > 1 && (
          <FilterChip
            label="Person"
            name="person"
            options={people.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <span className="small dim">
          Times in {timeZone}.{" "}
          <span className={classes.dragHint}>Drag a card to another day, or press Alt with an arrow key.</span>
        </span>
      </PageFilters>
      <PageBody>
        {alerts.length + lateLaunches.length > 0 && (
          <section className={classes.alerts} aria-label="Needs attention">
            <h2>Needs attention</h2>
            {alerts.map((row) => (
              <ScheduleCard key={row.id} row={row} hasDate />
            ))}
            {lateLaunches.map((launch) => (
              <LaunchCard key={launch.id} launch={launch} hasDate />
            ))}
          </section>
        )}
        <ScheduleWeek days={days} />
      </PageBody>
    </>
  );
}

/** Overdue, or stopped and not dealt with. */
const isAlert = ({ state, lateSeconds, isDismissed }: ScheduleRow): boolean =>
  (state === "STOPPED" && !isDismissed) || (state === "DUE" && lateSeconds >= 10);
