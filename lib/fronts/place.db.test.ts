import { expect, test } from "vitest";
import type { Person } from "#lib/actor.ts";
import { createPerson, createSection } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { listSections } from "../published/taxonomy/data.ts";
import { publishStory } from "../stories/publishing/mutations.ts";
import { getFrontView } from "./desk-data.ts";
import { editFront, launchFront } from "./draft-mutations.ts";
import { getComposedFront, getLiveLayout } from "./layout-data.ts";
import { setFrontLock } from "./lock-mutations.ts";
import { placeOnFront } from "./place-mutations.ts";
import { scheduleLaunch } from "./schedule-mutations.ts";

const ready = (editor: Person, section: string, headline: string) =>
  createReadyStory(editor, { headline, fields: { section } });
async function live(editor: Person, section: string, headline: string): Promise<string> {
  const { id } = await ready(editor, section, headline);
  await publishStory(editor, { storyId: id, version: 0, showUpdated: true });
  return id;
}
async function desk() {
  const editor = await createPerson("EDITOR");
  const { id: front } = await createSection();
  for (const headline of ["One", "Two"]) await live(editor, front, headline);
  const { layout } = await getFrontView(editor, front);
  const lead = layout.containers.find(({ arrangement }) => arrangement === "lead")?.id ?? "";
  const place = (story: string, position: "first" | "second", actor = editor) =>
    placeOnFront(actor, { front, story, container: lead, position });
  return { editor, front, lead, place };
}
/** The headlines of the first container as readers get it. */
async function shown(front: string): Promise<string[]> {
  const layout = await getLiveLayout(front);
  if (!layout) return [];
  const composed = await getComposedFront(layout, { front, sections: await listSections(), now: new Date() });
  return composed.containers[0]?.stories.map(({ story }) => story.headline) ?? [];
}

test("a story becomes the lead of the live front at once, and the second place is after the story that leads", async () => {
  const { editor, front, place } = await desk();
  const ferry = await live(editor, front, "Ferry");
  await place(ferry, "second"); // the rule shows the newest first, which is Ferry itself: Two leads
  expect((await shown(front)).slice(0, 2)).toEqual(["Two", "Ferry"]);
  const crane = await live(editor, front, "Crane");
  expect(await place(crane, "first")).toMatchObject({ number: 2, isReplacedLater: false });
  expect((await shown(front)).slice(0, 3)).toEqual(["Crane", "Two", "Ferry"]);
  await place(ferry, "first");
  expect((await shown(front)).slice(0, 3)).toEqual(["Ferry", "Crane", "Two"]);
});

test("a story that is not published yet is placed, and appears when it is", async () => {
  const { editor, front, place } = await desk();
  const { id, version } = await ready(editor, front, "Embargoed");
  await place(id, "first");
  expect(await shown(front)).toEqual(["Two", "One"]);
  await publishStory(editor, { storyId: id, version, showUpdated: true });
  expect((await shown(front))[0]).toBe("Embargoed");
});

test("a draft keeps its changes and takes the placed story over", async () => {
  const { editor, front, lead, place } = await desk();
  const [ferry, crane] = [await live(editor, front, "Ferry"), await live(editor, front, "Crane")];
  await editFront(editor, { front, edit: { kind: "place", story: ferry, container: lead, before: null } });
  await place(crane, "first");
  const { layout, hasDraft } = await getFrontView(editor, front);
  expect(hasDraft).toBe(true);
  const stories = layout.containers.flatMap(({ cards }) => cards.map(({ story }) => story));
  expect([...stories].sort()).toEqual([ferry, crane].sort());
});

test("a story is not placed on a front that somebody else has locked, nor by a reporter", async () => {
  const { editor, front, place } = await desk();
  const ferry = await live(editor, front, "Ferry");
  await expect(place(ferry, "first", await createPerson("REPORTER"))).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  await setFrontLock(await createPerson("EDITOR"), { front, note: "Night shift", until: null });
  await expect(place(ferry, "first")).rejects.toMatchObject({ code: "WRONG_STATE", detail: { why: "LOCKED" } });
  expect(await getLiveLayout(front)).toBeNull();
});

test("the editor learns that a scheduled launch will replace the place", async () => {
  const { editor, front, lead, place } = await desk();
  const [ferry, crane] = [await live(editor, front, "Ferry"), await live(editor, front, "Crane")];
  await place(ferry, "first");
  await editFront(editor, { front, edit: { kind: "change container", container: lead, fields: { title: "Tonight" } } });
  const { version } = await getFrontView(editor, front);
  await scheduleLaunch(editor, { front, version, dueAt: new Date(Date.now() + 3_600_000).toISOString() });
  expect(await place(crane, "first")).toMatchObject({ isReplacedLater: true });
  const { version: next } = await getFrontView(editor, front);
  await expect(launchFront(editor, { front, version: next, accepted: false })).rejects.toMatchObject({
    detail: { why: "NO_DRAFT" },
  });
});
