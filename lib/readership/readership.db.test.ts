import { describe, expect, test } from "vitest";
import { createPerson, unique } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import type { Person } from "../actor.ts";
import { appClient } from "../postgres/app.ts";
import { countReads } from "../reads/mutations.ts";
import { publishStory, takeDownStory } from "../stories/publishing/mutations.ts";
import { getReadsOfStory, listReadership } from "./data.ts";
import { sumUpDays } from "./mutations.ts";

const hours = (at: Date, before: number) => new Date(at.getTime() - before * 3_600_000);

async function createLiveStories(editor: Person, count: number) {
  const stories: { id: string; path: string }[] = [];
  for (let index = 0; index < count; index++) {
    const { id, version } = await createReadyStory(editor, { headline: unique(`Read ${index}`) });
    const { path } = await publishStory(editor, { storyId: id, version, showUpdated: false });
    stories.push({ id, path });
  }
  return stories;
}

describe("readership", () => {
  test("reads older than two days are kept by day, added to what the day had, and deleted after 400 days", async () => {
    const editor = await createPerson("EDITOR");
    const [story] = await createLiveStories(editor, 1);
    const at = new Date("2021-06-10T12:30:00Z");
    const storyId = story?.id ?? "";
    const count = (before: number, reads: number) =>
      countReads(new Map([[story?.path ?? "", reads]]), hours(at, before));
    const days = async () =>
      (await appClient().storyReadDay.findMany({ where: { storyId }, orderBy: { day: "asc" } })).map(
        ({ reads }) => reads,
      );
    await count(49, 1);
    await count(47, 5);
    await sumUpDays(at);
    expect(await appClient().storyRead.count({ where: { storyId } })).toBe(1);
    expect(await days()).toEqual([1]);
    await count(50, 2); // from a node that was cut off
    await Promise.all([sumUpDays(at), sumUpDays(at)]);
    expect(await days()).toEqual([3]);
    await sumUpDays(new Date(at.getTime() + 390 * 86_400_000));
    expect(await days()).toEqual([8]);
    await sumUpDays(new Date(at.getTime() + 410 * 86_400_000));
    expect(await days()).toEqual([]);
  });

  test("the report of a story has its reads by hour and by day, with what was published and corrected meanwhile", async () => {
    const editor = await createPerson("EDITOR");
    const [story] = await createLiveStories(editor, 1);
    const { id = "", path = "" } = story ?? {};
    const now = new Date();
    await countReads(new Map([[path, 3]]), now);
    await countReads(new Map([[path, 4]]), hours(now, 30));
    await appClient().storyReadDay.create({ data: { storyId: id, day: hours(now, 20 * 24), reads: 50 } });
    await takeDownStory(editor, { storyId: id, reason: "A test" });
    const report = await getReadsOfStory(editor, id, now);
    expect(report.totals).toEqual({ day: 3, week: 7, month: 57 });
    expect(report.hours).toHaveLength(48);
    expect(report.hours.at(-1)).toMatchObject({ reads: 3 });
    expect(report.hours.reduce((sum, { reads }) => sum + reads, 0)).toBe(7);
    expect(report.days).toHaveLength(30);
    expect(report.days.reduce((sum, { reads }) => sum + reads, 0)).toBe(57);
    expect(report.changes.map(({ kind }) => kind)).toEqual(["PUBLISHED", "TAKEN_DOWN"]);
    const contributor = await createPerson("CONTRIBUTOR");
    await expect(getReadsOfStory(contributor, id, now)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(getReadsOfStory(editor, "nonsense", now)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("the list is in the order of reads of the period, of a section and its children, for those who may see the stories", async () => {
    const editor = await createPerson("EDITOR");
    const [first, second] = await createLiveStories(editor, 2);
    const now = new Date();
    const reads = new Map([
      [first?.path ?? "", 100_002],
      [second?.path ?? "", 100_001],
    ]);
    await countReads(reads, now);
    await appClient().storyReadDay.create({
      data: { storyId: second?.id ?? "", day: hours(now, 4 * 24), reads: 100_000 },
    });
    const ours = [first?.id, second?.id];
    const list = async (actor: Person, query: object) =>
      (await listReadership(actor, { period: "day", section: undefined, ...query }, now)).stories
        .map(({ id }) => id)
        .filter((id) => ours.includes(id));
    expect(await list(editor, {})).toEqual(ours);
    expect(await list(editor, { period: "week" })).toEqual([...ours].reverse());
    const { sectionId } = await appClient().story.findUniqueOrThrow({ where: { id: first?.id ?? "" } });
    expect(await list(editor, { section: sectionId })).toContain(first?.id);
    expect(await list(editor, { section: editor.id })).toEqual([]);
    expect(await list(await createPerson("CONTRIBUTOR"), {})).toEqual([]);
  });
});
