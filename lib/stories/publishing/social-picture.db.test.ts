import { expect, test } from "vitest";
import { newBlockId } from "#lib/document/ids.ts";
import { FieldStep } from "#lib/document/steps.ts";
import { newId } from "#lib/ids.ts";
import { createPerson, createPicture } from "#prisma/factories.ts";
import { createReadyPage, createReadyStory, readDocument, typeInHeadline } from "#prisma/story-factories.ts";
import type { Person } from "../../actor.ts";
import { withdrawPicture } from "../../picture-desk/mutations.ts";
import { appClient } from "../../postgres/app.ts";
import { getLiveStory } from "../../published/data.ts";
import { getStandingPage } from "../../published/pages/data.ts";
import { saveSteps } from "../saving/mutations.ts";
import { publishStory } from "./mutations.ts";
import { getPreview } from "./preview-data.ts";

const choose = async (actor: Person, storyId: string, picture: string, version = 0) =>
  saveSteps(actor, {
    ...typeInHeadline(storyId, await readDocument(storyId), version, ""),
    batchId: newBlockId(),
    steps: [new FieldStep(null, "socialPicture", null, picture).toJSON()],
  });

test("readers get the social picture of a story until it is withdrawn", async () => {
  const editor = await createPerson("EDITOR");
  const { id: picture } = await createPicture();
  const { id } = await createReadyStory(editor, {
    fields: { socialTitle: "It is back!", socialText: "Come and see.", socialAlt: "A quay" },
  });
  await choose(editor, id, picture);
  expect((await getPreview(editor, id)).story.pictures).toHaveProperty(picture);
  await publishStory(editor, { storyId: id, version: 1, showUpdated: true });

  const story = await getLiveStory(id);
  expect(story).toMatchObject({
    socialTitle: "It is back!",
    socialText: "Come and see.",
    socialPicture: picture,
    socialAlt: "A quay",
  });
  expect(story?.pictures).toHaveProperty(picture);
  const used = { storyId_pictureId: { storyId: id, pictureId: picture } };
  expect(await appClient().storyPicture.findUnique({ where: used })).toMatchObject({ removedAt: null });

  await withdrawPicture(editor, { pictureId: picture, reason: "The agency asked" });
  const [purge] = await appClient().pressPurge.findMany({ orderBy: { id: "desc" }, take: 1 });
  expect(purge).toMatchObject({ erase: true, tags: expect.arrayContaining([`story:${id}`]) });
  expect((await getLiveStory(id))?.pictures).not.toHaveProperty(picture);
});

test("readers get the social picture of a standing page", async () => {
  const editor = await createPerson("EDITOR");
  const { id: picture } = await createPicture();
  const { id } = await createReadyPage(editor);
  await choose(editor, id, picture);
  await publishStory(editor, { storyId: id, version: 1, showUpdated: true });
  const page = await getStandingPage(id);
  expect(page?.socialPicture).toBe(picture);
  expect(page?.pictures).toHaveProperty(picture);
});

test("a social picture that does not exist is refused", async () => {
  const editor = await createPerson("EDITOR");
  const { id } = await createReadyStory(editor);
  await expect(choose(editor, id, newId())).rejects.toMatchObject({ code: "DOCUMENT_REFUSED" });
});
