import { describe, expect, test } from "vitest";
import { createAuthor, createPerson, createPicture } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { findLivePicture } from "../pictures/data.ts";
import { appClient } from "../postgres/app.ts";
import { listByIds } from "../published/card-data.ts";
import { getLiveStory } from "../published/data.ts";
import { publishStory } from "../stories/publishing/mutations.ts";
import { getPictureCrops } from "./crop-data.ts";
import { changeCrops } from "./crop-mutations.ts";

const none = { focal: null, crops: {} };

/** A picture of 1000 by 800 pixels. */
async function createLandscape(): Promise<string> {
  const { id } = await createPicture();
  await appClient().picture.update({ where: { id }, data: { width: 1000, height: 800 }, select: { id: true } });
  return id;
}

const tagsSince = async (since: Date): Promise<{ tags: string[]; erase: boolean }[]> =>
  appClient().$queryRaw`select tags, erase from press_purge where at >= ${since} order by id`;

describe("changing the crops of a picture", () => {
  test("reaches every story, card, page and author that shows it, and erases their pages", async () => {
    const editor = await createPerson("EDITOR");
    const id = await createLandscape();
    const { id: story } = await createReadyStory(editor, { mainFigure: { picture: id } });
    await publishStory(editor, { storyId: story, version: 0, showUpdated: false });
    const author = await createAuthor();
    await appClient().author.update({
      where: { id: author.id },
      data: { portraitId: id, portraitFacts: { key: "a" } },
      select: { id: true },
    });
    const { now } = (await appClient().$queryRaw<{ now: Date }[]>`select clock_timestamp() as now`)[0] ?? {
      now: new Date(),
    };
    const crops = { "1:1": { x: 0.2, y: 0, width: 0.8, height: 1 } };
    const focal = { x: 0.25, y: 0.75 };
    const done = await changeCrops(editor, { id, focal, crops, seen: none });
    expect(done).toMatchObject({ focal, crops });

    expect(await findLivePicture(id)).toMatchObject({ focal, crops });
    expect((await getLiveStory(story))?.pictures[id]).toMatchObject({ focal, crops });
    expect((await listByIds([story]))[0]?.picture?.facts).toMatchObject({ focal, crops });
    const row = await appClient().author.findUniqueOrThrow({
      where: { id: author.id },
      select: { portraitFacts: true },
    });
    expect(row.portraitFacts).toEqual({ key: "a", focal, crops });
    const purged = (await tagsSince(now)).filter(({ erase }) => erase).flatMap(({ tags }) => tags);
    expect(purged).toEqual(expect.arrayContaining([`story:${story}`, `author:${author.id}`]));

    await changeCrops(editor, { id, ...none, seen: { focal, crops } });
    const facts = await findLivePicture(id);
    expect([facts?.focal, facts?.crops]).toEqual([undefined, undefined]);
    expect((await listByIds([story]))[0]?.picture?.facts.focal).toBeUndefined();
  });

  test("keeps the crops of figures, and those of another story with the same picture", async () => {
    const editor = await createPerson("EDITOR");
    const id = await createLandscape();
    for (const crop of ["0x0x500x500", "10x10x300x300"]) {
      const { id: story } = await createReadyStory(editor, { mainFigure: { picture: id, crop } });
      await publishStory(editor, { storyId: story, version: 0, showUpdated: false });
    }
    await changeCrops(editor, { id, focal: { x: 0, y: 0 }, crops: {}, seen: none });
    const uses = (await findLivePicture(id, "any"))?.uses ?? [];
    expect(uses.toSorted()).toEqual(["0x0x500x500", "10x10x300x300"]);
  });

  test("is refused for a shape that is another, for an area outside, and after somebody else's change", async () => {
    const editor = await createPerson("EDITOR");
    const id = await createLandscape();
    const square = { x: 0, y: 0, width: 0.8, height: 1 };
    await expect(changeCrops(editor, { id, focal: null, crops: { "16:9": square }, seen: none })).rejects.toMatchObject(
      {
        code: "INVALID",
      },
    );
    const outside = { ...square, x: 0.3 };
    await expect(changeCrops(editor, { id, focal: null, crops: { "1:1": outside }, seen: none })).rejects.toMatchObject(
      {
        code: "INVALID",
      },
    );
    await changeCrops(editor, { id, focal: { x: 0, y: 0 }, crops: {}, seen: none });
    const late = { id, focal: { x: 1, y: 1 }, crops: {}, seen: none };
    await expect(changeCrops(editor, late)).rejects.toMatchObject({ code: "CHANGED_MEANWHILE" });
    expect(await getPictureCrops(editor, id)).toMatchObject({ focal: { x: 0, y: 0 }, crops: {} });
  });

  test("is for reporters, editors, and contributors with their own uploads", async () => {
    const [contributor, reporter] = [await createPerson("CONTRIBUTOR"), await createPerson("REPORTER")];
    const id = await createLandscape();
    const change = { id, focal: { x: 0, y: 0 }, crops: {}, seen: none };
    await expect(changeCrops(contributor, change)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    await appClient().picture.update({ where: { id }, data: { uploaderId: contributor.id }, select: { id: true } });
    await changeCrops(contributor, change);
    await changeCrops(reporter, { ...change, focal: null, seen: { focal: change.focal, crops: {} } });
    expect(await getPictureCrops(reporter, id)).toMatchObject(none);
    const events = await appClient().auditEvent.findMany({
      where: { subjectId: id },
      orderBy: { at: "asc" },
      select: { action: true, detail: true },
    });
    expect(events[0]).toMatchObject({ action: "picture.cropped", detail: { focalPoint: true, shapes: [] } });
  });
});
