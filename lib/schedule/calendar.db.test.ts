import { expect, test } from "vitest";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { assignStory, planStory } from "../assignments/mutations.ts";
import { appClient } from "../postgres/app.ts";
import { getCalendar, getCalendarPath } from "./calendar-data.ts";
import { renewCalendar } from "./calendar-mutations.ts";
import { schedulePublication } from "./mutations.ts";

const tokenOf = (path: string): string => path.split("/").at(-1) ?? "";
const dueAt = new Date(Math.ceil(Date.now() / 60_000) * 60_000 + 86_400_000).toISOString();

async function scheduled(headline: string) {
  const editor = await createPerson("EDITOR");
  const { id } = await createReadyStory(editor, { headline });
  await schedulePublication(editor, { storyId: id, version: 0, showUpdated: true, dueAt });
  return { editor, id };
}

test("a person's calendar lists what is scheduled, with hostile headlines as plain text", async () => {
  const { editor, id } = await scheduled("Ferry; late,\\n again\r\nEND:VCALENDAR");
  const text = (await getCalendar(tokenOf(await getCalendarPath(editor)))) ?? "";
  const unfolded = text.replace(/\r\n[ \t]/g, "");
  expect(unfolded).toContain(`DTSTART:${dueAt.replace(/[-:]|\.000/g, "")}`);
  expect(unfolded).toContain(`/desk/stories/${id}`);
  expect(unfolded).toMatch(/SUMMARY:Publish: Ferry\\; late\\,/);
  expect(unfolded.split(/\r\n|\r|\n/).filter((line) => line === "END:VCALENDAR")).toHaveLength(1);
});

test("a contributor's calendar holds no story that they may not read", async () => {
  const { id } = await scheduled("Not for contributors");
  const contributor = await createPerson("CONTRIBUTOR");
  expect(await getCalendar(tokenOf(await getCalendarPath(contributor)))).not.toContain(id);
});

test("a person's calendar has when their own work is due, and not that of others", async () => {
  const { editor, id } = await scheduled("Ferry");
  const reporter = await createPerson("REPORTER");
  const calendarOf = async (person: typeof editor) => getCalendar(tokenOf(await getCalendarPath(person)));
  await assignStory(editor, { storyId: id, personId: reporter.id });
  await planStory(editor, { storyId: id, changes: { dueAt }, seen: { dueAt: null } });
  expect(await calendarOf(reporter)).toContain("SUMMARY:Due: Ferry");
  expect(await calendarOf(editor)).not.toContain("SUMMARY:Due");
});

test("a renewed, forged or foreign address and that of a suspended person lead to no calendar", async () => {
  const editor = await createPerson("EDITOR");
  const other = await createPerson("EDITOR");
  const first = tokenOf(await getCalendarPath(editor));
  const second = tokenOf((await renewCalendar(editor)).path);
  expect(await getCalendar(first)).toBeNull();
  expect(await getCalendar(second)).toContain("BEGIN:VCALENDAR");
  expect(await getCalendar(`${other.id}.${second.split(".")[1]}`)).toBeNull();
  expect(await getCalendar(`${editor.id}.nonsense`)).toBeNull();
  await appClient().person.update({ where: { id: editor.id }, data: { state: "SUSPENDED" } });
  expect(await getCalendar(second)).toBeNull();
});
