import { describe, expect, test } from "vitest";
import { createPerson } from "#prisma/factories.ts";
import { allChanges, createReadyStory, readDocument, typeInHeadline } from "#prisma/story-factories.ts";
import type { Person } from "../actor.ts";
import { appClient } from "../postgres/app.ts";
import { readerClient } from "../postgres/reader.ts";
import { blankStory } from "../stories/blanking/mutations.ts";
import { getStatus } from "../stories/data.ts";
import { correctStory, publishStory, reinstateStory, takeDownStory } from "../stories/publishing/mutations.ts";
import { saveSteps } from "../stories/saving/mutations.ts";
import { approveStory, fileStory, spikeStory } from "../stories/verbs/mutations.ts";
import { meaningOf } from "../wall-time.ts";
import { countLeftOut, listSchedule, listScheduleOfStory } from "./data.ts";
import { setEmbargo } from "./embargo-mutations.ts";
import {
  includeChanges,
  reschedule,
  retryStopped,
  scheduleCorrection,
  schedulePublication,
  scheduleTakeDown,
  unschedule,
} from "./mutations.ts";
import { performNextDue, performNow } from "./perform-mutations.ts";

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
const published = (storyId: string) =>
  readerClient().liveStory.findUnique({ where: { storyId }, select: { headline: true, corrections: true } });
const stateOf = (storyId: string) =>
  appClient().story.findUniqueOrThrow({
    where: { id: storyId },
    select: { copy: true, publication: true, publishedVersion: true, scheduledFor: true, approvedRevisionId: true },
  });
const actOf = (id: string) =>
  appClient().scheduledAct.findUniqueOrThrow({
    where: { id },
    select: { state: true, reason: true, finishedAt: true, dueAt: true, copyBefore: true },
  });
/** As if the clock had come to the instant of the act, some seconds ago. */
const makeDue = (id: string, secondsAgo = 1) =>
  appClient().scheduledAct.update({
    where: { id },
    data: { dueAt: new Date(Date.now() - secondsAgo * 1_000) },
    select: { id: true },
  });
/** Performs this act and what else is due before it. */
async function perform(id: string): Promise<string> {
  await makeDue(id);
  for (;;) {
    const performed = await performNextDue();
    if (!performed || performed.id === id) return performed?.outcome ?? "NOTHING";
  }
}
const edit = async (actor: Person, storyId: string, version: number, text: string) =>
  saveSteps(actor, typeInHeadline(storyId, await readDocument(storyId), version, text));
const plan = (actor: Person, storyId: string, version = 0, minutes = 60) =>
  schedulePublication(actor, { storyId, version, showUpdated: true, dueAt: inMinutes(minutes) });

describe("scheduling", () => {
  test("a scheduled story is not published before its instant, and once after", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createReadyStory(editor, { headline: "At six" });
    const { actId, status } = await plan(editor, id);
    expect(status).toMatchObject({ copy: "SCHEDULED", publication: "NEVER", schedule: { due: [{ id: actId }] } });
    while (await performNextDue());
    expect(await published(id)).toBeNull();
    expect(await perform(actId)).toBe("DONE");
    expect(await published(id)).toMatchObject({ headline: "At six" });
    expect(await stateOf(id)).toMatchObject({ copy: "DRAFT", publication: "LIVE", scheduledFor: null });
    while (await performNextDue());
    expect(await appClient().revision.count({ where: { storyId: id, kind: "PUBLISHED" } })).toBe(1);
    const { dueAt, finishedAt } = await actOf(actId);
    const lateSeconds = Math.floor((Number(finishedAt) - dueAt.getTime()) / 1_000);
    expect(lateSeconds).toBeGreaterThanOrEqual(1);
    const [row] = await listScheduleOfStory(editor, id);
    expect(row).toMatchObject({ state: "DONE", lateSeconds });
  });

  test("an edit after scheduling stays out of the publication, and the story then has unpublished changes", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createReadyStory(editor, { headline: "Frozen" });
    const { actId } = await plan(editor, id);
    expect(await countLeftOut(editor, actId)).toBe(0);
    await edit(editor, id, 0, " and changed");
    expect(await countLeftOut(editor, actId)).toBe(1);
    await perform(actId);
    expect((await published(id))?.headline).toBe("Frozen");
    expect(await stateOf(id)).toMatchObject({ copy: "DRAFT", publishedVersion: 0 });
    expect((await getStatus(editor, id)).version).toBe(1);
  });

  test("including the changes freezes the copy anew", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createReadyStory(editor, { headline: "Frozen" });
    const { actId } = await plan(editor, id);
    await edit(editor, id, 0, " again");
    await expect(includeChanges(editor, { actId, version: 0 })).rejects.toMatchObject({ code: "CHANGED_MEANWHILE" });
    await includeChanges(editor, { actId, version: 1 });
    expect(await countLeftOut(editor, actId)).toBe(0);
    await perform(actId);
    expect((await published(id))?.headline).toBe("Frozen again");
  });

  test("approved copy keeps its approval while it is scheduled, and after it is unscheduled unchanged", async () => {
    const [reporter, editor] = [await createPerson("REPORTER"), await createPerson("EDITOR")];
    const { id } = await createReadyStory(reporter);
    await fileStory(reporter, { storyId: id });
    await approveStory(editor, { storyId: id, version: 0 });
    const { approvedRevisionId } = await stateOf(id);
    const { actId, status } = await plan(editor, id);
    expect(status.approvedBy?.id).toBe(editor.id);
    expect(await unschedule(editor, { actId })).toMatchObject({ status: { copy: "READY", schedule: { due: [] } } });
    expect(await stateOf(id)).toMatchObject({ approvedRevisionId, scheduledFor: null });
  });

  test("approved copy that was changed while it was scheduled is filed again when it is unscheduled", async () => {
    const [reporter, editor] = [await createPerson("REPORTER"), await createPerson("EDITOR")];
    const { id } = await createReadyStory(reporter);
    await fileStory(reporter, { storyId: id });
    await approveStory(editor, { storyId: id, version: 0 });
    const { actId } = await plan(editor, id);
    await edit(editor, id, 0, "!");
    expect((await unschedule(editor, { actId })).status).toMatchObject({ copy: "FILED", approvedBy: null });
    expect((await stateOf(id)).approvedRevisionId).toBeNull();
  });

  test.each(["DRAFT", "FILED"] as const)("unscheduling returns %s copy to where it was", async (copy) => {
    const editor = await createPerson("EDITOR");
    const { id } = await createReadyStory(editor);
    if (copy === "FILED") await fileStory(editor, { storyId: id });
    const { actId } = await plan(editor, id);
    expect((await unschedule(editor, { actId })).status.copy).toBe(copy);
    expect(await perform(actId)).toBe("NOTHING");
    expect(await actOf(actId)).toMatchObject({ state: "CANCELLED", reason: "UNSCHEDULED" });
  });

  test("a time in the past is refused, for a new act and for one that is moved", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createReadyStory(editor);
    await expect(plan(editor, id, 0, -1)).rejects.toMatchObject({ code: "IN_THE_PAST" });
    const { actId } = await plan(editor, id);
    await expect(reschedule(editor, { actId, dueAt: inMinutes(-1) })).rejects.toMatchObject({ code: "IN_THE_PAST" });
    const dueAt = inMinutes(90);
    const moved = await reschedule(editor, { actId, dueAt });
    expect(moved.status.schedule.due[0]?.dueAt).toBe(dueAt);
    expect((await stateOf(id)).scheduledFor?.toISOString()).toBe(dueAt);
  });

  test("an incomplete story cannot be scheduled, and is left as it is", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createReadyStory(editor, { headline: "" });
    await expect(plan(editor, id)).rejects.toMatchObject({ code: "NOT_READY", detail: { missing: ["HEADLINE"] } });
    expect(await stateOf(id)).toMatchObject({ copy: "DRAFT", scheduledFor: null });
  });

  test("only editors schedule, and nobody schedules two publications of one story", async () => {
    const [reporter, editor] = [await createPerson("REPORTER"), await createPerson("EDITOR")];
    const { id } = await createReadyStory(reporter);
    await expect(plan(reporter, id)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    const { actId } = await plan(editor, id);
    await expect(plan(editor, id)).rejects.toMatchObject({ code: "WRONG_STATE" });
    await expect(unschedule(reporter, { actId })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
    await expect(performNow(reporter, { actId })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  });

  test("publishing now performs the act early, in the name of the person who asked", async () => {
    const [editor, other] = [await createPerson("EDITOR"), await createPerson("EDITOR")];
    const { id } = await createReadyStory(editor, { headline: "Early" });
    const { actId } = await plan(editor, id);
    const { receipt, status } = await performNow(other, { actId });
    expect(receipt?.headline).toBe("Early");
    expect(status).toMatchObject({ copy: "DRAFT", publication: "LIVE", schedule: { due: [] } });
    expect((await actOf(actId)).state).toBe("DONE");
    const event = await appClient().auditEvent.findFirstOrThrow({
      where: { subjectId: id, action: "story.published" },
      select: { actorId: true },
    });
    expect(event.actorId).toBe(other.id);
  });

  test("a scheduled correction publishes the chosen changes with its note, and leaves what others wrote since", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createReadyStory(editor, { headline: "Tuesday" });
    await publishStory(editor, { storyId: id, version: 0, showUpdated: true });
    await edit(editor, id, 0, " 24th");
    const { actId } = await scheduleCorrection(editor, {
      storyId: id,
      version: 1,
      kind: "CORRECTION",
      note: "It was the 24th.",
      changes: await allChanges(editor, id),
      dueAt: inMinutes(30),
    });
    await fileStory(editor, { storyId: id });
    await edit(editor, id, 1, ", he said");
    await perform(actId);
    expect(await published(id)).toMatchObject({
      headline: "Tuesday 24th",
      corrections: [{ kind: "CORRECTION", note: "It was the 24th." }],
    });
    expect(await stateOf(id)).toMatchObject({ copy: "FILED", publishedVersion: 1 });
  });

  test("a scheduled take-down takes the story down with its reason", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createReadyStory(editor);
    await expect(
      scheduleTakeDown(editor, { storyId: id, reason: "Rights end.", dueAt: inMinutes(30) }),
    ).rejects.toMatchObject({ code: "WRONG_STATE" });
    await plan(editor, id, 0, 10);
    await expect(
      scheduleTakeDown(editor, { storyId: id, reason: "Rights end.", dueAt: inMinutes(5) }),
    ).rejects.toMatchObject({ code: "INVALID" });
    const end = await scheduleTakeDown(editor, { storyId: id, reason: "Rights end.", dueAt: inMinutes(30) });
    const [publication] = end.status.schedule.due;
    await perform(publication?.id ?? "");
    expect(await published(id)).not.toBeNull();
    expect(await perform(end.actId)).toBe("DONE");
    expect(await published(id)).toBeNull();
    expect(await stateOf(id)).toMatchObject({ publication: "TAKEN_DOWN", scheduledFor: null });
  });
});

describe("what happens to an act when the story changes meanwhile", () => {
  const withUpdate = async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createReadyStory(editor, { headline: "First" });
    await publishStory(editor, { storyId: id, version: 0, showUpdated: true });
    await edit(editor, id, 0, " update");
    const end = await scheduleTakeDown(editor, { storyId: id, reason: "It expires.", dueAt: inMinutes(90) });
    const update = await plan(editor, id, 1, 30);
    return { editor, id, end: end.actId, update: update.actId };
  };

  test("a correction by hand cancels a scheduled update, which would undo it, and keeps the take-down", async () => {
    const { editor, id, end, update } = await withUpdate();
    await correctStory(editor, { storyId: id, version: 1, kind: "CORRECTION", note: "Not so." });
    expect(await actOf(update)).toMatchObject({ state: "CANCELLED", reason: "CORRECTED" });
    expect(await actOf(end)).toMatchObject({ state: "DUE" });
    expect((await stateOf(id)).copy).toBe("DRAFT");
  });

  test("publishing by hand cancels a scheduled update", async () => {
    const { editor, id, update } = await withUpdate();
    await publishStory(editor, { storyId: id, version: 1, showUpdated: true });
    expect(await actOf(update)).toMatchObject({ state: "CANCELLED", reason: "PUBLISHED" });
  });

  test("a take-down by hand cancels everything that was scheduled and returns the copy to where it was", async () => {
    const { editor, id, end, update } = await withUpdate();
    await takeDownStory(editor, { storyId: id, reason: "A court order." });
    expect([await actOf(update), await actOf(end)]).toMatchObject([{ reason: "TAKEN_DOWN" }, { reason: "TAKEN_DOWN" }]);
    expect(await stateOf(id)).toMatchObject({ copy: "DRAFT", publication: "TAKEN_DOWN", scheduledFor: null });
  });

  test("spiking cancels everything that was scheduled", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createReadyStory(editor);
    const { actId } = await plan(editor, id);
    await spikeStory(editor, { storyId: id });
    expect(await actOf(actId)).toMatchObject({ state: "CANCELLED", reason: "SPIKED" });
    expect(await perform(actId)).toBe("NOTHING");
  });

  test("a story that passes to another person is published as scheduled", async () => {
    const [editor, other] = [await createPerson("EDITOR"), await createPerson("REPORTER")];
    const { id } = await createReadyStory(editor);
    const { actId } = await plan(editor, id);
    await appClient().story.update({ where: { id }, data: { assigneeId: other.id }, select: { id: true } });
    expect(await perform(actId)).toBe("DONE");
  });

  test("a publication of a story that is down stays scheduled when the story is reinstated", async () => {
    const { editor, id, update } = await withUpdate();
    await takeDownStory(editor, { storyId: id, reason: "A court order." });
    expect((await actOf(update)).state).toBe("CANCELLED");
    const { actId } = await plan(editor, id, 1);
    await reinstateStory(editor, { storyId: id });
    expect((await actOf(actId)).state).toBe("DUE");
    await perform(actId);
    expect((await published(id))?.headline).toBe("First update");
  });

  test("words that are erased by law are in no scheduled text, note or embargo", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createReadyStory(editor, { headline: "Zanzibar at sea" });
    const first = await plan(editor, id);
    await perform(first.actId);
    await edit(editor, id, 0, " again");
    const { actId } = await scheduleCorrection(editor, {
      storyId: id,
      version: 1,
      kind: "CLARIFICATION",
      note: "It was Zanzibar.",
      changes: await allChanges(editor, id),
      dueAt: inMinutes(90),
    });
    await setEmbargo(editor, { storyId: id, until: inMinutes(30), reason: "As Zanzibar asked." });
    await blankStory({ storyId: id, blocks: [], text: "Zanzibar", reason: "Court of Ropewalk, 7 O 12/26" });
    const { embargo, due } = (await getStatus(editor, id)).schedule;
    expect([embargo?.reason, due.find((one) => one.id === actId)?.note].join()).not.toContain("Zanzibar");
    await appClient().story.update({ where: { id }, data: { embargoUntil: new Date() }, select: { id: true } });
    expect(await perform(actId)).toMatch(/DONE|STOPPED/);
    expect(JSON.stringify(await published(id))).not.toContain("Zanzibar");
  });

  test("an end that comes while the story is not published is cancelled without a fuss", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createReadyStory(editor);
    const publication = await plan(editor, id, 0, 10);
    const end = await scheduleTakeDown(editor, { storyId: id, reason: "Rights end.", dueAt: inMinutes(30) });
    await unschedule(editor, { actId: publication.actId });
    expect(await perform(end.actId)).toBe("CANCELLED");
    expect(await actOf(end.actId)).toMatchObject({ reason: "NOT_PUBLISHED" });
  });
});

describe("an act that cannot be performed", () => {
  test.each([
    ["is suspended", { state: "SUSPENDED" }, "SUSPENDED"],
    ["is no editor any more", { role: "REPORTER" }, "NOT_ALLOWED"],
  ] as const)("stops when the person who scheduled it %s", async (_what, data, reason) => {
    const [editor, other] = [await createPerson("EDITOR"), await createPerson("EDITOR")];
    const { id } = await createReadyStory(other);
    const { actId } = await plan(editor, id);
    await appClient().person.update({ where: { id: editor.id }, data, select: { id: true } });
    expect(await perform(actId)).toBe("STOPPED");
    expect(await published(id)).toBeNull();
    const { copy, schedule } = await getStatus(other, id);
    expect({ copy, schedule }).toMatchObject({
      copy: "DRAFT",
      schedule: { due: [], stopped: [{ id: actId, reason }] },
    });
    expect(await appClient().auditEvent.count({ where: { subjectId: id, action: "story.schedule_stopped" } })).toBe(1);
  });

  test("is performed in the name of the person who tries it again, unless the story was published since", async () => {
    const [leaver, editor] = [await createPerson("EDITOR"), await createPerson("EDITOR")];
    const { id } = await createReadyStory(editor, { headline: "Frozen" });
    const { actId } = await plan(leaver, id);
    await appClient().person.update({ where: { id: leaver.id }, data: { state: "SUSPENDED" }, select: { id: true } });
    await perform(actId);
    await edit(editor, id, 0, " and changed");
    expect((await retryStopped(editor, { actId })).status.copy).toBe("SCHEDULED");
    expect(await perform(actId)).toBe("DONE");
    expect((await published(id))?.headline).toBe("Frozen");

    const other = await createReadyStory(editor);
    const second = await plan(editor, other.id);
    await appClient().person.update({ where: { id: editor.id }, data: { role: "REPORTER" }, select: { id: true } });
    expect(await perform(second.actId)).toBe("STOPPED");
    await appClient().person.update({ where: { id: editor.id }, data: { role: "EDITOR" }, select: { id: true } });
    await publishStory(editor, { storyId: other.id, version: 0, showUpdated: true });
    await expect(retryStopped(editor, { actId: second.actId })).rejects.toMatchObject({ code: "WRONG_STATE" });
  });

  test("stops when a check fails, and leaves nothing of what it had begun", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createReadyStory(editor, { fields: { slug: "taken-soon" } });
    const { actId } = await plan(editor, id);
    const path = `/imported-${id}`;
    await appClient().story.update({ where: { id }, data: { path }, select: { id: true } });
    await appClient().address.create({ data: { path, kind: "STORY", target: "another" }, select: { path: true } });
    expect(await perform(actId)).toBe("STOPPED");
    expect(await actOf(actId)).toMatchObject({ state: "STOPPED", reason: "TAKEN" });
    expect(await appClient().revision.count({ where: { storyId: id, kind: "PUBLISHED" } })).toBe(0);
    expect(await stateOf(id)).toMatchObject({ copy: "DRAFT", publication: "NEVER", scheduledFor: null });
  });
});

test("the schedule lists what the actor may see, by section and person, and what is overdue comes in any case", async () => {
  const [editor, contributor] = [await createPerson("EDITOR"), await createPerson("CONTRIBUTOR")];
  const own = await createReadyStory(contributor);
  const other = await createReadyStory(editor);
  const [a, b] = [await plan(editor, own.id, 0, 60), await plan(editor, other.id, 0, 61)];
  const window = { from: inMinutes(0), to: inMinutes(120) };
  const ids = async (...given: Parameters<typeof listSchedule>) => (await listSchedule(...given)).map(({ id }) => id);
  expect(await ids(editor, window)).toEqual(expect.arrayContaining([a.actId, b.actId]));
  expect(await ids(contributor, window)).toEqual([a.actId]);
  expect(await ids(editor, { ...window, section: other.sectionId })).toEqual([b.actId]);
  expect(await ids(editor, { ...window, person: contributor.id })).toEqual([a.actId]);
  const before = Date.now();
  await makeDue(b.actId, 7_200);
  const [late] = await listSchedule(editor, { ...window, section: other.sectionId });
  expect(late).toMatchObject({ id: b.actId, state: "DUE", may: { change: true } });
  expect(late?.lateSeconds).toBeGreaterThanOrEqual(7_200);
  expect(late?.lateSeconds).toBeLessThanOrEqual(7_200 + Math.ceil((Date.now() - before) / 1_000));
});

describe("around a change of the clocks", () => {
  /** The local minutes of the night of a change, and the instants that each can mean, in order. */
  const nightOf = (day: string): string[] =>
    [...Array(5 * 60).keys()].flatMap((minute) => {
      const wall = `${day}T${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
      const meaning = meaningOf(wall, "Europe/Berlin");
      if (meaning.kind === "once") return [meaning.instant];
      return meaning.kind === "twice" ? [meaning.first, meaning.second] : [];
    });

  test.each(["2026-03-29", "2026-10-25"])(
    "acts of the night of %s are performed once, in the order of their instants",
    async (day) => {
      const editor = await createPerson("EDITOR");
      // Each quarter of an hour of real time, as the dialog offers them.
      const instants = [...new Set(nightOf(day))].filter((at) => Date.parse(at) % 900_000 === 0).toSorted();
      expect(instants).toHaveLength(day === "2026-03-29" ? 16 : 24);
      const due = new Map<string, string>();
      for (const instant of instants.toReversed()) {
        const { id } = await createReadyStory(editor);
        const { actId } = await plan(editor, id);
        await appClient().scheduledAct.update({ where: { id: actId }, data: { dueAt: instant }, select: { id: true } });
        due.set(actId, instant);
      }
      const performed: string[] = [];
      for (let one = await performNextDue(); one; one = await performNextDue()) performed.push(due.get(one.id) ?? "");
      expect(performed.filter(Boolean)).toEqual(instants);
      const [first] = await listSchedule(editor, { from: `${day}T00:00:00Z`, to: `${day}T12:00:00Z` });
      expect(first?.lateSeconds).toBeGreaterThan(24 * 3_600);
    },
  );
});
