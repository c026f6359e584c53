import { describe, expect, test } from "vitest";
import { figure, paragraph, type StoryParts } from "#lib/document/build.ts";
import { picturesIn } from "#lib/document/references.ts";
import { textOf } from "#lib/document/text.ts";
import { createAuthor, createPerson, createPicture, createSection } from "#prisma/factories.ts";
import { createReadyPage, createReadyStory, readDocument, typeInHeadline } from "#prisma/story-factories.ts";
import type { Person } from "../actor.ts";
import { changeAuthor } from "../authors/mutations.ts";
import { newId } from "../ids.ts";
import { findLivePicture } from "../pictures/data.ts";
import { appClient } from "../postgres/app.ts";
import { listByIds } from "../published/card-data.ts";
import { getLiveStory } from "../published/data.ts";
import { getStandingPage } from "../published/pages/data.ts";
import { getAuthor } from "../published/taxonomy/data.ts";
import { schedulePublication } from "../schedule/mutations.ts";
import { changeSection } from "../sections/mutations.ts";
import { restoreRevision } from "../stories/history/mutations.ts";
import { publishStory } from "../stories/publishing/mutations.ts";
import { saveSteps } from "../stories/saving/mutations.ts";
import { approveStory, fileStory, spikeStory } from "../stories/verbs/mutations.ts";
import { withdrawPicture } from "./mutations.ts";
import { getReplacementPlan } from "./replace-data.ts";
import { replaceElsewhere, replaceInStories, replaceInStory } from "./replace-mutations.ts";

async function createTwo() {
  const [from, to] = [(await createPicture()).id, (await createPicture()).id];
  const describe = (id: string, caption: string) =>
    appClient().picture.update({
      where: { id },
      data: { alt: `${caption} alt`, caption, credit: `${caption} credit` },
      select: { id: true },
    });
  await describe(from, "Old");
  await describe(to, "New");
  return { from, to };
}

const withPicture = (picture: string): StoryParts => ({
  mainFigure: { picture, alt: "Old alt", caption: "Old", credit: "Old credit", crop: "1x1x8x6" },
  body: [paragraph("Some text."), figure({ picture, alt: "Own alt", caption: "Own words" })],
});

const stateOf = (id: string) => appClient().story.findUniqueOrThrow({ where: { id } });
const publishedNumber = async (id: string) =>
  (await appClient().liveStory.findUnique({ where: { storyId: id }, select: { revisionNumber: true } }))
    ?.revisionNumber ?? null;

async function publishWith(editor: Person, picture: string): Promise<string> {
  const { id, version } = await createReadyStory(editor, withPicture(picture));
  await publishStory(editor, { storyId: id, version, showUpdated: true });
  return id;
}

/** Adds text to the headline of the working copy. */
async function typeMore(actor: Person, id: string): Promise<void> {
  await saveSteps(actor, typeInHeadline(id, await readDocument(id), (await stateOf(id)).version, "Unpublished "));
}

describe("replacing a picture in a story", () => {
  test("a published story without other changes has the new picture in its copy and for readers", async () => {
    const editor = await createPerson("EDITOR");
    const { from, to } = await createTwo();
    const storyId = await publishWith(editor, from);
    expect(await replaceInStory(editor, { storyId, from, to })).toEqual({
      storyId,
      isDraft: true,
      isLive: true,
      keeps: null,
    });
    const live = await getLiveStory(storyId);
    expect(live).toMatchObject({ picture: { id: to, alt: "New alt", crop: null }, pictureCaption: "New" });
    expect(JSON.stringify(live?.document)).toContain("Own words");
    expect((await listByIds([storyId]))[0]?.picture?.id).toBe(to);
    expect(await findLivePicture(from)).toBeNull();
    const story = await stateOf(storyId);
    expect(story.publishedVersion).toBe(story.version);
    expect(story.copy).toBe("DRAFT");
    expect([...picturesIn(await readDocument(storyId))]).toEqual([to]);
  });

  test("readers get the new picture and none of the other unpublished changes", async () => {
    const editor = await createPerson("EDITOR");
    const { from, to } = await createTwo();
    const storyId = await publishWith(editor, from);
    const before = await getLiveStory(storyId);
    await typeMore(editor, storyId);
    await replaceInStory(editor, { storyId, from, to });
    const live = await getLiveStory(storyId);
    expect(live).toMatchObject({ headline: before?.headline, picture: { id: to } });
    expect(live?.updatedAt).toEqual(before?.updatedAt);
    expect(textOf(await readDocument(storyId))).toContain("Unpublished");
    expect((await stateOf(storyId)).publishedVersion).toBeNull();
  });

  test("a published picture that the copy does not have any more is replaced for readers alone", async () => {
    const editor = await createPerson("EDITOR");
    const { from, to } = await createTwo();
    const storyId = await publishWith(editor, from);
    await replaceInStory(editor, { storyId, from, to });
    const [first] = await appClient().revision.findMany({
      where: { storyId, kind: "PUBLISHED" },
      orderBy: { number: "asc" },
    });
    await restoreRevision(editor, {
      storyId,
      number: first?.number ?? 0,
      version: (await stateOf(storyId)).version,
    });
    const outcome = await replaceInStory(editor, { storyId, from: to, to: from });
    expect(outcome).toMatchObject({ isDraft: false, isLive: true });
    expect((await getLiveStory(storyId))?.picture?.id).toBe(from);
  });

  test("a second call changes nothing", async () => {
    const editor = await createPerson("EDITOR");
    const { from, to } = await createTwo();
    const storyId = await publishWith(editor, from);
    await replaceInStory(editor, { storyId, from, to });
    const [version, number] = [(await stateOf(storyId)).version, await publishedNumber(storyId)];
    expect(await replaceInStory(editor, { storyId, from, to })).toMatchObject({ isDraft: false, isLive: false });
    expect([(await stateOf(storyId)).version, await publishedNumber(storyId)]).toEqual([version, number]);
  });

  test("a draft changes by steps of the editor, can be restored, and is in the audit log", async () => {
    const editor = await createPerson("EDITOR");
    const { from, to } = await createTwo();
    const { id: storyId } = await createReadyStory(editor, withPicture(from));
    const before = await readDocument(storyId);
    expect(await replaceInStory(editor, { storyId, from, to })).toMatchObject({ isDraft: true, isLive: false });
    const steps = await appClient().storyStep.findMany({ where: { storyId } });
    expect(steps.length).toBe((await stateOf(storyId)).version);
    expect(new Set(steps.map(({ personId }) => personId))).toEqual(new Set([editor.id]));
    const event = await appClient().auditEvent.findFirst({
      where: { subjectId: storyId, action: "story.picture_replaced" },
    });
    expect(event?.detail).toEqual({ from, to, published: false });
    const frozen = await appClient().revision.findFirstOrThrow({ where: { storyId }, orderBy: { number: "desc" } });
    expect(frozen.note).toBe("Before a picture was replaced");
    await restoreRevision(editor, { storyId, number: frozen.number, version: (await stateOf(storyId)).version });
    expect((await readDocument(storyId)).content.eq(before.content)).toBe(true);
  });

  test("a colleague who is typing meanwhile gets the steps of the replacement", async () => {
    const [editor, colleague] = [await createPerson("EDITOR"), await createPerson("EDITOR")];
    const { from, to } = await createTwo();
    const { id: storyId } = await createReadyStory(editor, withPicture(from));
    const typed = typeInHeadline(storyId, await readDocument(storyId), 0, " more");
    await replaceInStory(editor, { storyId, from, to });
    const { version } = await stateOf(storyId);
    expect(await saveSteps(colleague, typed)).toMatchObject({ kind: "stale", log: { version } });
  });

  test("approved copy has to be approved again", async () => {
    const editor = await createPerson("EDITOR");
    const { from, to } = await createTwo();
    const { id: storyId } = await createReadyStory(editor, withPicture(from));
    await fileStory(editor, { storyId, note: "" });
    await approveStory(editor, { storyId, version: 0, note: "" });
    await replaceInStory(editor, { storyId, from, to });
    expect((await stateOf(storyId)).copy).toBe("FILED");
  });

  test("a story that is scheduled or spiked keeps the old picture, and the outcome says so", async () => {
    const editor = await createPerson("EDITOR");
    const { from, to } = await createTwo();
    const [scheduled, spiked] = [
      (await createReadyStory(editor, withPicture(from))).id,
      (await createReadyStory(editor, withPicture(from))).id,
    ];
    const dueAt = new Date(Date.now() + 3_600_000).toISOString();
    await schedulePublication(editor, { storyId: scheduled, version: 0, dueAt, showUpdated: true });
    await spikeStory(editor, { storyId: spiked });
    const plan = await getReplacementPlan(editor, { from, to });
    expect(new Map(plan.stories.map(({ storyId, keeps }) => [storyId, keeps]))).toEqual(
      new Map([
        [scheduled, "SCHEDULED"],
        [spiked, "SPIKED"],
      ]),
    );
    const outcomes = await replaceInStories(editor, { from, to, storyIds: [scheduled, spiked] });
    expect(outcomes.map(({ keeps }) => keeps)).toEqual(["SCHEDULED", "SPIKED"]);
    expect([...picturesIn(await readDocument(scheduled))]).toEqual([from]);
  });

  test("a suggestion about the old picture keeps it in the copy, and the outcome says so", async () => {
    const editor = await createPerson("EDITOR");
    const { from, to } = await createTwo();
    const attrs = { id: "s1", person: editor.id, type: "attr", attrName: "picture", previousValue: to, newValue: from };
    const proposed = { ...figure({ picture: from }), marks: [{ type: "modification", attrs }] };
    const { id: storyId } = await createReadyStory(editor, { body: [paragraph("Text."), proposed] });
    expect(await replaceInStory(editor, { storyId, from, to })).toEqual({
      storyId,
      isDraft: false,
      isLive: false,
      keeps: "PROPOSED",
    });
  });

  test("a standing page is replaced as a story is", async () => {
    const editor = await createPerson("EDITOR");
    const { from, to } = await createTwo();
    const { id } = await createReadyPage(editor, {
      fields: { slug: `page-${newId().slice(-12)}` },
      mainFigure: { picture: from, alt: "Own" },
    });
    await publishStory(editor, { storyId: id, version: 0, showUpdated: true });
    await replaceInStory(editor, { storyId: id, from, to });
    expect(await getStandingPage(id)).toMatchObject({ picture: { id: to, alt: "Own" } });
  });

  test("a story that cannot be changed stops none of the others", async () => {
    const editor = await createPerson("EDITOR");
    const { from, to } = await createTwo();
    const storyId = await publishWith(editor, from);
    const missing = newId();
    expect(await replaceInStories(editor, { from, to, storyIds: [missing, storyId] })).toMatchObject([
      { storyId: missing, failed: "NOT_FOUND" },
      { storyId, failed: null, isLive: true },
    ]);
  });

  test("a new picture whose rights do not allow it replaces nothing", async () => {
    const editor = await createPerson("EDITOR");
    const { from, to } = await createTwo();
    const storyId = await publishWith(editor, from);
    await withdrawPicture(editor, { pictureId: to, reason: "No" });
    expect((await getReplacementPlan(editor, { from, to })).problems).toMatchObject([{ rule: "block" }]);
    await expect(replaceInStory(editor, { storyId, from, to })).rejects.toMatchObject({ code: "PICTURE_RIGHTS" });
    await expect(replaceElsewhere(editor, { from, to })).rejects.toMatchObject({ code: "PICTURE_RIGHTS" });
    expect((await getLiveStory(storyId))?.picture?.id).toBe(from);
  });

  test("only editors and admins replace pictures, and never one with itself", async () => {
    const [editor, reporter] = [await createPerson("EDITOR"), await createPerson("REPORTER")];
    const { from, to } = await createTwo();
    const { id: storyId } = await createReadyStory(reporter, withPicture(from));
    const refused = { code: "NOT_ALLOWED" };
    await expect(getReplacementPlan(reporter, { from, to })).rejects.toMatchObject(refused);
    await expect(replaceInStory(reporter, { storyId, from, to })).rejects.toMatchObject(refused);
    await expect(replaceElsewhere(reporter, { from, to })).rejects.toMatchObject(refused);
    await expect(getReplacementPlan(editor, { from, to: from })).rejects.toMatchObject({ code: "INVALID" });
  });
});

test("the plan names published stories first, drafts, authors and sections", async () => {
  const admin = await createPerson("ADMIN");
  const { from, to } = await createTwo();
  const author = await createAuthor();
  const named = { name: author.name, slug: author.slug, jobTitle: "", bio: "" };
  await changeAuthor(admin, { authorId: author.id, ...named, portrait: from });
  const section = await createSection();
  const { name, slug, description } = await appClient().section.findUniqueOrThrow({ where: { id: section.id } });
  await changeSection(admin, { sectionId: section.id, name, slug, description, picture: from });
  const live = await publishWith(admin, from);
  const { id: draft } = await createReadyStory(admin, withPicture(from));
  expect(await getReplacementPlan(admin, { from, to })).toMatchObject({
    stories: [
      { storyId: live, isLive: true, isDraft: true, keeps: null },
      { storyId: draft, isLive: false, isDraft: true, keeps: null },
    ],
    unseenCount: 0,
    authors: [{ id: author.id }],
    fallbacks: [{ place: section.id, name }],
    mayChangeFallbacks: true,
    problems: [],
  });

  const editor = await createPerson("EDITOR");
  expect(await replaceElsewhere(editor, { from, to })).toEqual({ authorCount: 1, fallbackCount: 0, frontCount: 0 });
  expect(await replaceElsewhere(admin, { from, to })).toEqual({ authorCount: 0, fallbackCount: 1, frontCount: 0 });
  const found = await getAuthor(author.id);
  expect(found && "found" in found && found.found.portrait?.id).toBe(to);
  expect(await appClient().fallbackPicture.findUnique({ where: { place: section.id } })).toMatchObject({
    pictureId: to,
    alt: "New alt",
  });
});
