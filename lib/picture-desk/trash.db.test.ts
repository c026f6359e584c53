import fs from "node:fs";
import { expect, test } from "vitest";
import { figure, paragraph, storyDocument } from "#lib/document/build.ts";
import { createPerson, createPicture } from "#prisma/factories.ts";
import {
  createReadyPage,
  createReadyStory,
  readDocument,
  setDocument,
  typeInHeadline,
} from "#prisma/story-factories.ts";
import type { Person } from "../actor.ts";
import { diskStore } from "../pictures/disk-store.ts";
import { storePicture } from "../pictures/mutations.ts";
import { appClient } from "../postgres/app.ts";
import { publishStory } from "../stories/publishing/mutations.ts";
import { saveSteps } from "../stories/saving/mutations.ts";
import { applyNextDuePicture } from "./due-mutations.ts";
import { withdrawPicture } from "./mutations.ts";
import { listTrash } from "./trash-data.ts";
import { deleteOldTrash, restorePictures, trashPictures } from "./trash-mutations.ts";
import { listUses } from "./use-data.ts";

const withPicture = (picture: string) => ({
  body: [paragraph("Some text."), figure({ picture, alt: "A quay" })],
});
const trash = (actor: Person, ...pictureIds: string[]) => trashPictures(actor, { pictureIds });
const publish = (editor: Person, storyId: string) => publishStory(editor, { storyId, version: 0, showUpdated: true });
const trashedAt = async (id: string) =>
  (await appClient().picture.findUniqueOrThrow({ where: { id }, select: { trashedAt: true } })).trashedAt;

test("a picture that a published story shows cannot be moved to the trash, and neither can others with it", async () => {
  const editor = await createPerson("EDITOR");
  const [shown, unused] = [await createPicture(), await createPicture()];
  const { id } = await createReadyStory(editor, withPicture(shown.id));
  await publish(editor, id);
  await expect(trash(editor, shown.id, unused.id)).rejects.toMatchObject({
    code: "IN_USE",
    detail: { stories: 1, name: "a.jpg" },
  });
  expect(await trashedAt(unused.id)).toBeNull();
});

test("a picture that a draft uses can be trashed, which is counted, and restored", async () => {
  const editor = await createPerson("EDITOR");
  const { id } = await createPicture();
  const story = await createReadyStory(editor, withPicture(id));
  expect(await trash(editor, id)).toEqual({ draftCount: 1 });
  const listed = async () => (await listTrash(editor)).filter((one) => one.id === id);
  expect(await listed()).toMatchObject([{ fileName: "a.jpg", by: editor.name, mayRestore: true }]);
  await expect(publish(editor, story.id)).rejects.toMatchObject({ code: "PICTURE_RIGHTS" });
  await restorePictures(editor, { pictureIds: [id] });
  expect(await listed()).toEqual([]);
  await publish(editor, story.id);
});

test("people move their own unused uploads to the trash, and nobody else's", async () => {
  const [reporter, other] = [await createPerson("REPORTER"), await createPerson("REPORTER")];
  const own = async () => {
    const { id } = await createPicture();
    await appClient().picture.update({ where: { id }, data: { uploaderId: reporter.id } });
    return id;
  };
  const [unused, used] = [await own(), await own()];
  await createReadyStory(other, withPicture(used));
  await expect(trash(other, unused)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  await expect(trash(reporter, used)).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  await trash(reporter, unused);
  expect(await trashedAt(unused)).not.toBeNull();
});

test("after 30 days in the trash the row and the files of a picture are deleted for good, and not before", async () => {
  const editor = await createPerson("EDITOR");
  const removed: string[] = [];
  const store = {
    ...diskStore("/nowhere"),
    remove: async (key: string) => {
      removed.push(key);
    },
  };
  const [old, young] = [await createPicture(), await createPicture()];
  await trash(editor, old.id, young.id);
  await appClient().$executeRaw`
    update picture set trashed_at = clock_timestamp() - interval '30 days 1 second' where id = ${old.id}::uuid`;
  await appClient().$executeRaw`
    update picture set trashed_at = clock_timestamp() - interval '29 days' where id = ${young.id}::uuid`;
  const { sha256 } = await appClient().picture.findUniqueOrThrow({ where: { id: old.id }, select: { sha256: true } });
  expect(await deleteOldTrash(store)).toBe(1);
  expect(removed).toEqual([sha256]);
  expect(await appClient().picture.count({ where: { id: { in: [old.id, young.id] } } })).toBe(1);
  expect(await deleteOldTrash(store)).toBe(0);
});

test("where a picture is used follows saves: in the copy, published, hidden, and earlier", async () => {
  const editor = await createPerson("EDITOR");
  const { id: picture } = await createPicture();
  const [live, draft, earlier] = [
    await createReadyStory(editor, withPicture(picture)),
    await createReadyStory(editor, withPicture(picture)),
    await createReadyStory(editor, withPicture(picture)),
  ];
  await publish(editor, live.id);
  // The figure is the last block: its removal by a save.
  const doc = await readDocument(earlier.id);
  const last = doc.lastChild;
  const end = doc.content.size;
  const steps = [{ stepType: "replace", from: end - (last?.nodeSize ?? 0), to: end }];
  await saveSteps(editor, typeInHeadline(earlier.id, doc, 0, "", { steps }));
  const places = async () => {
    const { stories } = await listUses(editor, picture);
    return stories.map(({ storyId, place }) => [storyId, place]);
  };
  expect(await places()).toEqual([
    [live.id, "LIVE"],
    [draft.id, "DRAFT"],
    [earlier.id, "EARLIER"],
  ]);
  await withdrawPicture(editor, { pictureId: picture, reason: "Rights" });
  expect((await places())[0]).toEqual([live.id, "HIDDEN"]);
});

test("a person sees the uses in stories that they may see, and how many there are besides", async () => {
  const [editor, contributor] = [await createPerson("EDITOR"), await createPerson("CONTRIBUTOR")];
  const { id: picture } = await createPicture();
  const own = await createReadyStory(contributor, withPicture(picture));
  await createReadyStory(editor, withPicture(picture));
  await createReadyPage(editor, withPicture(picture));
  expect(await listUses(contributor, picture)).toMatchObject({
    stories: [{ storyId: own.id, place: "DRAFT" }],
    unseenCount: 2,
  });
  expect(await listUses(editor, picture)).toMatchObject({ unseenCount: 0, moreCount: 0 });
});

test("a picture that comes back into a copy counts as used there again", async () => {
  const editor = await createPerson("EDITOR");
  const { id: picture } = await createPicture();
  const { id, sectionId } = await createReadyStory(editor, withPicture(picture));
  const without = storyDocument({ headline: "Without", fields: { section: sectionId } });
  await setDocument(id, without);
  expect((await listUses(editor, picture)).stories).toMatchObject([{ place: "EARLIER" }]);
  await setDocument(id, storyDocument({ headline: "With", fields: { section: sectionId }, ...withPicture(picture) }));
  expect((await listUses(editor, picture)).stories).toMatchObject([{ place: "DRAFT" }]);
});

test("a picture in the trash that somebody uploads again is restored", async () => {
  const [editor, reporter] = [await createPerson("EDITOR"), await createPerson("REPORTER")];
  const bytes = fs.readFileSync("prisma/example/pictures/gasworks.webp");
  const { id } = await storePicture(editor, { bytes, fileName: "gasworks.webp" });
  await trash(editor, id);
  expect((await storePicture(reporter, { bytes, fileName: "again.webp" })).id).toBe(id);
  expect(await trashedAt(id)).toBeNull();
  expect(await applyNextDuePicture()).toMatchObject({ id, change: "SHOWN" });
  const story = await createReadyStory(editor, withPicture(id));
  await publish(editor, story.id);
});
