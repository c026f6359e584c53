import { describe, expect, test } from "vitest";
import { createPerson, createSection } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import type { Person } from "../actor.ts";
import { appClient } from "../postgres/app.ts";
import { getSiteSettings } from "../site/data.ts";
import { changeSiteSettings } from "../site/mutations.ts";
import { getStatus } from "../stories/data.ts";
import { listStories } from "../stories/list-data.ts";
import { publishStory } from "../stories/publishing/mutations.ts";
import { storyFiltersSchema } from "../stories/schema.ts";
import { approveStory, fileStory, sendBackStory, spikeStory, withdrawStory } from "../stories/verbs/mutations.ts";
import { listDeadlines } from "./calendar-data.ts";
import { getAssignment } from "./data.ts";
import {
  answerAssignment,
  assignStory,
  claimStory,
  createIdea,
  dismissNote,
  flagStory,
  planStory,
  removeFlag,
} from "./mutations.ts";

const refused = (code: string) => expect.objectContaining({ code });
const noPlan = { dueAt: null, brief: "", length: null, pictureWish: "" };

async function newsroom() {
  const [editor, reporter, contributor] = await Promise.all([
    createPerson("EDITOR"),
    createPerson("REPORTER"),
    createPerson("CONTRIBUTOR"),
  ]);
  const { id } = await createReadyStory(editor);
  return { editor, reporter, contributor, id };
}

const actionsOn = async (storyId: string) =>
  (
    await appClient().auditEvent.findMany({
      where: { subjectId: storyId },
      orderBy: { id: "asc" },
      select: { action: true },
    })
  ).map(({ action }) => action);

describe("assigning", () => {
  test("an editor assigns a story to a contributor, who then sees it and accepts with a word", async () => {
    const { editor, contributor, id } = await newsroom();
    await expect(getStatus(contributor, id)).rejects.toEqual(refused("NOT_FOUND"));
    const offered = await assignStory(editor, { storyId: id, personId: contributor.id });
    expect(offered).toMatchObject({ person: { id: contributor.id }, state: "OFFERED", assignedBy: editor.name });

    expect((await getAssignment(contributor, id)).may.answer).toBe(true);
    const accepted = await answerAssignment(contributor, { storyId: id, accepts: true, answer: "By six." });
    expect(accepted).toMatchObject({ state: "ACCEPTED", answer: "By six.", may: { answer: false } });
    expect(await actionsOn(id)).toEqual(expect.arrayContaining(["story.assigned", "story.accepted"]));
  });

  test("declining frees the story and keeps who declined and why", async () => {
    const { editor, reporter, id } = await newsroom();
    await assignStory(editor, { storyId: id, personId: reporter.id });
    await answerAssignment(reporter, { storyId: id, accepts: false, answer: "I am in court all day." });
    expect(await getAssignment(editor, id)).toMatchObject({
      person: { id: reporter.id },
      state: "DECLINED",
      answer: "I am in court all day.",
    });
    expect(await getAssignment(reporter, id)).toMatchObject({ may: { claim: true, answer: false } });
  });

  test("a contributor who declines can no longer read the story", async () => {
    const { editor, contributor, id } = await newsroom();
    await assignStory(editor, { storyId: id, personId: contributor.id });
    await answerAssignment(contributor, { storyId: id, accepts: false, answer: "" });
    await expect(getStatus(contributor, id)).rejects.toEqual(refused("NOT_FOUND"));
  });

  test("of two reporters who claim a story at once one gets it and the other is refused", async () => {
    const { id } = await newsroom();
    const [first, second] = [await createPerson("REPORTER"), await createPerson("REPORTER")];
    const results = await Promise.allSettled([claimStory(first, { storyId: id }), claimStory(second, { storyId: id })]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results.find((one) => one.status === "rejected")?.reason).toEqual(refused("WRONG_STATE"));
  });

  test("a claim that is repeated changes nothing", async () => {
    const { reporter, id } = await newsroom();
    const first = await claimStory(reporter, { storyId: id });
    expect(first).toMatchObject({ state: "ACCEPTED", person: { id: reporter.id } });
    expect(await claimStory(reporter, { storyId: id })).toEqual(first);
    expect((await actionsOn(id)).filter((action) => action === "story.claimed")).toHaveLength(1);
  });

  test("the reporter who has a story hands it on, and another reporter may not take it", async () => {
    const { reporter, id } = await newsroom();
    const other = await createPerson("REPORTER");
    await claimStory(reporter, { storyId: id });
    await expect(assignStory(other, { storyId: id, personId: other.id })).rejects.toEqual(refused("NOT_ALLOWED"));
    expect(await assignStory(reporter, { storyId: id, personId: other.id })).toMatchObject({
      person: { id: other.id },
      state: "OFFERED",
    });
  });

  test("of two editors who assign a story at once one is refused, and the other's choice stays", async () => {
    const { editor, reporter, contributor, id } = await newsroom();
    const other = await createPerson("EDITOR");
    const both = await Promise.allSettled([
      assignStory(editor, { storyId: id, personId: reporter.id, seen: null }),
      assignStory(other, { storyId: id, personId: contributor.id, seen: null }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const won = both.flatMap((one) => (one.status === "fulfilled" ? [one.value.person?.id] : []));
    expect(both).toContainEqual({ status: "rejected", reason: refused("CHANGED_MEANWHILE") });
    expect((await getAssignment(editor, id)).person?.id).toBe(won[0]);
  });

  test("a suspended person cannot be assigned", async () => {
    const { editor, reporter, id } = await newsroom();
    await appClient().person.update({ where: { id: reporter.id }, data: { state: "SUSPENDED" } });
    await expect(assignStory(editor, { storyId: id, personId: reporter.id })).rejects.toEqual(refused("INVALID"));
  });

  test("due time, brief, length and picture wish are set by an editor and by nobody without the right", async () => {
    const { editor, reporter, contributor, id } = await newsroom();
    const plan = {
      dueAt: "2030-01-02T06:00:00.000Z",
      brief: "What the strike costs.",
      length: 600,
      pictureWish: "Docks",
    };
    const change = { storyId: id, changes: plan, seen: noPlan };
    expect(await planStory(editor, change)).toMatchObject(plan);
    await expect(planStory(reporter, change)).rejects.toEqual(refused("NOT_ALLOWED"));
    await expect(planStory(contributor, change)).rejects.toEqual(refused("NOT_FOUND"));
  });

  test("a change of the brief never replaces words that its writer has not seen", async () => {
    const { editor, id } = await newsroom();
    const other = await createPerson("EDITOR");
    await planStory(editor, { storyId: id, changes: { brief: "The strike." }, seen: { brief: "" } });
    const late = planStory(other, { storyId: id, changes: { brief: "The ferry." }, seen: { brief: "" } });
    await expect(late).rejects.toMatchObject({
      code: "CHANGED_MEANWHILE",
      detail: { field: "brief", theirs: "The strike." },
    });
    const beside = await planStory(other, { storyId: id, changes: { length: 300 }, seen: { length: null } });
    expect(beside).toMatchObject({ brief: "The strike.", length: 300 });
  });
});

describe("ideas", () => {
  test("an idea is a draft with a headline and a brief that is assigned at once", async () => {
    const editor = await createPerson("EDITOR");
    const reporter = await createPerson("REPORTER");
    const section = await createSection();
    const { id } = await createIdea(editor, {
      ...noPlan,
      headline: "Why the ferry is late",
      sectionId: section.id,
      personId: reporter.id,
      brief: "Talk to the captain.",
    });
    expect(await getStatus(reporter, id)).toMatchObject({ copy: "DRAFT", publication: "NEVER" });
    expect(await getAssignment(reporter, id)).toMatchObject({ state: "OFFERED", brief: "Talk to the captain." });
  });

  test("a reporter plans ideas without assigning them to others, and a contributor plans none", async () => {
    const [reporter, contributor] = [await createPerson("REPORTER"), await createPerson("CONTRIBUTOR")];
    const idea = { ...noPlan, headline: "Harbour dues", sectionId: null };
    await expect(createIdea(reporter, { ...idea, personId: contributor.id })).rejects.toEqual(refused("NOT_ALLOWED"));
    expect(await createIdea(reporter, { ...idea, personId: reporter.id })).toEqual({ id: expect.any(String) });
    await expect(createIdea(contributor, { ...idea, personId: null })).rejects.toEqual(refused("NOT_ALLOWED"));
  });
});

describe("flags", () => {
  test("anybody who reads a story flags it, and only an editor removes the flag", async () => {
    const { editor, reporter, id } = await newsroom();
    const flag = { storyId: id, kind: "LEGAL" as const };
    await flagStory(reporter, { ...flag, reason: "Names a minor." });
    expect((await getAssignment(editor, id)).flags).toMatchObject([
      { kind: "LEGAL", reason: "Names a minor.", by: reporter.name },
    ]);
    await expect(removeFlag(reporter, flag)).rejects.toEqual(refused("NOT_ALLOWED"));
    expect((await removeFlag(editor, flag)).flags).toEqual([]);
  });
});

describe("notes", () => {
  const noteOf = async (actor: Person, id: string) => (await getAssignment(actor, id)).note;

  test("the note of the last hand-over stays until the next one answers it", async () => {
    const { editor, id } = await newsroom();
    await fileStory(editor, { storyId: id, note: "Needs a second source." });
    expect(await noteOf(editor, id)).toMatchObject({ kind: "FILED", note: "Needs a second source.", by: editor.name });
    await sendBackStory(editor, { storyId: id, note: "Call the harbour master." });
    expect(await noteOf(editor, id)).toMatchObject({ kind: "SENT_BACK", note: "Call the harbour master." });
    await fileStory(editor, { storyId: id });
    expect(await noteOf(editor, id)).toBeNull();
    await sendBackStory(editor, { storyId: id, note: "" });
    expect(await noteOf(editor, id)).toMatchObject({ kind: "SENT_BACK", note: "" });
    await fileStory(editor, { storyId: id });
    await approveStory(editor, { storyId: id, version: 0, note: "Not before noon." });
    expect(await noteOf(editor, id)).toMatchObject({ kind: "APPROVED", note: "Not before noon." });
    await publishStory(editor, { storyId: id, version: 0, showUpdated: true });
    expect(await noteOf(editor, id)).toBeNull();
  });

  test("a note is gone when the story is withdrawn or the note is dismissed", async () => {
    const { editor, id } = await newsroom();
    await fileStory(editor, { storyId: id, note: "Ready." });
    await withdrawStory(editor, { storyId: id });
    expect(await noteOf(editor, id)).toBeNull();
    await fileStory(editor, { storyId: id, note: "Ready again." });
    expect((await dismissNote(editor, { storyId: id })).note).toBeNull();
  });
});

describe("required notes", () => {
  test("filing without a note is refused where the settings require one, and nothing changes", async () => {
    const admin = await createPerson("ADMIN");
    const { editor, id } = await newsroom();
    const site = await getSiteSettings();
    await changeSiteSettings(admin, { ...site, noteToFile: true, noteToApprove: true });
    try {
      await expect(fileStory(editor, { storyId: id })).rejects.toMatchObject({
        code: "INVALID",
        detail: { field: "note" },
      });
      expect(await getStatus(editor, id)).toMatchObject({ copy: "DRAFT" });
      await fileStory(editor, { storyId: id, note: "Checked with the harbour." });
      await expect(approveStory(editor, { storyId: id, version: 0 })).rejects.toEqual(refused("INVALID"));
      await sendBackStory(editor, { storyId: id, note: "" });
    } finally {
      await changeSiteSettings(admin, site);
    }
  });
});

describe("the stories list", () => {
  const listed = async (actor: Person, filters: object, now?: Date) =>
    (await listStories(actor, storyFiltersSchema.parse(filters), now)).stories.map(({ id }) => id);
  const due = (storyId: string, dueAt: string) => ({ storyId, changes: { dueAt }, seen: { dueAt: null } });

  test("stories are listed by due time, and overdue ones are drafts that readers never had", async () => {
    const editor = await createPerson("EDITOR");
    const reporter = await createPerson("REPORTER");
    const [late, soon, filed] = [
      await createReadyStory(editor),
      await createReadyStory(editor),
      await createReadyStory(editor),
    ];
    await planStory(editor, due(soon.id, "2030-01-01T12:00:00.000Z"));
    await planStory(editor, due(late.id, "2030-01-01T09:00:00.000Z"));
    await planStory(editor, due(filed.id, "2030-01-01T08:00:00.000Z"));
    for (const { id } of [late, soon, filed]) await assignStory(editor, { storyId: id, personId: reporter.id });
    await fileStory(editor, { storyId: filed.id });
    const mine = { assigned: reporter.id };
    expect(await listed(reporter, { ...mine, sort: "due" })).toEqual([filed.id, late.id, soon.id]);
    const ten = new Date("2030-01-01T10:00:00Z");
    expect(await listed(reporter, { ...mine, due: "overdue", sort: "due" }, ten)).toEqual([late.id]);
  });

  test("the calendar lists what is due in its span, for everybody who may see it, and who may move it", async () => {
    const { editor, reporter, contributor, id } = await newsroom();
    const [early, spiked] = [await createReadyStory(editor), await createReadyStory(editor)];
    await planStory(editor, due(id, "2031-05-05T12:00:00.000Z"));
    await planStory(editor, due(early.id, "2031-05-04T23:59:59.999Z"));
    await planStory(editor, due(spiked.id, "2031-05-05T13:00:00.000Z"));
    await spikeStory(editor, { storyId: spiked.id });
    const day = { from: "2031-05-05T00:00:00Z", to: "2031-05-06T00:00:00Z" };
    expect(await listDeadlines(editor, day)).toMatchObject([
      { storyId: id, dueAt: "2031-05-05T12:00:00.000Z", copy: "DRAFT", assignee: null, mayChange: true },
    ]);
    expect(await listDeadlines(reporter, day)).toMatchObject([{ storyId: id, mayChange: false }]);
    expect(await listDeadlines(contributor, day)).toEqual([]);
    await assignStory(editor, { storyId: id, personId: contributor.id });
    expect(await listDeadlines(contributor, { ...day, person: contributor.id })).toMatchObject([{ storyId: id }]);
    expect(await listDeadlines(editor, { ...day, person: editor.id })).toEqual([]);
  });

  test("a story waits for the person who was asked, for whom it came back, and for editors when it is filed", async () => {
    const { editor, reporter, id } = await newsroom();
    const waits = async (actor: Person) => (await listed(actor, { waiting: "me" })).includes(id);
    expect(await waits(reporter)).toBe(false);
    await assignStory(editor, { storyId: id, personId: reporter.id });
    expect(await waits(reporter)).toBe(true);
    await answerAssignment(reporter, { storyId: id, accepts: true, answer: "" });
    expect(await waits(reporter)).toBe(false);
    await fileStory(reporter, { storyId: id });
    expect([await waits(reporter), await waits(editor)]).toEqual([false, true]);
    await sendBackStory(editor, { storyId: id, note: "Two sources, please." });
    expect([await waits(reporter), await waits(editor)]).toEqual([true, true]);
  });
});

test("the status of a story changes with its brief, its wanted length and picture, and the reason of a flag", async () => {
  const { editor, id } = await newsroom();
  const seen = noPlan;
  const digests = [(await getStatus(editor, id)).planDigest];
  for (const change of [
    () => planStory(editor, { storyId: id, changes: { brief: "Ask the harbour master." }, seen }),
    () => planStory(editor, { storyId: id, changes: { length: 600 }, seen }),
    () => planStory(editor, { storyId: id, changes: { pictureWish: "The quay at noon" }, seen }),
    () => flagStory(editor, { storyId: id, kind: "LEGAL", reason: "Names a minor." }),
    () => flagStory(editor, { storyId: id, kind: "LEGAL", reason: "Names two minors." }),
  ]) {
    await change();
    digests.push((await getStatus(editor, id)).planDigest);
  }
  expect(new Set(digests).size).toBe(6);
});
