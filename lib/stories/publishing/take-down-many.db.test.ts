import { expect, test } from "vitest";
import { createPerson, createPersonWith, createSection } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { newId } from "../../ids.ts";
import { appClient } from "../../postgres/app.ts";
import { readerClient } from "../../postgres/reader.ts";
import { countStories, listStories } from "../list-data.ts";
import { storyFiltersSchema, takeDownStoriesSchema } from "../schema.ts";
import { nameReaders } from "../sharing/mutations.ts";
import { publishStory } from "./mutations.ts";
import { takeDownStories } from "./take-down-mutations.ts";

const reason = "The court asked us to.";
const isLive = async (storyId: string) => (await readerClient().liveStory.count({ where: { storyId } })) === 1;
const eventCount = (storyId: string) =>
  appClient().auditEvent.count({ where: { subjectId: storyId, action: "story.taken_down" } });

/** A published story of a new editor. */
async function published(section?: string) {
  const owner = await createPerson("EDITOR");
  const story = await createReadyStory(owner, section ? { fields: { section } } : {});
  await publishStory(owner, { storyId: story.id, version: 0, showUpdated: true });
  return { ...story, owner };
}

test("takes several stories down for one reason, each with an event of its own", async () => {
  const editor = await createPerson("EDITOR");
  const [one, two] = [await published(), await published()];
  const storyIds = [one.id, two.id];
  expect(await takeDownStories(editor, { storyIds, reason })).toEqual({
    takenDown: storyIds,
    refused: [],
    erasure: "EVERYWHERE",
  });
  for (const id of storyIds) {
    expect(await isLive(id)).toBe(false);
    expect(await eventCount(id)).toBe(1);
  }
});

test("says of each story why it was not taken down, and takes the others down", async () => {
  const section = await createSection({ name: "Sport" });
  const [own, foreign] = [await published(section.id), await published()];
  const draft = await createReadyStory(await createPerson("EDITOR"), { fields: { section: section.id } });
  const secret = await published(section.id);
  await nameReaders(secret.owner, {
    storyId: secret.id,
    isConfidential: true,
    people: [],
    seen: { isConfidential: false, people: [] },
  });
  const missing = newId();
  const sportEditor = await createPersonWith({ privileges: ["write", "edit", "takeDown"], sections: [section.id] });
  const refusedWith = (storyId: string, code: string, detail: object) => ({
    storyId,
    failure: { ok: false, code, detail },
  });
  const storyIds = [foreign.id, own.id, draft.id, secret.id, missing];
  expect(await takeDownStories(sportEditor, { storyIds, reason })).toMatchObject({
    takenDown: [own.id],
    refused: [
      refusedWith(foreign.id, "NOT_ALLOWED", { privilege: "takeDown", sectionId: foreign.sectionId }),
      refusedWith(draft.id, "WRONG_STATE", { publication: "NEVER" }),
      refusedWith(secret.id, "NOT_FOUND", {}),
      refusedWith(missing, "NOT_FOUND", {}),
    ],
    erasure: "EVERYWHERE",
  });
  expect(await Promise.all([own, foreign, secret].map(({ id }) => isLive(id)))).toEqual([false, true, true]);
  expect(await eventCount(foreign.id)).toBe(0);
});

test("refuses a story that is taken down already, and has nothing to wait for then", async () => {
  const editor = await createPerson("EDITOR");
  const { id } = await published();
  await takeDownStories(editor, { storyIds: [id], reason });
  expect(await takeDownStories(editor, { storyIds: [id], reason })).toEqual({
    takenDown: [],
    refused: [
      {
        storyId: id,
        failure: {
          ok: false,
          code: "WRONG_STATE",
          detail: { verb: "takeDown", copy: "DRAFT", publication: "TAKEN_DOWN" },
        },
      },
    ],
    erasure: null,
  });
  expect(await eventCount(id)).toBe(1);
});

test("a role without the right to take down takes down none of them", async () => {
  const reporter = await createPerson("REPORTER");
  const { id } = await published();
  await expect(takeDownStories(reporter, { storyIds: [id], reason })).rejects.toMatchObject({
    code: "NOT_ALLOWED",
    detail: { privilege: "takeDown" },
  });
  expect(await isLive(id)).toBe(true);
});

test("more than one story needs a recent proof of who the editor is", async () => {
  const editor = await createPerson("EDITOR");
  const [one, two] = [await published(), await published()];
  await appClient().session.update({
    where: { id: editor.sessionId },
    data: { confirmedAt: new Date(Date.now() - 601_000) },
  });
  const both = takeDownStories(editor, { storyIds: [one.id, two.id], reason });
  await expect(both).rejects.toMatchObject({ code: "CONFIRM_NEEDED" });
  expect(await Promise.all([isLive(one.id), isLive(two.id)])).toEqual([true, true]);
  expect((await takeDownStories(editor, { storyIds: [one.id], reason })).takenDown).toEqual([one.id]);
});

test("a request names each of at most 50 stories once", () => {
  const ids = (count: number) => Array.from({ length: count }, newId);
  const [one = ""] = ids(1);
  expect(takeDownStoriesSchema.parse({ storyIds: [one, one], reason }).storyIds).toEqual([one]);
  expect(takeDownStoriesSchema.safeParse({ storyIds: ids(50), reason }).success).toBe(true);
  for (const storyIds of [ids(51), []])
    expect(takeDownStoriesSchema.safeParse({ storyIds, reason }).success).toBe(false);
  expect(takeDownStoriesSchema.safeParse({ storyIds: [one], reason: " " }).success).toBe(false);
});

test("the list says of each story whether the person may take it down", async () => {
  const section = await createSection();
  const story = await published(section.id);
  await createReadyStory(story.owner, { fields: { section: section.id } });
  const filters = storyFiltersSchema.parse({ section: section.id });
  const marks = async (actor: typeof story.owner) =>
    (await listStories(actor, filters)).stories.map(({ id, mayTakeDown }) => [id === story.id, mayTakeDown]);
  expect(await countStories(story.owner, filters)).toBe(2);
  expect(await marks(story.owner)).toEqual(
    expect.arrayContaining([
      [true, true],
      [false, false],
    ]),
  );
  expect(await marks(await createPerson("REPORTER"))).toEqual(
    expect.arrayContaining([
      [true, false],
      [false, false],
    ]),
  );
  const elsewhere = await createPersonWith({
    privileges: ["write", "takeDown"],
    sections: [(await createSection()).id],
  });
  expect(await marks(elsewhere)).toEqual(
    expect.arrayContaining([
      [true, false],
      [false, false],
    ]),
  );
});
