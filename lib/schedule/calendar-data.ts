import ical, { ICalCalendarMethod } from "ical-generator";
import type { Person } from "../actor.ts";
import { listDeadlines } from "../assignments/calendar-data.ts";
import { listPlannedLaunches } from "../fronts/calendar-data.ts";
import { oneLine } from "../mail/compose.ts";
import { mailOrigin } from "../mail/data.ts";
import { appClient } from "../postgres/app.ts";
import { actorSelect, asPerson } from "../roles/data.ts";
import { getSiteSettings } from "../site/data.ts";
import { calendarToken, isCalendarToken, personOfToken } from "./calendar-policy.ts";
import { listSchedule } from "./data.ts";
import type { ScheduleRow } from "./types.ts";

const dayMs = 86_400_000;
const pastDays = 7;
const futureDays = 90;

/** The path of the actor's own calendar. */
export async function getCalendarPath(actor: Person): Promise<string> {
  const { calendarSeries } = await appClient().person.findUniqueOrThrow({
    where: { id: actor.id },
    select: { calendarSeries: true },
  });
  return `/api/calendar/${calendarToken(actor.id, calendarSeries)}`;
}

const verbs: Record<ScheduleRow["verb"], string> = {
  PUBLISH: "Publish",
  CORRECT: "Correct",
  CLARIFY: "Clarify",
  TAKE_DOWN: "Take down",
  UNLIST: "Remove from lists",
  END_EMBARGO: "End of embargo",
};

/**
 * The schedule of a week ago to 90 days ahead as iCalendar (RFC 5545), as far as the person whose address this is may see it, and
 * when that person's own work is due; null where the address is not, or no longer, that of an active person.
 */
export async function getCalendar(token: string, now = new Date()): Promise<string | null> {
  const personId = personOfToken(token);
  const row = personId
    ? await appClient().person.findFirst({
        where: { id: personId, state: "ACTIVE" },
        select: { ...actorSelect, calendarSeries: true },
      })
    : null;
  if (!row || !isCalendarToken(token, row.id, row.calendarSeries)) return null;
  const { calendarSeries: _, ...person } = row;
  const actor = asPerson(person, "");
  const { name } = await getSiteSettings();
  const span = {
    from: new Date(now.getTime() - pastDays * dayMs).toISOString(),
    to: new Date(now.getTime() + futureDays * dayMs).toISOString(),
  };
  const rows = await listSchedule(actor, span);
  const calendar = ical({ name: `${name}: schedule`, method: ICalCalendarMethod.PUBLISH, ttl: 15 * 60 });
  for (const act of rows) {
    const start = new Date(act.dueAt);
    calendar.createEvent({
      id: `${act.id}@galley`,
      start,
      end: new Date(start.getTime() + 60_000),
      stamp: now,
      summary: `${act.state === "STOPPED" ? "Stopped: " : ""}${verbs[act.verb]}: ${oneLine(act.story.headline) || "Untitled"}`,
      description: [act.story.section?.name, act.by && `Scheduled by ${act.by.name}`].filter(Boolean).join("\n"),
      url: `${mailOrigin()}/desk/stories/${act.story.id}`,
    });
  }
  for (const launch of await listPlannedLaunches(actor, span, now)) {
    const start = new Date(launch.dueAt);
    calendar.createEvent({
      id: `${launch.id}@galley`,
      start,
      end: new Date(start.getTime() + 60_000),
      stamp: now,
      summary: `${launch.state === "STOPPED" ? "Stopped: " : ""}Launch front: ${oneLine(launch.name)}`,
      description: launch.by && `Scheduled by ${launch.by}`,
      url: `${mailOrigin()}/desk/fronts`,
    });
  }
  for (const { storyId, headline, dueAt, section } of await listDeadlines(actor, { ...span, person: actor.id })) {
    const start = new Date(dueAt);
    calendar.createEvent({
      id: `due-${storyId}@galley`,
      start,
      end: new Date(start.getTime() + 60_000),
      stamp: now,
      summary: `Due: ${oneLine(headline) || "Untitled"}`,
      description: section?.name ?? "",
      url: `${mailOrigin()}/desk/stories/${storyId}`,
    });
  }
  return calendar.toString();
}
