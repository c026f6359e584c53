import { v4, v7 } from "uuid";
import { describe, expect, test } from "vitest";
import { newStoryDocument } from "#lib/document/build.ts";
import { headlineOf } from "#lib/document/text.ts";
import { createAuthor, createPerson } from "#prisma/factories.ts";
import { createReadyPage, createReadyStory, readDocument, typeInHeadline } from "#prisma/story-factories.ts";
import type { Person } from "../../actor.ts";
import { beginThread } from "../../comments/mutations.ts";
import { newId } from "../../ids.ts";
import { appClient } from "../../postgres/app.ts";
import { canOpenNew, getOpenStory } from "../data.ts";
import { countStories, listStories } from "../list-data.ts";
import { listPages } from "../pages/data.ts";
import { saveSteps } from "../saving/mutations.ts";
import { type Batch, type NewStoryFacts, storyFiltersSchema } from "../schema.ts";
import { copyStory, createPage, createStory, translateStory } from "./mutations.ts";

const facts: NewStoryFacts = { kind: "STORY", language: "en", authors: [] };
const firstBatch = (id: string, text: string, creates = facts, given: Partial<Batch> = {}): Batch =>
  typeInHeadline(id, newStoryDocument(id, creates), 0, text, { creates, ...given });
const stored = (id: string) => appClient().story.count({ where: { id } });
const listed = async (actor: Person): Promise<string[]> => {
  const { stories } = await listStories(actor, storyFiltersSchema.parse({}));
  expect(await countStories(actor, storyFiltersSchema.parse({}))).toBe(stories.length);
  return stories.map(({ id }) => id);
};

describe("a new story", () => {
  test("a new story is stored with its first change, its author and its language", async () => {
    const reporter = await createPerson("REPORTER");
    const author = await createAuthor({ personId: reporter.id });
    const id = newId();
    const creates = { ...facts, language: "de", authors: [author.id] };
    const saved = await saveSteps(reporter, firstBatch(id, "Die Fähre", creates));
    expect(saved).toMatchObject({ kind: "saved", version: 1, status: { kind: "STORY", may: { edit: true } } });
    const doc = await readDocument(id);
    expect(headlineOf(doc)).toBe("Die Fähre");
    expect(doc.attrs).toMatchObject({ language: "de", authors: [author.id] });
    const story = await appClient().story.findUniqueOrThrow({ where: { id }, include: { revisions: true } });
    expect(story).toMatchObject({ creatorId: reporter.id, headline: "Die Fähre", language: "de" });
    expect(story.revisions).toMatchObject([{ kind: "CREATED", number: 1, version: 0 }]);
  });

  test("a batch that arrives again creates the story only once", async () => {
    const reporter = await createPerson("REPORTER");
    const batch = firstBatch(newId(), "Once");
    await saveSteps(reporter, batch);
    expect(await saveSteps(reporter, batch)).toMatchObject({ kind: "saved", version: 1, repeated: true });
    expect(headlineOf(await readDocument(batch.storyId))).toBe("Once");
  });

  test("two tabs that send their first change at the same time create one story", async () => {
    const reporter = await createPerson("REPORTER");
    const id = newId();
    const answers = await Promise.all([
      saveSteps(reporter, firstBatch(id, "One")),
      saveSteps(reporter, firstBatch(id, "Two")),
    ]);
    expect(answers.map(({ kind }) => kind).sort()).toEqual(["saved", "stale"]);
    expect(await appClient().revision.count({ where: { storyId: id } })).toBe(1);
  });

  test("a new story is not stored when its first change is refused", async () => {
    const reporter = await createPerson("REPORTER");
    const id = newId();
    const refused = firstBatch(id, "x", facts, { steps: [{ stepType: "nonsense" }] });
    await expect(saveSteps(reporter, refused)).rejects.toMatchObject({ code: "DOCUMENT_REFUSED" });
    const unknownAuthor = firstBatch(id, "x", { ...facts, authors: [newId()] });
    await expect(saveSteps(reporter, unknownAuthor)).rejects.toMatchObject({ code: "DOCUMENT_REFUSED" });
    await expect(saveSteps(reporter, firstBatch(id, "x", { ...facts, kind: "PAGE" }))).rejects.toMatchObject({
      code: "NOT_ALLOWED",
    });
    expect(await stored(id)).toBe(0);
  });

  test("a new story cannot take the id of a story that its author may not see", async () => {
    const [reporter, contributor] = [await createPerson("REPORTER"), await createPerson("CONTRIBUTOR")];
    const { id } = await createReadyStory(reporter);
    await expect(saveSteps(contributor, firstBatch(id, "Mine"))).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(headlineOf(await readDocument(id))).not.toContain("Mine");
  });

  test("a new story opens only at a recent id that no story has", async () => {
    const [reporter, contributor] = [await createPerson("REPORTER"), await createPerson("CONTRIBUTOR")];
    expect(await canOpenNew(reporter, newId(), "STORY")).toBe(true);
    expect(await canOpenNew(reporter, newId(), "PAGE")).toBe(false);
    expect(await canOpenNew(reporter, v7({ msecs: Date.now() - 8 * 86_400_000 }), "STORY")).toBe(false);
    expect(await canOpenNew(reporter, v4(), "STORY")).toBe(false);
    expect(await canOpenNew(reporter, "nonsense", "STORY")).toBe(false);
    const { id } = await createReadyStory(reporter);
    expect(await canOpenNew(contributor, id, "STORY")).toBe(false);
  });

  test("an editor can start a new standing page", async () => {
    const editor = await createPerson("EDITOR");
    const id = newId();
    const saved = await saveSteps(editor, firstBatch(id, "About", { ...facts, kind: "PAGE" }));
    expect(saved).toMatchObject({ status: { kind: "PAGE" } });
    expect((await listPages(editor)).map((page) => page.id)).toContain(id);
  });
});

describe("a story that was stored and never written in", () => {
  test("an empty story is listed nowhere until something is written in it", async () => {
    const contributor = await createPerson("CONTRIBUTOR");
    const { id } = await createStory(contributor);
    expect(await listed(contributor)).toEqual([]);
    await saveSteps(contributor, typeInHeadline(id, await readDocument(id), 0, "Now"));
    expect(await listed(contributor)).toEqual([id]);
    const editor = await createPerson("EDITOR");
    const page = await createPage(editor);
    expect((await listPages(editor)).map((row) => row.id)).not.toContain(page.id);
  });

  test("an empty story is listed when it has a comment or is a copy", async () => {
    const contributor = await createPerson("CONTRIBUTOR");
    const { id } = await createStory(contributor);
    const copy = await copyStory(contributor, { storyId: id });
    expect(await listed(contributor)).toEqual([copy.id]);
    const ids = { threadId: newId(), commentId: newId() };
    await beginThread(contributor, { storyId: id, ...ids, about: {}, text: "Who takes this?" });
    expect((await listed(contributor)).sort()).toEqual([id, copy.id].sort());
  });
});

test("the second page of the list goes on after the last story of the first", async () => {
  const contributor = await createPerson("CONTRIBUTOR");
  const at = new Date("2026-11-24T09:15:00.000Z");
  const ids = Array.from({ length: 52 }, () => newId()).sort();
  await appClient().story.createMany({
    // All were edited at the same moment: only the id tells them apart.
    data: ids.map((id) => ({ id, headline: id, creatorId: contributor.id, createdAt: at, editedAt: at, version: 1 })),
  });
  const first = await listStories(contributor, storyFiltersSchema.parse({}));
  const second = await listStories(contributor, storyFiltersSchema.parse({ cursor: first.next }));
  expect([first.stories.length, second.stories.length, second.next]).toEqual([50, 2, null]);
  expect([...first.stories, ...second.stories].map(({ id }) => id)).toEqual(ids.toReversed());
  const unread = await listStories(contributor, storyFiltersSchema.parse({ cursor: "1764319200000.x" }));
  expect(unread.stories[0]?.id).toBe(first.stories[0]?.id);
});

test("a copy of a translation is a story of its own, not a second translation of the original", async () => {
  const editor = await createPerson("EDITOR");
  const original = await createReadyStory(editor, {});
  const translation = await translateStory(editor, { storyId: original.id, language: "fr" });
  const copy = await copyStory(editor, { storyId: translation.id });
  expect((await readDocument(copy.id)).attrs).toMatchObject({ language: "fr", translationOf: null });
  expect((await getOpenStory(editor, original.id)).translations.map(({ id }) => id)).toEqual([translation.id]);
});

test("refuses to translate a standing page", async () => {
  const editor = await createPerson("EDITOR");
  const page = await createReadyPage(editor);
  await expect(translateStory(editor, { storyId: page.id, language: "fr" })).rejects.toMatchObject({
    code: "WRONG_STATE",
    detail: { verb: "translate", why: "PAGE" },
  });
  expect(await appClient().story.count({ where: { kind: "STORY", language: "fr", creatorId: editor.id } })).toBe(0);
});
