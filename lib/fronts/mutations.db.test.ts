import { describe, expect, test } from "vitest";
import type { Person } from "#lib/actor.ts";
import { createPerson, createSection } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { newId } from "../ids.ts";
import { appClient } from "../postgres/app.ts";
import { publishStory, takeDownStory } from "../stories/publishing/mutations.ts";
import { findLiveStories, getFrontDesk } from "./data.ts";
import { clearPin, setPin } from "./mutations.ts";

async function liveStory(editor: Person, section: string, headline = "The ferry returns"): Promise<string> {
  const { id } = await createReadyStory(editor, { headline, fields: { section } });
  await publishStory(editor, { storyId: id, version: 0, showUpdated: true });
  return id;
}
const pinsOf = async (front: string) =>
  Object.fromEntries(
    (await appClient().pin.findMany({ where: { front }, select: { slot: true, storyId: true } })).map(
      ({ slot, storyId }) => [slot, storyId],
    ),
  );
const purges = async (tag: string) => appClient().pressPurge.count({ where: { tags: { has: tag } } });
const soon = () => new Date(Date.now() + 3_600_000).toISOString();

describe("a pin", () => {
  test("pinning keeps a live story in its slot and refreshes the front", async () => {
    const editor = await createPerson("EDITOR");
    const { id: front } = await createSection();
    const story = await liveStory(editor, front);
    await setPin(editor, { front, slot: 2, story, until: soon() });
    expect(await pinsOf(front)).toEqual({ 2: story });
    expect(await purges(`front:${front}`)).toBe(1);
    const event = await appClient().auditEvent.findFirstOrThrow({
      where: { subjectId: front },
      select: { action: true, detail: true },
    });
    expect(event).toMatchObject({ action: "front.pinned", detail: { slot: 2, story } });
  });

  test("pinning a story again moves it and replaces the story in the new slot", async () => {
    const editor = await createPerson("EDITOR");
    const { id: front } = await createSection();
    const [one, two] = [await liveStory(editor, front), await liveStory(editor, front)];
    await setPin(editor, { front, slot: 0, story: one, until: null });
    await setPin(editor, { front, slot: 1, story: two, until: null });
    await setPin(editor, { front, slot: 1, story: one, until: null });
    expect(await pinsOf(front)).toEqual({ 1: one });
  });

  test("two editors who pin the same story at once leave it in one slot", async () => {
    const editor = await createPerson("EDITOR");
    const { id: front } = await createSection();
    const story = await liveStory(editor, front);
    await Promise.all([0, 1, 2, 3].map((slot) => setPin(editor, { front, slot, story, until: null })));
    expect(Object.values(await pinsOf(front))).toEqual([story]);
  });

  test("rejects a pin of an unpublished story, with a past end, or on a missing front", async () => {
    const editor = await createPerson("EDITOR");
    const { id: front } = await createSection();
    const { id: draft } = await createReadyStory(editor, { fields: { section: front } });
    const story = await liveStory(editor, front);
    const pin = { front, slot: 0, story, until: null };
    await expect(setPin(editor, { ...pin, story: draft })).rejects.toMatchObject({ code: "WRONG_STATE" });
    await expect(setPin(editor, { ...pin, story: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(setPin(editor, { ...pin, front: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(setPin(editor, { ...pin, until: "2020-01-01T00:00:00Z" })).rejects.toMatchObject({
      code: "INVALID",
      detail: { field: "until" },
    });
    expect(await pinsOf(front)).toEqual({});
  });

  test("only editors and admins can pin and unpin", async () => {
    const editor = await createPerson("EDITOR");
    const reporter = await createPerson("REPORTER");
    const { id: front } = await createSection();
    const story = await liveStory(editor, front);
    const refused = { code: "NOT_ALLOWED" };
    await expect(setPin(reporter, { front, slot: 0, story, until: null })).rejects.toMatchObject(refused);
    await expect(clearPin(reporter, { front, slot: 0 })).rejects.toMatchObject(refused);
    await expect(findLiveStories(reporter, { query: "" })).rejects.toMatchObject(refused);
  });

  test("unpinning frees a slot for automatic stories, and does nothing to an empty slot", async () => {
    const editor = await createPerson("EDITOR");
    const { id: front } = await createSection();
    const [older, newer] = [await liveStory(editor, front), await liveStory(editor, front)];
    await setPin(editor, { front, slot: 0, story: older, until: null });
    expect((await getFrontDesk(editor, front)).places[0]?.shown?.id).toBe(older);
    await clearPin(editor, { front, slot: 0 });
    expect((await getFrontDesk(editor, front)).places[0]).toMatchObject({ pin: null, shown: { id: newer } });
    await clearPin(editor, { front, slot: 0 });
    expect(await purges(`front:${front}`)).toBe(2);
  });

  test("a pin ends by itself at its end time", async () => {
    const editor = await createPerson("EDITOR");
    const { id: front } = await createSection();
    const [older, newer] = [await liveStory(editor, front), await liveStory(editor, front)];
    await setPin(editor, { front, slot: 0, story: older, until: soon() });
    await appClient().pin.updateMany({ where: { front }, data: { until: new Date(Date.now() - 1000) } });
    expect((await getFrontDesk(editor, front)).places[0]).toMatchObject({
      pin: { story: older, state: "over" },
      shown: { id: newer },
    });
  });

  test("taking down a story removes its pin and refreshes the front", async () => {
    const editor = await createPerson("EDITOR");
    const { id: front } = await createSection();
    const story = await liveStory(editor, front);
    await setPin(editor, { front, slot: 0, story, until: null });
    await takeDownStory(editor, { storyId: story, reason: "Wrong" });
    expect(await pinsOf(front)).toEqual({});
    expect(await purges(`front:${front}`)).toBe(2);
  });
});

describe("viewing a front", () => {
  test("every role sees all slots of a front, without headlines of unpublished stories", async () => {
    const [editor, contributor] = [await createPerson("EDITOR"), await createPerson("CONTRIBUTOR")];
    const { id: front, name } = await createSection();
    const { id: draft } = await createReadyStory(editor, { headline: "Secret", fields: { section: front } });
    await appClient().pin.create({ data: { front, slot: 1, storyId: draft }, select: { slot: true } });
    const seen = await getFrontDesk(contributor, front);
    expect(seen).toMatchObject({
      name,
      places: [{ slot: 0 }, { pin: { headline: "", state: "not live" } }, {}, {}, {}],
    });
    expect((await getFrontDesk(editor, front)).places[1]?.pin?.headline).toBe("Secret");
    await expect(getFrontDesk(editor, newId())).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("the pin search finds live stories by any words of the headline, newest first", async () => {
    const editor = await createPerson("EDITOR");
    const { id: section } = await createSection();
    const word = `Zq${newId().slice(-8)}`;
    const [one, two] = [
      await liveStory(editor, section, `${word} harbour opens`),
      await liveStory(editor, section, `Why ${word} harbour is 100% shut`),
    ];
    await createReadyStory(editor, { headline: `${word} harbour draft`, fields: { section } });
    const find = async (query: string) => (await findLiveStories(editor, { query })).map(({ id }) => id);
    expect(await find(`HARBOUR ${word.toLowerCase()}`)).toEqual([two, one]);
    expect(await find(`${word} 100%`)).toEqual([two]);
    expect(await find(`${word} nothing`)).toEqual([]);
  });
});
