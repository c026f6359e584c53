import { describe, expect, test } from "vitest";
import type { Person } from "#lib/actor.ts";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { newRenderContext, renderContexts } from "../../press/context.ts";
import { publishStory, takeDownStory } from "../../stories/publishing/mutations.ts";
import { isPeriod, listDay, listDays, listMonths } from "./data.ts";

const zone = "Asia/Kathmandu"; // 5:45 ahead of UTC
const publishedAt = async (editor: Person, at: string): Promise<string> => {
  const { id } = await createReadyStory(editor, { fields: { displayDate: at } });
  await publishStory(editor, { storyId: id, version: 0, showUpdated: false });
  return id;
};

describe("the archive", () => {
  test("the archive counts by the newsroom's calendar and links each day to the nearest days with stories", async () => {
    const editor = await createPerson("EDITOR");
    const lastOfMay = await publishedAt(editor, "2021-05-31T18:14:00.000Z"); // 23:59 there
    const first = await publishedAt(editor, "2021-05-31T18:15:00.000Z"); // 0:00 of June
    const second = await publishedAt(editor, "2021-06-01T08:00:00.000Z");
    await publishedAt(editor, "2023-01-05T08:00:00.000Z");
    expect(await listMonths(null, zone)).toEqual(["2023-01", "2021-06", "2021-05"]);
    expect(await listMonths("2021", zone)).toEqual(["2021-06", "2021-05"]);
    expect(await listDays("2021-06", zone)).toEqual([{ period: "2021-06-01", stories: 2 }]);

    const day = await listDay("2021-06-01", 1, zone);
    expect(day.page.cards.map(({ id }) => id)).toEqual([second, first]);
    expect([day.before, day.after]).toEqual(["2021-05-31", "2023-01-05"]);
    expect((await listDay("2021-05-31", 1, zone)).page.cards.map(({ id }) => id)).toEqual([lastOfMay]);
    expect((await listDay("2021-05-31", 1, zone)).before).toBeNull();
  });

  test("the archive drops a story that is taken down on the next request", async () => {
    const editor = await createPerson("EDITOR");
    const id = await publishedAt(editor, "1999-12-31T20:00:00.000Z"); // the first of January there
    const page = newRenderContext();
    await renderContexts().run(page, () => listDay("2000-01-01", 1, zone));
    expect([...page.tags]).toContain(`story:${id}`);
    expect(page.soon).toContain("latest");
    await takeDownStory(editor, { storyId: id, reason: "Wrong" });
    expect((await listDay("2000-01-01", 1, zone)).page.cards).toEqual([]);
    expect(await listDays("2000-01", zone)).toEqual([]);
    expect(await listMonths("2000", zone)).toEqual([]);
  });
});

test("accepts a year, a month or a day that exists as a period of the archive", () => {
  for (const there of ["2024", "2024-02", "2024-02-29", "0001-01-01"]) expect(isPeriod(there), there).toBe(true);
  for (const none of ["", "24", "2024-13", "2024-00", "2023-02-29", "2024-06-31", "2024-6", "x"])
    expect(isPeriod(none), none).toBe(false);
});
