// Pictures of the library on cards of fronts.
import { beforeAll, describe, expect, test } from "vitest";
import { createPerson, createPicture, createSection } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import type { Person } from "../actor.ts";
import { newId } from "../ids.ts";
import { changeCrops } from "../picture-desk/crop-mutations.ts";
import { allowPictureAgain, withdrawPicture } from "../picture-desk/mutations.ts";
import { replaceElsewhere } from "../picture-desk/replace-mutations.ts";
import { trashPictures } from "../picture-desk/trash-mutations.ts";
import { listUses } from "../picture-desk/use-data.ts";
import { findLivePicture, findPictureFacts } from "../pictures/data.ts";
import { appClient } from "../postgres/app.ts";
import { listSections } from "../published/taxonomy/data.ts";
import { publishStory } from "../stories/publishing/mutations.ts";
import { getFrontView } from "./desk-data.ts";
import { editFront, launchFront } from "./draft-mutations.ts";
import { getComposedFront, getLiveLayout } from "./layout-data.ts";
import { containerSchema, type FrontCard } from "./layout-schema.ts";
import { getFrontPreview } from "./preview-data.ts";
import { scheduleLaunch } from "./schedule-mutations.ts";

const crop = "100x100x600x400";
let editor: Person;
beforeAll(async () => {
  editor = await createPerson("EDITOR");
});

/** A section with a published story that has a picture of its own, as a card of a draft that was never launched. */
async function desk() {
  const { id: front } = await createSection();
  const own = await createPicture();
  const { id: story } = await createReadyStory(editor, {
    fields: { section: front },
    mainFigure: { picture: own.id, alt: "A quay" },
  });
  await publishStory(editor, { storyId: story, version: 0, showUpdated: true });
  const container = containerSchema.parse({ id: newId(), arrangement: "row", cards: [{ story }] });
  await editFront(editor, { front, edit: { kind: "add container", container, before: null } });
  const change = (fields: Partial<Omit<FrontCard, "story">>) =>
    editFront(editor, { front, edit: { kind: "change card", story, fields } });
  return { front, own, change };
}
async function launch(front: string) {
  const { version } = await getFrontView(editor, front);
  return launchFront(editor, { front, version, accepted: false });
}
/** The picture of the last card as readers get it. */
async function shown(front: string) {
  const layout = (await getLiveLayout(front)) ?? { containers: [] };
  const composed = await getComposedFront(layout, { front, sections: await listSections(), now: new Date() });
  return composed.containers.at(-1)?.stories[0]?.story.picture;
}
const purges = async (front: string) => appClient().pressPurge.count({ where: { tags: { has: `front:${front}` } } });

describe("a card with a picture of the library", () => {
  test("shows it with its crop from the launch on, and before only in the preview", async () => {
    const { front, own, change } = await desk();
    const { id } = await createPicture({ width: 1200, height: 800 });
    await change({ picture: id, pictureAlt: "A ferry", pictureCrop: crop });
    expect(await findLivePicture(id)).toBeNull();
    expect((await findPictureFacts(editor, id, crop))?.uses).toEqual([crop]);
    const preview = await getFrontPreview(front, "draft", await listSections());
    expect(preview?.composed.containers.at(-1)?.stories[0]?.story.picture).toMatchObject({ id, crop });
    await launch(front);
    expect(await shown(front)).toMatchObject({ id, alt: "A ferry", crop });
    expect((await findLivePicture(id, crop))?.uses).toEqual([crop]);
    expect((await listUses(editor, id)).fronts).toMatchObject([{ id: front, place: "LIVE" }]);

    await change({ picture: "", pictureAlt: "", pictureCrop: "" });
    await launch(front);
    expect((await shown(front))?.id).toBe(own.id);
    expect(await findLivePicture(id)).toBeNull();
    expect((await findPictureFacts(editor, id, crop))?.uses).toEqual([crop]); // for the history
  });

  test("shows the picture of its story while readers may not see the other one, from the next request on", async () => {
    const { front, own, change } = await desk();
    const { id } = await createPicture({ width: 1200, height: 800 });
    await change({ picture: id, pictureCrop: crop });
    await launch(front);
    const before = await purges(front);
    await withdrawPicture(editor, { pictureId: id, reason: "A test" });
    expect((await shown(front))?.id).toBe(own.id);
    expect(await findLivePicture(id)).toBeNull();
    expect(await purges(front)).toBe(before + 1);
    await allowPictureAgain(editor, { pictureId: id });
    expect(await shown(front)).toMatchObject({ id, crop });
    expect((await findLivePicture(id, crop))?.uses).toEqual([crop]);
    expect(await purges(front)).toBe(before + 2);
  });

  test("cannot be launched or scheduled with a picture that may not be used, and keeps its launch", async () => {
    const { front, own, change } = await desk();
    const { id } = await createPicture();
    await launch(front);
    await change({ picture: id });
    await withdrawPicture(editor, { pictureId: id, reason: "A test" });
    await expect(launch(front)).rejects.toMatchObject({ code: "PICTURE_RIGHTS", detail: { pictures: [{ id }] } });
    const { version } = await getFrontView(editor, front);
    const dueAt = new Date(Date.now() + 3_600_000).toISOString();
    await expect(scheduleLaunch(editor, { front, version, dueAt })).rejects.toMatchObject({ code: "PICTURE_RIGHTS" });
    expect((await shown(front))?.id).toBe(own.id);
  });

  test("takes no picture that does not exist, and no crop that is none", async () => {
    const { change } = await desk();
    await expect(change({ picture: newId() })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(change({ pictureCrop: "all" })).rejects.toMatchObject({ code: "INVALID" });
  });

  test("follows the focal point, and the picture that replaces it everywhere, and keeps it out of the trash", async () => {
    const { front, change } = await desk();
    const [from, to] = [await createPicture({ alt: "Old" }), await createPicture({ alt: "New" })];
    await change({ picture: from.id, pictureAlt: "Old", pictureCrop: "0x0x100x100" });
    await launch(front);
    const focal = { x: 0.25, y: 0.75 };
    await changeCrops(editor, { id: from.id, focal, crops: {}, seen: { focal: null, crops: {} } });
    expect((await shown(front))?.facts.focal).toEqual(focal);
    await expect(trashPictures(editor, { pictureIds: [from.id] })).rejects.toMatchObject({ code: "IN_USE" });
    await change({ headline: "A change that is not launched" });
    expect(await replaceElsewhere(editor, { from: from.id, to: to.id })).toMatchObject({ frontCount: 1 });
    expect(await shown(front)).toMatchObject({ id: to.id, alt: "New", crop: null });
    const { layout, liveLayout } = await getFrontView(editor, front);
    expect([layout, liveLayout].map(({ containers }) => containers.at(-1)?.cards[0])).toMatchObject([
      { picture: to.id, headline: "A change that is not launched" },
      { picture: to.id, headline: "" },
    ]);
    expect(await findLivePicture(from.id)).toBeNull();
    await trashPictures(editor, { pictureIds: [from.id] });
  });
});
