import { describe, expect, test } from "vitest";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import type { Person, Role } from "../actor.ts";
import { answerAssignment, assignStory, planStory } from "../assignments/mutations.ts";
import { countUnread, listNotices } from "../inbox/data.ts";
import { inboxSchema } from "../inbox/schema.ts";
import { setWatching } from "../inbox/watch-mutations.ts";
import { appClient } from "../postgres/app.ts";
import { correctStory, publishStory, takeDownStory } from "../stories/publishing/mutations.ts";
import { approveStory, fileStory, sendBackStory } from "../stories/verbs/mutations.ts";
import { remindOfDueStories } from "./due-mutations.ts";

const inboxOf = async (person: Person) =>
  (await listNotices(person, inboxSchema.parse({}))).rows.map(({ kind, excerpt }) => [kind, excerpt]);
const people = async (...roles: Role[]): Promise<Person[]> => Promise.all(roles.map((role) => createPerson(role)));
const kindsOf = async (person: Person, storyId: string) =>
  (
    await appClient().notice.findMany({
      where: { personId: person.id, storyId },
      orderBy: [{ at: "asc" }, { id: "asc" }],
      select: { kind: true },
    })
  ).map(({ kind }) => kind);

async function pair() {
  const [reporter, editor] = (await people("REPORTER", "EDITOR")) as [Person, Person];
  const story = await createReadyStory(reporter);
  return { reporter, editor, story, id: story.id };
}

describe("notices of a story's way", () => {
  test("its writer learns that it came back, was approved, published, corrected and taken down", async () => {
    const { reporter, editor, id } = await pair();
    await fileStory(reporter, { storyId: id });
    await sendBackStory(editor, { storyId: id, note: "Who says so?" });
    await fileStory(reporter, { storyId: id });
    await approveStory(editor, { storyId: id, version: 0 });
    await publishStory(editor, { storyId: id, version: 0, showUpdated: true });
    await correctStory(editor, { storyId: id, version: 0, kind: "CORRECTION", note: "It was Tuesday.", changes: [] });
    await takeDownStory(editor, { storyId: id, reason: "Court order" });
    expect(await inboxOf(reporter)).toEqual([
      ["TAKEN_DOWN", "Court order"],
      ["CORRECTED", "It was Tuesday."],
      ["PUBLISHED", ""],
      ["APPROVED", ""],
      ["SENT_BACK", "Who says so?"],
    ]);
    expect(await countUnread(reporter)).toBe(5);
  });

  test("an action notifies everybody but the person who did it", async () => {
    const [editor] = (await people("EDITOR")) as [Person];
    const { id } = await createReadyStory(editor);
    await publishStory(editor, { storyId: id, version: 0, showUpdated: true });
    expect(await inboxOf(editor)).toEqual([]);
  });

  test("a filed story reaches the editors who watch its section, and all editors where nobody watches", async () => {
    const { reporter, editor, id, story } = await pair();
    const [other] = (await people("EDITOR")) as [Person];
    await fileStory(reporter, { storyId: id, note: "Photos follow." });
    expect([await kindsOf(editor, id), await kindsOf(other, id)]).toEqual([["FILED"], ["FILED"]]);
    await setWatching(other, { kind: "SECTION", subjectId: story.sectionId, how: "WATCH" });
    await sendBackStory(editor, { storyId: id, note: "" });
    await fileStory(reporter, { storyId: id });
    expect([await kindsOf(editor, id), await kindsOf(other, id)]).toEqual([["FILED"], ["FILED", "FILED"]]);
  });

  test("watching a story or its writer brings its notices, and muting the story stops them", async () => {
    const { reporter, editor, id } = await pair();
    const [byStory, byPerson, muted] = (await people("REPORTER", "REPORTER", "REPORTER")) as [Person, Person, Person];
    await setWatching(byStory, { kind: "STORY", subjectId: id, how: "WATCH" });
    await setWatching(byPerson, { kind: "PERSON", subjectId: reporter.id, how: "WATCH" });
    await setWatching(muted, { kind: "PERSON", subjectId: reporter.id, how: "WATCH" });
    await setWatching(muted, { kind: "STORY", subjectId: id, how: "MUTE" });
    await publishStory(editor, { storyId: id, version: 0, showUpdated: true });
    const kinds = await Promise.all([byStory, byPerson, muted].map((person) => kindsOf(person, id)));
    expect(kinds).toEqual([["PUBLISHED"], ["PUBLISHED"], []]);
  });

  test("muting a person stops notices of that person's stories, but not of those that both own", async () => {
    const { reporter, editor, id, story } = await pair();
    const [watcher] = (await people("REPORTER")) as [Person];
    await setWatching(watcher, { kind: "SECTION", subjectId: story.sectionId, how: "WATCH" });
    await setWatching(watcher, { kind: "PERSON", subjectId: reporter.id, how: "MUTE" });
    await fileStory(reporter, { storyId: id });
    await approveStory(editor, { storyId: id, version: 0 });
    expect(await kindsOf(watcher, id)).toEqual([]);
    await assignStory(editor, { storyId: id, personId: watcher.id });
    await publishStory(editor, { storyId: id, version: 0, showUpdated: true });
    expect(await kindsOf(watcher, id)).toEqual(["ASSIGNED", "PUBLISHED"]);
  });

  test("a contributor gets no notice of a story that they may not read", async () => {
    const { editor, reporter, id } = await pair();
    const [contributor] = (await people("CONTRIBUTOR")) as [Person];
    await appClient().watch.create({ data: { personId: contributor.id, kind: "STORY", subjectId: id } });
    await fileStory(reporter, { storyId: id });
    await approveStory(editor, { storyId: id, version: 0 });
    expect(await kindsOf(contributor, id)).toEqual([]);
    const hidden = setWatching(contributor, { kind: "STORY", subjectId: id, how: "WATCH" });
    await expect(hidden).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("notices of assignments", () => {
  test("the person who is asked gets the brief, and the one who asked gets the answer, also where it is muted", async () => {
    const { reporter, editor, id } = await pair();
    await planStory(editor, { storyId: id, changes: { brief: "What the strike costs." }, seen: { brief: "" } });
    await setWatching(reporter, { kind: "STORY", subjectId: id, how: "MUTE" });
    await assignStory(editor, { storyId: id, personId: reporter.id });
    await answerAssignment(reporter, { storyId: id, accepts: false, answer: "In court." });
    expect(await inboxOf(reporter)).toEqual([["ASSIGNED", "What the strike costs."]]);
    expect(await inboxOf(editor)).toEqual([["DECLINED", "In court."]]);
  });

  test("a due story reminds once an hour before and once when it is overdue, and anew after another due time", async () => {
    const { reporter, editor, id } = await pair();
    await assignStory(editor, { storyId: id, personId: reporter.id });
    const at = (time: string) => remindOfDueStories(new Date(`2031-05-01T${time}:00Z`));
    const plan = (dueAt: string, seen: string | null) =>
      planStory(editor, { storyId: id, changes: { dueAt }, seen: { dueAt: seen } });
    await plan("2031-05-01T12:00:00.000Z", null);
    for (const time of ["10:30", "11:30", "11:31", "12:01", "12:02"]) await at(time);
    expect(await kindsOf(reporter, id)).toEqual(["ASSIGNED", "DUE_SOON", "OVERDUE"]);
    expect(await kindsOf(editor, id)).toEqual(["OVERDUE"]);
    await plan("2031-05-01T15:00:00.000Z", "2031-05-01T12:00:00.000Z");
    await at("14:30");
    expect(await kindsOf(reporter, id)).toEqual(["ASSIGNED", "DUE_SOON", "OVERDUE", "DUE_SOON"]);
    await fileStory(reporter, { storyId: id });
    await at("15:30");
    expect((await kindsOf(reporter, id)).filter((kind) => kind === "OVERDUE")).toHaveLength(1);
  });
});
