import { expect, test } from "vitest";
import { createPerson, createSection } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { appClient } from "../postgres/app.ts";
import { newRenderContext, renderContexts } from "../press/context.ts";
import { publishStory } from "../stories/publishing/mutations.ts";
import { getFrontView, getStoredFront } from "./desk-data.ts";
import { editFront, launchFront } from "./draft-mutations.ts";
import { findHeadlineTest, listTestedPaths } from "./headline-data.ts";
import { countVisits, endHeadlineTest, startHeadlineTest } from "./headline-mutations.ts";
import { armAt, sliceEnd, sliceMs } from "./headline-policy.ts";
import { getLiveLayout } from "./layout-data.ts";
import { setFrontLock } from "./lock-mutations.ts";

/** A launched front of a section whose lead is a card. */
async function desk() {
  const editor = await createPerson("EDITOR");
  const { id: front, path } = await createSection();
  const { id: story } = await createReadyStory(editor, { headline: "Ferry returns", fields: { section: front } });
  const { path: storyPath } = await publishStory(editor, { storyId: story, version: 0, showUpdated: true });
  const container = (await getStoredFront(front)).layout.containers[0]?.id ?? "";
  await editFront(editor, { front, edit: { kind: "place", story, container, before: null } });
  const launch = async () =>
    launchFront(editor, { front, version: (await getStoredFront(front)).version, accepted: true });
  await launch();
  const start = (given = {}) =>
    startHeadlineTest(editor, { front, story, second: "The ferry is back", hours: 2, maxViews: 1_000, ...given });
  return { editor, front, path, story, storyPath, launch, start };
}
const headlineOf = async (front: string) => (await getLiveLayout(front))?.containers[0]?.cards[0]?.headline;
const testOf = async (front: string, story: string) => {
  const found = await findHeadlineTest(front, story);
  if (!found) throw new Error("no test");
  return found;
};
/** In the middle of the next slice with this headline. */
function minuteOf(id: string, arm: "first" | "second", from: number): number {
  let slice = sliceEnd(from);
  while (armAt(id, slice) !== arm) slice += sliceMs;
  return slice + 120_000;
}

test("readers get the headline of the moment, and the page is rendered again when it changes", async () => {
  const { front, story, start, editor } = await desk();
  await start();
  const { id } = await testOf(front, story);
  const page = newRenderContext();
  const before = Date.now();
  const shown = await renderContexts().run(page, () => headlineOf(front));
  const expected = [before, Date.now()].map((at) => (armAt(id, at) === "second" ? "The ferry is back" : ""));
  expect(expected).toContain(shown);
  expect([sliceEnd(before), sliceEnd(Date.now())]).toContain(page.until);
  expect((await getFrontView(editor, front)).tested).toEqual([story]);
  expect((await getStoredFront(front)).liveLayout.containers[0]?.cards[0]?.headline).toBe("");
  await endHeadlineTest(editor, { front, story });
  expect(await headlineOf(front)).toBe("");
  expect((await testOf(front, story)).isRunning).toBe(false);
});

test("views and clicks are counted for the headline that readers had, and the clear winner is proposed", async () => {
  const { front, path, story, storyPath, start } = await desk();
  await start({ maxViews: 100_000 });
  const { id } = await testOf(front, story);
  const [first, second] = [minuteOf(id, "first", Date.now()), minuteOf(id, "second", Date.now())];
  const visit = (at: number, clicked: string | null, count: number) => ({ front: path, story: clicked, at, count });
  const visits = [
    visit(first, null, 500),
    visit(first, storyPath, 20),
    visit(second, null, 500),
    visit(second, storyPath, 60),
    visit(second, "/elsewhere", 40),
    visit(sliceEnd(first), null, 999), // the first minute of a slice
    { front: "/", story: null, at: first, count: 7 },
    visit(Date.now() - 3_600_000, null, 5), // before the test
  ];
  await Promise.all([countVisits(visits), countVisits(visits)]);
  expect(await testOf(front, story)).toMatchObject({
    firstViews: 1_000,
    firstClicks: 40,
    secondViews: 1_000,
    secondClicks: 120,
    winner: "second",
    isRunning: true,
  });
  expect(await listTestedPaths()).toContain(path);
});

test("a test ends by itself after enough views or at its time, and one card has one test at a time", async () => {
  const { front, path, story, start, editor } = await desk();
  await start();
  await expect(start()).rejects.toMatchObject({ code: "WRONG_STATE", detail: { why: "TESTED" } });
  const { id } = await testOf(front, story);
  const purges = () => appClient().pressPurge.count({ where: { tags: { has: `front:${front}` } } });
  const before = await purges();
  await countVisits([{ front: path, story: null, at: minuteOf(id, "first", Date.now()), count: 1_000 }]);
  expect((await testOf(front, story)).isRunning).toBe(false);
  expect(await purges()).toBe(before + 1);
  await start();
  const { id: next } = await testOf(front, story);
  await appClient().headlineTest.update({ where: { id: next }, data: { endsAt: new Date(Date.now() - 1_000) } });
  expect(await headlineOf(front)).toBe("");
  expect(await listTestedPaths()).not.toContain(path);
  expect((await getFrontView(editor, front)).tested).toEqual([]);
});

test("a launch that changes the headline of the card ends its test, and other launches do not", async () => {
  const { front, story, start, editor, launch } = await desk();
  await start();
  await editFront(editor, { front, edit: { kind: "change card", story, fields: { size: "big" } } });
  await launch();
  expect((await testOf(front, story)).isRunning).toBe(true);
  await editFront(editor, { front, edit: { kind: "change card", story, fields: { headline: "Back at last" } } });
  await launch();
  expect((await testOf(front, story)).isRunning).toBe(false);
});

test("only people who may launch the front test headlines, and only of cards that are live", async () => {
  const { front, story, editor } = await desk();
  const wanted = { front, story, second: "Another", hours: 1, maxViews: 100 };
  await expect(startHeadlineTest(await createPerson("REPORTER"), wanted)).rejects.toMatchObject({
    code: "NOT_ALLOWED",
  });
  const { id: other } = await createReadyStory(editor);
  await expect(startHeadlineTest(editor, { ...wanted, story: other })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await setFrontLock(await createPerson("EDITOR"), { front, note: "Night shift", until: null });
  await expect(startHeadlineTest(editor, wanted)).rejects.toMatchObject({ detail: { why: "LOCKED" } });
});
