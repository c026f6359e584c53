import { describe, expect, test } from "vitest";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory, readDocument, typeInHeadline } from "#prisma/story-factories.ts";
import { appClient } from "../postgres/app.ts";
import { readerClient } from "../postgres/reader.ts";
import { getStatus } from "../stories/data.ts";
import { correctStory, publishStory, reinstateStory, takeDownStory } from "../stories/publishing/mutations.ts";
import { saveSteps } from "../stories/saving/mutations.ts";
import { approveStory, fileStory } from "../stories/verbs/mutations.ts";
import { liftEmbargo, setEmbargo } from "./embargo-mutations.ts";
import { reschedule, schedulePublication } from "./mutations.ts";
import { performNextDue, performNow } from "./perform-mutations.ts";

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const isPublished = async (storyId: string) => (await readerClient().liveStory.count({ where: { storyId } })) > 0;
const embargo = { until: inMinutes(60), reason: "Agreed with the ministry." };
const publish = (actor: Parameters<typeof publishStory>[0], storyId: string, version = 0) =>
  publishStory(actor, { storyId, version, showUpdated: true });
/** Moves the end of an embargo and its act into the past. */
async function letItEnd(storyId: string) {
  const past = new Date(Date.now() - 1_000);
  await appClient().story.update({ where: { id: storyId }, data: { embargoUntil: past }, select: { id: true } });
  await appClient().scheduledAct.updateMany({ where: { storyId, verb: "END_EMBARGO" }, data: { dueAt: past } });
}

describe("an embargo", () => {
  test("lets a story be edited, filed and approved, and refuses to publish it by hand", async () => {
    const [reporter, editor] = [await createPerson("REPORTER"), await createPerson("EDITOR")];
    const { id } = await createReadyStory(reporter);
    const { status } = await setEmbargo(editor, { storyId: id, ...embargo });
    expect(status.schedule.embargo).toMatchObject({ ...embargo, by: { id: editor.id } });
    await saveSteps(reporter, typeInHeadline(id, await readDocument(id), 0, "!"));
    await fileStory(reporter, { storyId: id });
    await approveStory(editor, { storyId: id, version: 1 });
    await expect(publish(editor, id, 1)).rejects.toMatchObject({ code: "EMBARGOED", detail: { until: embargo.until } });
    expect(await isPublished(id)).toBe(false);
  });

  test("refuses a schedule before its end, also for an act that is moved, and takes one for its end", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createReadyStory(editor);
    await setEmbargo(editor, { storyId: id, ...embargo });
    const plan = (dueAt: string) => schedulePublication(editor, { storyId: id, version: 0, showUpdated: true, dueAt });
    await expect(plan(inMinutes(30))).rejects.toMatchObject({ code: "EMBARGOED" });
    const { actId } = await plan(embargo.until);
    await expect(reschedule(editor, { actId, dueAt: inMinutes(30) })).rejects.toMatchObject({ code: "EMBARGOED" });
    await expect(performNow(editor, { actId })).rejects.toMatchObject({ code: "EMBARGOED" });
    expect(await isPublished(id)).toBe(false);
  });

  test("stops a publication that was scheduled for before its end", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createReadyStory(editor);
    await schedulePublication(editor, { storyId: id, version: 0, showUpdated: true, dueAt: inMinutes(30) });
    const { status } = await setEmbargo(editor, { storyId: id, ...embargo });
    expect(status).toMatchObject({ copy: "DRAFT", schedule: { stopped: [{ reason: "EMBARGOED" }] } });
    expect(status.schedule.due.map(({ verb }) => verb)).toEqual(["END_EMBARGO"]);
  });

  test("refuses corrections and updates of a published story, and its reinstatement, but not its take-down", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createReadyStory(editor);
    await publish(editor, id);
    await setEmbargo(editor, { storyId: id, ...embargo });
    await expect(publish(editor, id)).rejects.toMatchObject({ code: "EMBARGOED" });
    await expect(
      correctStory(editor, { storyId: id, version: 0, kind: "CORRECTION", note: "Not so." }),
    ).rejects.toMatchObject({ code: "EMBARGOED" });
    await takeDownStory(editor, { storyId: id, reason: "Published too early." });
    await expect(reinstateStory(editor, { storyId: id })).rejects.toMatchObject({ code: "EMBARGOED" });
    expect(await isPublished(id)).toBe(false);
  });

  test("ends by itself, and the story is published that was scheduled for its end", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createReadyStory(editor);
    await setEmbargo(editor, { storyId: id, ...embargo });
    const { actId } = await schedulePublication(editor, {
      storyId: id,
      version: 0,
      showUpdated: true,
      dueAt: embargo.until,
    });
    while (await performNextDue());
    expect(await isPublished(id)).toBe(false);
    await letItEnd(id);
    await appClient().scheduledAct.update({ where: { id: actId }, data: { dueAt: new Date() }, select: { id: true } });
    while (await performNextDue());
    expect(await isPublished(id)).toBe(true);
    expect((await getStatus(editor, id)).schedule).toEqual({ due: [], stopped: [], embargo: null, unlistedAt: null });
    expect(await appClient().auditEvent.count({ where: { subjectId: id, action: "story.embargo_ended" } })).toBe(1);
  });

  test("can be set and made longer by the story's writer, but shortened and lifted only by an editor, with a reason that is recorded", async () => {
    const [writer, other, editor] = [
      await createPerson("REPORTER"),
      await createPerson("REPORTER"),
      await createPerson("EDITOR"),
    ];
    const { id } = await createReadyStory(writer);
    await expect(setEmbargo(other, { storyId: id, ...embargo })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    await setEmbargo(writer, { storyId: id, ...embargo });
    await setEmbargo(writer, { storyId: id, until: inMinutes(90), reason: "" });
    await expect(setEmbargo(writer, { storyId: id, until: inMinutes(10), reason: "" })).rejects.toMatchObject({
      code: "NOT_ALLOWED",
    });
    await expect(liftEmbargo(writer, { storyId: id, reason: "I want to." })).rejects.toMatchObject({
      code: "NOT_ALLOWED",
    });
    await liftEmbargo(editor, { storyId: id, reason: "The ministry published it." });
    await publish(editor, id);
    const events = await appClient().auditEvent.findMany({
      where: { subjectId: id, action: { startsWith: "story.embargo" } },
      orderBy: { at: "asc" },
      select: { action: true, detail: true },
    });
    expect(events.map(({ action }) => action)).toEqual([
      "story.embargo_set",
      "story.embargo_set",
      "story.embargo_lifted",
    ]);
    expect(events[2]?.detail).toMatchObject({ reason: "The ministry published it." });
    while (await performNextDue()); // nothing is left to end
    expect(await appClient().auditEvent.count({ where: { subjectId: id, action: "story.embargo_ended" } })).toBe(0);
  });

  test("cannot be set for a time in the past", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createReadyStory(editor);
    await expect(setEmbargo(editor, { storyId: id, until: inMinutes(-1), reason: "" })).rejects.toMatchObject({
      code: "IN_THE_PAST",
    });
  });
});
