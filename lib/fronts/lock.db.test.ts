import { describe, expect, test } from "vitest";
import type { Person } from "#lib/actor.ts";
import { createPerson, createSection } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { newId } from "../ids.ts";
import { appClient } from "../postgres/app.ts";
import { getFrontView, getStoredFront, listFrontStates } from "./desk-data.ts";
import { editFront, launchFront, restoreLaunch } from "./draft-mutations.ts";
import { containerSchema, type FrontEdit } from "./layout-schema.ts";
import { chooseLaunchers, removeFrontLock, setFrontLock } from "./lock-mutations.ts";
import { cancelScheduledLaunch, performNextLaunch, scheduleLaunch } from "./schedule-mutations.ts";

const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
const edit = (editor: Person, front: string, change: FrontEdit) => editFront(editor, { front, edit: change });

/** A front with a draft, its editor, a colleague, and an admin. */
async function desk() {
  const [editor, colleague, admin] = [
    await createPerson("EDITOR"),
    await createPerson("EDITOR"),
    await createPerson("ADMIN"),
  ];
  const { id: front } = await createSection();
  const { id: story } = await createReadyStory(editor, { fields: { section: front } });
  const container = containerSchema.parse({ id: newId(), arrangement: "row", cards: [{ story }] });
  await edit(colleague, front, { kind: "add container", container, before: null });
  const version = async () => (await getStoredFront(front)).version;
  const launch = async (actor: Person, overridesLock = false) =>
    launchFront(actor, { front, version: await version(), accepted: true, overridesLock });
  const schedule = async (actor: Person, dueAt: string) =>
    scheduleLaunch(actor, { front, version: await version(), dueAt });
  return { editor, colleague, admin, front, story, container: container.id, version, launch, schedule };
}
const locked = { code: "WRONG_STATE", detail: { why: "LOCKED" } };

describe("a locked front", () => {
  test("is launched by nobody but the person who locked it, until it is unlocked", async () => {
    const { editor, colleague, front, story, launch } = await desk();
    await setFrontLock(editor, { front, note: "Night shift, ring me first", until: null });
    expect((await getFrontView(colleague, front)).lock).toMatchObject({
      name: editor.name,
      note: "Night shift, ring me first",
    });
    expect((await listFrontStates()).get(front)?.lockedBy).toBe(editor.name);
    await expect(launch(colleague)).rejects.toMatchObject(locked);
    await expect(launch(colleague, true)).rejects.toMatchObject(locked); // only admins may
    await expect(setFrontLock(colleague, { front, note: "Mine", until: null })).rejects.toMatchObject(locked);
    await expect(removeFrontLock(colleague, { front })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    await expect(launch(editor)).resolves.toMatchObject({ number: 1 });
    await removeFrontLock(editor, { front });
    await edit(colleague, front, { kind: "remove", story });
    await expect(launch(colleague)).resolves.toMatchObject({ number: 2 });
    const events = await appClient().auditEvent.findMany({ where: { subjectId: front }, orderBy: { id: "asc" } });
    expect(events.map(({ action }) => action)).toEqual([
      "front.locked",
      "front.launched",
      "front.unlocked",
      "front.launched",
    ]);
  });

  test("is launched by an admin who says so, and the audit log names the lock", async () => {
    const { editor, admin, front, launch } = await desk();
    await setFrontLock(editor, { front, note: "Night shift", until: null });
    await expect(launch(admin)).rejects.toMatchObject(locked);
    await launch(admin, true);
    const event = await appClient().auditEvent.findFirstOrThrow({
      where: { subjectId: front, action: "front.launched" },
    });
    expect(event).toMatchObject({ actorId: admin.id, detail: { lockedBy: editor.name } });
    await removeFrontLock(admin, { front });
    expect((await getStoredFront(front)).lock).toBeNull();
  });

  test("is free again when its time is over", async () => {
    const { editor, colleague, front, launch } = await desk();
    await setFrontLock(editor, { front, note: "Until six", until: inHours(1) });
    await expect(launch(colleague)).rejects.toMatchObject(locked);
    const lock = { id: editor.id, name: editor.name, note: "Until six", at: inHours(-2), until: inHours(-1) };
    await appClient().front.update({ where: { id: front }, data: { lock } });
    expect((await getFrontView(colleague, front)).lock).toBeNull();
    await expect(launch(colleague)).resolves.toMatchObject({ number: 1 });
    await expect(setFrontLock(editor, { front, note: "Late", until: inHours(-1) })).rejects.toMatchObject({
      code: "IN_THE_PAST",
    });
  });

  test("takes scheduled launches of others for after its end only, and lets earlier ones be performed", async () => {
    const { editor, colleague, front, schedule, story, container } = await desk();
    const { id } = await schedule(colleague, inHours(1));
    await setFrontLock(editor, { front, note: "Until six", until: inHours(2) });
    await edit(colleague, front, { kind: "place", story, container, before: null }).catch(() => undefined);
    const added = containerSchema.parse({ id: newId(), arrangement: "list" });
    await edit(colleague, front, { kind: "add container", container: added, before: null });
    await expect(schedule(colleague, inHours(1.5))).rejects.toMatchObject(locked);
    await schedule(colleague, inHours(3));
    await appClient().scheduledLaunch.update({ where: { id }, data: { dueAt: new Date(Date.now() - 1_000) } });
    expect(await performNextLaunch()).toMatchObject({ id, outcome: "DONE" });
  });
});

describe("a front that names who may launch it", () => {
  test("is launched, scheduled and locked by them and by admins only", async () => {
    const { editor, colleague, admin, front, launch, schedule, story } = await desk();
    await expect(chooseLaunchers(editor, { front, people: [editor.id] })).rejects.toMatchObject({
      code: "NOT_ALLOWED",
    });
    await chooseLaunchers(admin, { front, people: [editor.id] });
    expect((await getFrontView(colleague, front)).launchers).toEqual([{ id: editor.id, name: editor.name }]);
    const refused = { code: "NOT_ALLOWED" };
    await expect(launch(colleague)).rejects.toMatchObject(refused);
    await expect(schedule(colleague, inHours(1))).rejects.toMatchObject(refused);
    await expect(setFrontLock(colleague, { front, note: "Mine", until: null })).rejects.toMatchObject(refused);
    const { id } = await schedule(editor, inHours(1));
    await expect(cancelScheduledLaunch(colleague, { id })).rejects.toMatchObject(refused);
    await cancelScheduledLaunch(admin, { id });
    await expect(launch(editor)).resolves.toMatchObject({ number: 1 });
    await edit(colleague, front, { kind: "remove", story }); // the draft is everybody's
    await expect(launch(admin)).resolves.toMatchObject({ number: 2 });
    await chooseLaunchers(admin, { front, people: [] });
    await edit(colleague, front, {
      kind: "add container",
      container: containerSchema.parse({ id: newId(), arrangement: "list" }),
      before: null,
    });
    await expect(launch(colleague)).resolves.toMatchObject({ number: 3 });
  });

  test("does not perform a scheduled launch of one who may no longer launch it", async () => {
    const { editor, colleague, admin, front, schedule } = await desk();
    const { id } = await schedule(colleague, inHours(1));
    await chooseLaunchers(admin, { front, people: [editor.id] });
    await appClient().scheduledLaunch.update({ where: { id }, data: { dueAt: new Date(Date.now() - 1_000) } });
    expect(await performNextLaunch()).toMatchObject({ id, outcome: "STOPPED" });
  });

  test("takes active editors only", async () => {
    const { admin, front } = await desk();
    const reporter = await createPerson("REPORTER");
    await expect(chooseLaunchers(admin, { front, people: [reporter.id] })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
  });
});

test("the draft names who changed which card, also after a launch is restored", async () => {
  const { editor, colleague, front, story, container, launch, version } = await desk();
  await launch(editor);
  await edit(colleague, front, { kind: "remove", story });
  await edit(editor, front, { kind: "change container", container, fields: { title: "Harbour" } });
  const trail = async () => (await getFrontView(editor, front)).trail.map(({ kind, by }) => [kind, by]);
  expect(await trail()).toEqual([
    ["edited", editor.name],
    ["removed", colleague.name],
  ]);
  await launch(editor);
  expect(await trail()).toEqual([]);
  await restoreLaunch(colleague, { front, number: 1, version: await version() });
  expect(await trail()).toEqual([
    ["edited", colleague.name],
    ["placed", colleague.name],
  ]);
});
