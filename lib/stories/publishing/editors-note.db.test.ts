import { expect, test } from "vitest";
import { newBlockId } from "#lib/document/ids.ts";
import { FieldStep } from "#lib/document/steps.ts";
import { createPerson, unique } from "#prisma/factories.ts";
import { createReadyStory, readDocument, typeInHeadline } from "#prisma/story-factories.ts";
import type { Person } from "../../actor.ts";
import { appClient } from "../../postgres/app.ts";
import { getLiveStory } from "../../published/data.ts";
import { blankStory } from "../blanking/mutations.ts";
import { copyStory, translateStory } from "../creating/mutations.ts";
import { restoreRevision } from "../history/mutations.ts";
import { checkStory } from "../history/verify-data.ts";
import { saveSteps } from "../saving/mutations.ts";
import { publishStory, reinstateStory, takeDownStory } from "./mutations.ts";
import { getPreview } from "./preview-data.ts";

const day = (number: number) => new Date(`2026-11-${number}T09:15:00.000Z`);
const versionOf = async (id: string): Promise<number> =>
  (await appClient().story.findUniqueOrThrow({ where: { id }, select: { version: true } })).version;

async function setNote(actor: Person, id: string, note: string): Promise<void> {
  const before = (await readDocument(id)).attrs.editorsNote as string;
  await saveSteps(actor, {
    ...typeInHeadline(id, await readDocument(id), await versionOf(id), ""),
    batchId: newBlockId(),
    steps: [new FieldStep(null, "editorsNote", before, note).toJSON()],
  });
}
const publish = async (actor: Person, id: string, at: Date) =>
  publishStory(actor, { storyId: id, version: await versionOf(id), showUpdated: true }, at);
async function shown(id: string) {
  const story = await getLiveStory(id);
  return story && [story.editorsNote, story.editorsNoteAt];
}

test("an editor's note carries the date of the publication since which readers have had its words", async () => {
  const editor = await createPerson("EDITOR");
  const { id } = await createReadyStory(editor);
  await publish(editor, id, day(20));
  expect(await shown(id)).toEqual(["", null]);

  await setNote(editor, id, "A name was removed.");
  expect((await getPreview(editor, id, day(21))).story).toMatchObject({
    editorsNote: "A name was removed.",
    editorsNoteAt: day(21),
  });
  expect(await shown(id)).toEqual(["", null]);
  await publish(editor, id, day(22));
  expect(await shown(id)).toEqual(["A name was removed.", day(22)]);

  await saveSteps(editor, typeInHeadline(id, await readDocument(id), await versionOf(id), " again"));
  await publish(editor, id, day(23));
  expect(await shown(id)).toEqual(["A name was removed.", day(22)]);
  expect((await getPreview(editor, id, day(24))).story.editorsNoteAt).toEqual(day(22));

  await takeDownStory(editor, { storyId: id, reason: "Wrong boat" }, day(24));
  expect(await shown(id)).toBeNull();
  await reinstateStory(editor, { storyId: id });
  expect(await shown(id)).toEqual(["A name was removed.", day(22)]);

  await setNote(editor, id, "Two names were removed.");
  await publish(editor, id, day(25));
  expect(await shown(id)).toEqual(["Two names were removed.", day(25)]);
  expect(await checkStory(id)).toMatchObject({ broken: null });

  await setNote(editor, id, "");
  await publish(editor, id, day(26));
  expect(await shown(id)).toEqual(["", null]);
  // The first wording again is news to those who read the story meanwhile.
  await setNote(editor, id, "A name was removed.");
  await publish(editor, id, day(27));
  expect(await shown(id)).toEqual(["A name was removed.", day(27)]);
});

test("an editor's note stays with its story: a copy and a translation have none, a restore brings it back", async () => {
  const editor = await createPerson("EDITOR");
  const { id } = await createReadyStory(editor);
  await setNote(editor, id, "A name was removed.");
  await publish(editor, id, day(20));
  const copy = await copyStory(editor, { storyId: id });
  const translation = await translateStory(editor, { storyId: id, language: "fr" });
  for (const other of [copy, translation]) expect((await readDocument(other.id)).attrs.editorsNote).toBe("");
  await setNote(editor, id, "");
  await restoreRevision(editor, { storyId: id, number: 2, version: await versionOf(id) });
  expect((await readDocument(id)).attrs.editorsNote).toBe("A name was removed.");
});

test("an erasure empties an editor's note that holds the words, for readers too", async () => {
  const editor = await createPerson("EDITOR");
  const secret = unique("Zanzibar");
  const { id } = await createReadyStory(editor);
  await setNote(editor, id, `The name ${secret} was removed.`);
  await publish(editor, id, day(20));
  await blankStory({ storyId: id, blocks: [], text: secret, reason: "Court of Ropewalk, 7 O 12/26" });
  expect(await shown(id)).toEqual(["", null]);
  expect((await readDocument(id)).attrs.editorsNote).toBe("");
  const search = await appClient().liveSearch.findUniqueOrThrow({ where: { storyId: id }, select: { body: true } });
  expect(search.body).not.toContain(secret);
  expect(await checkStory(id)).toMatchObject({ broken: null });
});
