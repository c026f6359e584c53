import { describe, expect, test } from "vitest";
import type { Person } from "#lib/actor.ts";
import { createPerson, createSection } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { newId } from "../ids.ts";
import { appClient } from "../postgres/app.ts";
import { publishStory } from "../stories/publishing/mutations.ts";
import { listPlannedLaunches } from "./calendar-data.ts";
import { getFrontView } from "./desk-data.ts";
import { editFront, launchFront } from "./draft-mutations.ts";
import { getLiveLayout } from "./layout-data.ts";
import { containerSchema, type FrontEdit } from "./layout-schema.ts";
import { cancelScheduledLaunch, moveScheduledLaunch, performNextLaunch, scheduleLaunch } from "./schedule-mutations.ts";

/** A launched front of a section with two containers of one story each, and a third story. */
async function desk() {
  const editor = await createPerson("EDITOR");
  const { id: front } = await createSection();
  const story = async () => {
    const { id } = await createReadyStory(editor, { fields: { section: front } });
    await publishStory(editor, { storyId: id, version: 0, showUpdated: true });
    return id;
  };
  const [one, two, three] = [await story(), await story(), await story()];
  const box = (id: string) => containerSchema.parse({ id: newId(), arrangement: "row", cards: [{ story: id }] });
  const [first, second] = [box(one), box(two)];
  for (const container of [first, second])
    await edit(editor, front, { kind: "add container", container, before: null });
  await launch(editor, front);
  return { editor, front, one, two, three, first: first.id, second: second.id };
}
const edit = (editor: Person, front: string, change: FrontEdit) => editFront(editor, { front, edit: change });
const launch = async (editor: Person, front: string, accepted = false) =>
  launchFront(editor, { front, version: (await getFrontView(editor, front)).version, accepted });
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
async function schedule(editor: Person, front: string): Promise<string> {
  const { version } = await getFrontView(editor, front);
  return (await scheduleLaunch(editor, { front, version, dueAt: inAnHour() })).id;
}
/** The time has come. */
const due = (id: string) =>
  appClient().scheduledLaunch.update({ where: { id }, data: { dueAt: new Date(Date.now() - 1_000) } });
async function cardsOf(front: string, container: string): Promise<string[] | undefined> {
  const layout = await getLiveLayout(front);
  return layout?.containers.find(({ id }) => id === container)?.cards.map(({ story }) => story);
}

describe("a scheduled launch", () => {
  test("shows the frozen draft at its time, once, and leaves the front free to be edited until then", async () => {
    const { editor, front, one, three, first } = await desk();
    await edit(editor, front, { kind: "place", story: three, container: first, before: one });
    const id = await schedule(editor, front);
    expect((await getFrontView(editor, front)).hasDraft).toBe(false);
    expect(await performNextLaunch()).toBeNull();
    await due(id);
    const performed = await Promise.all([performNextLaunch(), performNextLaunch()]);
    expect(performed.filter(Boolean)).toMatchObject([{ id, outcome: "DONE" }]);
    expect(await cardsOf(front, first)).toEqual([three, one]);
    expect(await getFrontView(editor, front)).toMatchObject({ live: { number: 2, by: editor.name } });
  });

  test("keeps what was launched since in containers that it does not change", async () => {
    const { editor, front, two, three, first, second } = await desk();
    await edit(editor, front, { kind: "change container", container: first, fields: { title: "Tonight" } });
    const id = await schedule(editor, front);
    await edit(editor, front, { kind: "place", story: three, container: second, before: two });
    await launch(editor, front);
    await due(id);
    await performNextLaunch();
    expect(await cardsOf(front, second)).toEqual([three, two]);
    const layout = await getLiveLayout(front);
    expect(layout?.containers.find((container) => container.id === first)?.title).toBe("Tonight");
  });

  test("asks before a launch of a container that it will replace", async () => {
    const { editor, front, three, first } = await desk();
    await edit(editor, front, { kind: "change container", container: first, fields: { title: "Tonight" } });
    await schedule(editor, front);
    await edit(editor, front, { kind: "place", story: three, container: first, before: null });
    await expect(launch(editor, front)).rejects.toMatchObject({ code: "WRONG_STATE", detail: { why: "SCHEDULED" } });
    expect(await launch(editor, front, true)).toMatchObject({ number: 2 });
  });

  test("brings a draft up to date, and the next launch asks about containers that both changed", async () => {
    const { editor, front, one, two, three, first, second } = await desk();
    await edit(editor, front, { kind: "place", story: three, container: first, before: one });
    await edit(editor, front, { kind: "change container", container: second, fields: { title: "Tonight" } });
    const id = await schedule(editor, front);
    await edit(editor, front, { kind: "change container", container: first, fields: { title: "Mine" } });
    await due(id);
    await performNextLaunch();
    const view = await getFrontView(editor, front);
    expect(view).toMatchObject({ hasDraft: true, clashes: [first] });
    expect(view.layout.containers.find((container) => container.id === second)?.title).toBe("Tonight");
    await expect(launch(editor, front)).rejects.toMatchObject({ code: "WRONG_STATE", detail: { why: "CLASH" } });
    await launch(editor, front, true);
    const shown = [...((await cardsOf(front, first)) ?? []), ...((await cardsOf(front, second)) ?? [])];
    expect(shown.sort()).toEqual([one, two, three].sort());
  });

  test("can be taken back as a draft, but not over another draft", async () => {
    const { editor, front, one, three, first } = await desk();
    await edit(editor, front, { kind: "place", story: three, container: first, before: one });
    const id = await schedule(editor, front);
    const { version } = await edit(editor, front, { kind: "remove", story: one });
    await expect(cancelScheduledLaunch(editor, { id })).rejects.toMatchObject({ detail: { why: "DRAFT" } });
    await launchFront(editor, { front, version, accepted: true });
    await cancelScheduledLaunch(editor, { id });
    expect((await getFrontView(editor, front)).hasDraft).toBe(true);
    await due(id);
    expect(await performNextLaunch()).toBeNull();
  });

  test("stops where its editor may not launch any more", async () => {
    const { editor, front, one, three, first } = await desk();
    await edit(editor, front, { kind: "place", story: three, container: first, before: one });
    const id = await schedule(editor, front);
    await appClient().person.update({ where: { id: editor.id }, data: { state: "SUSPENDED" } });
    await due(id);
    expect(await performNextLaunch()).toMatchObject({ id, outcome: "STOPPED" });
    expect(await cardsOf(front, first)).toEqual([one]);
  });

  test("rejects a time in the past and people who may not launch", async () => {
    const { editor, front, first } = await desk();
    const { version } = await edit(editor, front, {
      kind: "change container",
      container: first,
      fields: { title: "x" },
    });
    const dueAt = new Date(Date.now() - 60_000).toISOString();
    await expect(scheduleLaunch(editor, { front, version, dueAt })).rejects.toMatchObject({ code: "IN_THE_PAST" });
    const reporter = await createPerson("REPORTER");
    const asked = scheduleLaunch(reporter, { front, version, dueAt: inAnHour() });
    await expect(asked).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  });
});

describe("the schedule", () => {
  const span = () => ({ from: new Date(Date.now() - 86_400_000).toISOString(), to: inHours(24 * 7) });
  const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

  test("lists scheduled launches, which can be moved and cancelled there", async () => {
    const { editor, front, one, two, first } = await desk();
    await edit(editor, front, { kind: "place", story: two, container: first, before: one });
    const id = await schedule(editor, front);
    const listed = async () => (await listPlannedLaunches(editor, { ...span(), section: front }))[0];
    expect(await listed()).toMatchObject({ id, front, by: editor.name, state: "DUE", mayChange: true });
    const dueAt = inHours(5);
    const { version } = await getFrontView(editor, front);
    await moveScheduledLaunch(editor, { id, dueAt });
    expect(await listed()).toMatchObject({ dueAt });
    expect((await getFrontView(editor, front)).version).toBeGreaterThan(version); // open pages read it anew
    const reporter = await createPerson("REPORTER");
    expect((await listPlannedLaunches(reporter, { ...span(), section: front }))[0]?.mayChange).toBe(false);
    await expect(moveScheduledLaunch(reporter, { id, dueAt })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    await expect(moveScheduledLaunch(editor, { id, dueAt: inHours(-1) })).rejects.toMatchObject({
      code: "IN_THE_PAST",
    });
    await cancelScheduledLaunch(editor, { id });
    expect(await listed()).toBeUndefined();
    await expect(moveScheduledLaunch(editor, { id, dueAt })).rejects.toMatchObject({ detail: { why: "CANCELLED" } });
    expect((await getFrontView(editor, front)).hasDraft).toBe(true);
  });

  test("shows an overdue launch whatever the week, and only those of the person asked for", async () => {
    const { editor, front, one, two, first } = await desk();
    await edit(editor, front, { kind: "place", story: two, container: first, before: one });
    const id = await schedule(editor, front);
    await due(id);
    const later = { from: inHours(24 * 30), to: inHours(24 * 37) };
    const found = await listPlannedLaunches(editor, { ...later, section: front });
    expect(found).toMatchObject([{ id, state: "DUE" }]);
    const other = await createPerson("EDITOR");
    expect(await listPlannedLaunches(editor, { ...later, section: front, person: other.id })).toEqual([]);
    expect(await performNextLaunch()).toMatchObject({ id });
    expect(await listPlannedLaunches(editor, { ...span(), section: front })).toMatchObject([{ id, state: "DONE" }]);
  });
});
