import type { Node } from "@tiptap/pm/model";
import { describe, expect, test } from "vitest";
import { bulletList, paragraph, type StoryParts, storyDocument } from "#lib/document/build.ts";
import { newBlockId } from "#lib/document/ids.ts";
import { stepsTo } from "#lib/document/restore.ts";
import { createAuthor, createPerson, createTopic } from "#prisma/factories.ts";
import { createReadyStory, readDocument, typeInHeadline } from "#prisma/story-factories.ts";
import type { Person } from "../../actor.ts";
import { appClient } from "../../postgres/app.ts";
import { getLiveStory } from "../../published/data.ts";
import type { RevisionRow } from "../../revisions/types.ts";
import { publishStory } from "../publishing/mutations.ts";
import { saveSteps } from "../saving/mutations.ts";
import { fileStory, nameVersion, sendBackStory, withdrawStory } from "../verbs/mutations.ts";
import { getRevision, listRevisions } from "./data.ts";
import { checkpointStories, restoreRevision } from "./mutations.ts";

const versionOf = async (id: string): Promise<number> =>
  (await appClient().story.findUniqueOrThrow({ where: { id }, select: { version: true } })).version;

/** Turns the copy into this document by ordinary steps of a person. */
async function rewrite(actor: Person, id: string, target: Node): Promise<void> {
  const doc = await readDocument(id);
  const steps = stepsTo(doc, target).map((step) => step.toJSON());
  await saveSteps(actor, typeInHeadline(id, doc, await versionOf(id), "", { steps, emptying: true }));
}
const all = async (actor: Person, storyId: string): Promise<RevisionRow[]> =>
  (await listRevisions(actor, { storyId, before: null })).revisions;
const kinds = async (actor: Person, storyId: string) =>
  (await all(actor, storyId)).map(({ kind, note }) => (note ? `${kind} ${note}` : kind));

/** A story with everything in it, and what somebody made of it. */
async function cutAbout(editor: Person) {
  const [author, other] = [await createAuthor(), await createAuthor()];
  const topic = await createTopic();
  const parts: StoryParts = {
    kicker: "River",
    headline: "Night ferry returns",
    standfirst: "It is back.",
    keyPoints: ["One", "Two"],
    body: [paragraph("The ferry sails at nine."), bulletList(["tea", "buns"]), paragraph("The end.")],
    fields: { authors: [author.id], topics: [topic.id], place: "Ropewalk", seoTitle: "Ferry", slug: "night-ferry" },
  };
  const { id, sectionId } = await createReadyStory(editor, parts);
  const first = await readDocument(id);
  await nameVersion(editor, { storyId: id, note: "As it was" });
  const second = storyDocument({
    headline: "Something else",
    body: [paragraph("All new.")],
    fields: { section: sectionId, authors: [other.id] },
  });
  await rewrite(editor, id, second);
  const number = (await all(editor, id))[0]?.number ?? 0;
  return { id, first, second: await readDocument(id), number };
}

test("restoring a version does not restore its badge", async () => {
  const editor = await createPerson("EDITOR");
  const { id } = await createReadyStory(editor, { fields: { badge: "breaking", badgeUntil: "2026-11-24T09:15:00Z" } });
  await nameVersion(editor, { storyId: id, note: "Breaking" });
  const doc = await readDocument(id);
  await rewrite(editor, id, doc.type.create({ ...doc.attrs, badge: "", badgeUntil: null, place: "Quay" }, doc.content));
  const number = (await all(editor, id))[0]?.number ?? 0;
  await restoreRevision(editor, { storyId: id, number, version: await versionOf(id) });
  expect((await readDocument(id)).attrs).toMatchObject({ badge: "", badgeUntil: null, place: "" });
});

describe("restoring a revision", () => {
  test("a restore leaves the published story as it is and makes the copy differ from it", async () => {
    const editor = await createPerson("EDITOR");
    const { id, number, second } = await cutAbout(editor);
    await publishStory(editor, { storyId: id, version: await versionOf(id), showUpdated: true });
    const { status } = await restoreRevision(editor, { storyId: id, number, version: await versionOf(id) });
    expect(status).toMatchObject({ copy: "DRAFT", publication: "LIVE" });
    expect(status.version).toBeGreaterThan(status.publishedVersion ?? 0);
    expect(JSON.stringify(await getLiveStory(id))).toContain("Something else");
    expect(second.eq(await readDocument(id))).toBe(false);
  });

  test("a restore appends steps, keeps every revision, and is recorded and audited", async () => {
    const editor = await createPerson("EDITOR");
    const { id, number } = await cutAbout(editor);
    const version = await versionOf(id);
    await restoreRevision(editor, { storyId: id, number, version });
    const steps = await appClient().storyStep.findMany({
      where: { storyId: id, version: { gt: version } },
      select: { origin: true, personId: true },
    });
    expect(steps).toHaveLength((await versionOf(id)) - version);
    expect(new Set(steps.map(({ origin }) => origin))).toEqual(new Set(["RESTORED"]));
    expect(await kinds(editor, id)).toEqual([
      `RESTORED Revision ${number}`,
      "CHECKPOINT Before a restore",
      "NAMED As it was",
      "CREATED",
    ]);
    expect(await appClient().auditEvent.count({ where: { subjectId: id, action: "story.restored" } })).toBe(1);
  });
});

describe("text that a restore replaces", () => {
  test("undoing a restore gives back the text that it replaced", async () => {
    const editor = await createPerson("EDITOR");
    const { id, number, first, second } = await cutAbout(editor);
    const restored = await restoreRevision(editor, { storyId: id, number, version: await versionOf(id) });
    expect((await readDocument(id)).toJSON()).toEqual(first.toJSON());
    const undone = await restoreRevision(editor, {
      storyId: id,
      number: restored.undo ?? 0,
      version: restored.status.version,
    });
    expect((await readDocument(id)).toJSON()).toEqual(second.toJSON());
    expect(undone.undo).toBe((await all(editor, id))[1]?.number);
  });

  test("rejects a restore when a colleague has changed the copy since it was viewed", async () => {
    const editor = await createPerson("EDITOR");
    const { id, number } = await cutAbout(editor);
    const version = await versionOf(id);
    await saveSteps(editor, typeInHeadline(id, await readDocument(id), version, " and more"));
    await expect(restoreRevision(editor, { storyId: id, number, version })).rejects.toMatchObject({
      code: "CHANGED_MEANWHILE",
    });
  });

  test("restoring a revision equal to the copy changes and records nothing", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createReadyStory(editor);
    await nameVersion(editor, { storyId: id, note: "Here" });
    const { undo, status } = await restoreRevision(editor, { storyId: id, number: 2, version: 0 });
    expect([undo, status.version]).toEqual([null, 0]);
    expect(await all(editor, id)).toHaveLength(2);
  });
});

describe("a revision is the whole story", () => {
  test("a restore brings back fields, names, topics, key points and the kicker with the text", async () => {
    const editor = await createPerson("EDITOR");
    const { id, number, first } = await cutAbout(editor);
    await restoreRevision(editor, { storyId: id, number, version: await versionOf(id) });
    const doc = await readDocument(id);
    expect(doc.attrs).toEqual(first.attrs);
    expect(doc.eq(first)).toBe(true);
    const columns = await appClient().story.findUniqueOrThrow({
      where: { id },
      select: { headline: true, authors: { select: { authorId: true } } },
    });
    expect(columns).toEqual({
      headline: "Night ferry returns",
      authors: (first.attrs.authors as string[]).map((authorId) => ({ authorId })),
    });
  });

  test("a restore leaves out a topic that was deleted since and brings back everything else", async () => {
    const editor = await createPerson("EDITOR");
    const topic = await createTopic();
    const { id } = await createReadyStory(editor, { headline: "With topic", fields: { topics: [topic.id] } });
    await nameVersion(editor, { storyId: id, note: "With" });
    await rewrite(editor, id, storyDocument({ headline: "Without", body: [paragraph("New.")] }));
    await appClient().topic.delete({ where: { id: topic.id }, select: { id: true } });
    await restoreRevision(editor, { storyId: id, number: 2, version: await versionOf(id) });
    const doc = await readDocument(id);
    expect([doc.child(0).textContent, doc.attrs.topics]).toEqual(["With topic", []]);
  });
});

describe("the list of revisions", () => {
  test("the revision list shows who, when, why and how many words changed, newest first", async () => {
    const editor = await createPerson("EDITOR", { name: "Maren" });
    const { id } = await createReadyStory(editor, { headline: "One two", standfirst: "", body: [paragraph("a b c")] });
    await nameVersion(editor, { storyId: id, note: "First" });
    await saveSteps(editor, typeInHeadline(id, await readDocument(id), 0, " three four"));
    await nameVersion(editor, { storyId: id, note: "Second" });
    const [second, first] = await all(editor, id);
    expect(second).toMatchObject({
      number: 3,
      kind: "NAMED",
      note: "Second",
      person: { id: editor.id, name: "Maren" },
      added: 2,
      takenOut: 0,
      version: 1,
    });
    expect(first).toMatchObject({ number: 2, added: 5, takenOut: 0 });
  });

  test("the revision list has pages of fifty without a gap", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createReadyStory(editor);
    for (let n = 0; n < 60; n++) await nameVersion(editor, { storyId: id, note: `No. ${n}` });
    const page = await listRevisions(editor, { storyId: id, before: null });
    const more = await listRevisions(editor, { storyId: id, before: page.next });
    expect([...page.revisions, ...more.revisions].map(({ number }) => number)).toEqual(
      Array.from({ length: 61 }, (_, n) => 61 - n),
    );
    expect(more.next).toBeNull();
  });

  test("a revision consists of plain objects, as server actions require", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createReadyStory(editor);
    const { document } = await getRevision(editor, { storyId: id, number: 1 });
    const prototypes = new Set<unknown>();
    JSON.stringify(document, (_name, value: unknown) => {
      if (typeof value === "object" && value !== null && !Array.isArray(value))
        prototypes.add(Object.getPrototypeOf(value));
      return value;
    });
    expect([...prototypes]).toEqual([Object.prototype]);
  });

  test("a person who may not read the story cannot read its history", async () => {
    const editor = await createPerson("EDITOR");
    const contributor = await createPerson("CONTRIBUTOR");
    const { id } = await createReadyStory(editor);
    await expect(listRevisions(contributor, { storyId: id, before: null })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(getRevision(contributor, { storyId: id, number: 1 })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(getRevision(editor, { storyId: id, number: 99 })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect((await getRevision(editor, { storyId: id, number: 1 })).document.type).toBe("doc");
  });
});

test("each handover freezes a revision, with the reason when it is sent back", async () => {
  const [reporter, editor] = [await createPerson("REPORTER"), await createPerson("EDITOR")];
  const { id } = await createReadyStory(reporter);
  await fileStory(reporter, { storyId: id });
  await withdrawStory(reporter, { storyId: id });
  await fileStory(reporter, { storyId: id });
  await sendBackStory(editor, { storyId: id, note: "Ask the crew." });
  expect(await kinds(editor, id)).toEqual([
    "HANDED_OVER Sent back: Ask the crew.",
    "HANDED_OVER Filed",
    "HANDED_OVER Withdrawn",
    "HANDED_OVER Filed",
    "CREATED",
  ]);
});

describe("checkpoints", () => {
  const minutes = (count: number) => new Date(Date.now() + count * 60_000);

  test("a checkpoint freezes work once, in its author's name, after two minutes without a change", async () => {
    const [owner, editor] = [await createPerson("REPORTER"), await createPerson("EDITOR")];
    const { id } = await createReadyStory(owner);
    await saveSteps(editor, typeInHeadline(id, await readDocument(id), 0, " new"));
    await checkpointStories(minutes(1));
    expect(await kinds(owner, id)).toEqual(["CREATED"]);
    await Promise.all([checkpointStories(minutes(3)), checkpointStories(minutes(3))]);
    await checkpointStories(minutes(4));
    expect(await kinds(owner, id)).toEqual(["CHECKPOINT", "CREATED"]);
    expect((await all(owner, id))[0]).toMatchObject({ person: { id: editor.id }, version: 1 });
  });

  test("a checkpoint freezes uninterrupted work after ten minutes", async () => {
    const reporter = await createPerson("REPORTER");
    const { id } = await createReadyStory(reporter);
    await saveSteps(reporter, typeInHeadline(id, await readDocument(id), 0, " one", { clientId: newBlockId() }));
    const edited = (at: Date) =>
      appClient().story.update({ where: { id }, data: { editedAt: at }, select: { id: true } });
    await edited(minutes(8.5));
    await checkpointStories(minutes(9));
    expect(await kinds(reporter, id)).toEqual(["CREATED"]);
    await edited(minutes(10.5));
    await checkpointStories(minutes(11));
    expect(await kinds(reporter, id)).toEqual(["CHECKPOINT", "CREATED"]);
  });
});
