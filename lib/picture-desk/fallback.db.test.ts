import { beforeEach, describe, expect, test } from "vitest";
import { gallery } from "#lib/document/blocks/gallery/block.ts";
import { figure, paragraph } from "#lib/document/build.ts";
import { childrenOf, wordsOf } from "#lib/document/json.ts";
import { createPerson, createPicture, createSection } from "#prisma/factories.ts";
import { createReadyPage, createReadyStory } from "#prisma/story-factories.ts";
import type { Person } from "../actor.ts";
import { feedEntry } from "../feeds/entry.ts";
import { newId } from "../ids.ts";
import { findLivePicture } from "../pictures/data.ts";
import { appClient, transaction } from "../postgres/app.ts";
import { listByIds } from "../published/card-data.ts";
import { getLiveStory } from "../published/data.ts";
import { fallbackTag } from "../published/fallback-data.ts";
import { getFeed } from "../published/feed-data.ts";
import { getStandingPage } from "../published/pages/data.ts";
import { listSectionRows } from "../sections/data.ts";
import { createSection as addSection, changeSection, deleteSection } from "../sections/mutations.ts";
import { getPagePreview } from "../stories/pages/preview-data.ts";
import { publishStory } from "../stories/publishing/mutations.ts";
import { getPreview } from "../stories/publishing/preview-data.ts";
import { changeCrops } from "./crop-mutations.ts";
import { applyNextDuePicture } from "./due-mutations.ts";
import { setPaperFallback } from "./fallback-mutations.ts";
import { allowPictureAgain, changeRights, lockPicture, withdrawPicture } from "./mutations.ts";
import { trashPictures } from "./trash-mutations.ts";
import { countUses, listUses } from "./use-data.ts";

const reason = "The agency asked us to.";

beforeEach(async () => {
  await appClient().fallbackPicture.deleteMany();
});

/** A picture with words of the library. */
async function createDescribed(alt: string): Promise<string> {
  const { id } = await createPicture();
  await appClient().picture.update({ where: { id }, data: { alt, credit: `Credit of ${alt}` }, select: { id: true } });
  return id;
}

async function setSectionPicture(admin: Person, sectionId: string, picture: string | null): Promise<void> {
  const { name, slug, description } = await appClient().section.findUniqueOrThrow({ where: { id: sectionId } });
  await changeSection(admin, { sectionId, name, slug, description, picture });
}

/** A published story whose main picture is also in a figure and in a gallery. */
async function publishWith(editor: Person, picture: string, section?: string) {
  const shown = { picture, alt: "A minister", caption: "The minister in May", credit: "Agency" };
  const { id, version, sectionId } = await createReadyStory(editor, {
    ...(section ? { fields: { section } } : {}),
    mainFigure: { ...shown, crop: "1x1x8x6" },
    body: [paragraph("Some text."), figure(shown), gallery({ pictures: [shown, shown] })],
  });
  await publishStory(editor, { storyId: id, version, showUpdated: true });
  return { id, sectionId };
}

const mainOf = async (storyId: string) => {
  const live = await getLiveStory(storyId);
  return childrenOf(live?.document).find(({ type }) => type === "mainFigure");
};
const cardOf = async (storyId: string) => (await listByIds([storyId]))[0]?.picture?.id ?? null;
const lastPurge = () => appClient().pressPurge.findFirst({ orderBy: { id: "desc" } });

describe("a main picture that readers may not see", () => {
  test("the picture of the section replaces it on cards, in the story, in link previews and in feeds", async () => {
    const admin = await createPerson("ADMIN");
    const { id: picture } = await createPicture();
    const { id, sectionId } = await publishWith(admin, picture);
    const fallback = await createDescribed("A harbour");
    await setSectionPicture(admin, sectionId, fallback);
    expect(await cardOf(id)).toBe(picture);

    await withdrawPicture(admin, { pictureId: picture, reason });
    expect(await cardOf(id)).toBe(fallback);
    const live = await getLiveStory(id);
    expect(live).toMatchObject({
      picture: { id: fallback, alt: "A harbour" },
      pictureCaption: "",
      pictureCredit: "Credit of A harbour",
    });
    expect(Object.keys(live?.pictures ?? {})).toEqual([fallback]);
    const main = await mainOf(id);
    expect(main?.attrs).toMatchObject({ picture: fallback, alt: "A harbour", crop: null });
    expect(wordsOf(main).trim()).toBe("Credit of A harbour");
    const { stories, linked } = await getFeed(null);
    const story = stories.find((one) => one.id === id);
    const entry = story && feedEntry(story, linked, "https://example.org");
    expect(entry?.image).toMatchObject({ alt: "A harbour" });
    expect(entry?.html).toContain(fallback);
    expect(entry?.html).not.toContain(picture);
    expect(entry?.html).not.toContain("The minister");

    await allowPictureAgain(admin, { pictureId: picture });
    expect(await cardOf(id)).toBe(picture);
    expect((await mainOf(id))?.attrs?.picture).toBe(picture);
  });

  test("the end of its rights brings the fallback by the clock", async () => {
    const admin = await createPerson("ADMIN");
    const { id: picture } = await createPicture();
    const { id, sectionId } = await publishWith(admin, picture);
    const fallback = await createDescribed("A harbour");
    await setSectionPicture(admin, sectionId, fallback);
    await appClient().picture.update({
      where: { id: picture },
      data: { usableUntil: new Date(Date.now() - 1000) },
      select: { id: true },
    });
    while (await applyNextDuePicture());
    expect(await cardOf(id)).toBe(fallback);
  });

  test("the picture of the parent section is next, then the one of the paper, then none", async () => {
    const admin = await createPerson("ADMIN");
    const parent = await createSection();
    const child = await addSection(admin, { name: "Ferries", slug: "", description: "", parentId: parent.id });
    const { id: picture } = await createPicture();
    const { id } = await publishWith(admin, picture, child.id);
    await withdrawPicture(admin, { pictureId: picture, reason });
    const [own, above, paper] = [
      await createDescribed("Own"),
      await createDescribed("Above"),
      await createDescribed("All"),
    ];
    expect(await cardOf(id)).toBeNull();
    expect((await getLiveStory(id))?.picture).toBeNull();
    await setPaperFallback(admin, { pictureId: paper });
    expect(await cardOf(id)).toBe(paper);
    await setSectionPicture(admin, parent.id, above);
    expect(await cardOf(id)).toBe(above);
    await setSectionPicture(admin, child.id, own);
    expect(await cardOf(id)).toBe(own);
    await setSectionPicture(admin, child.id, null);
    expect(await cardOf(id)).toBe(above);
  });

  test("a fallback that is withdrawn itself is passed over, and its pages are erased", async () => {
    const admin = await createPerson("ADMIN");
    const { id: picture } = await createPicture();
    const { id, sectionId } = await publishWith(admin, picture);
    const [own, paper] = [await createDescribed("Own"), await createDescribed("All")];
    await setSectionPicture(admin, sectionId, own);
    await setPaperFallback(admin, { pictureId: paper });
    await withdrawPicture(admin, { pictureId: picture, reason });
    expect(await findLivePicture(own)).not.toBeNull();

    await withdrawPicture(admin, { pictureId: own, reason });
    expect(await cardOf(id)).toBe(paper);
    expect(await findLivePicture(own)).toBeNull();
    expect(await lastPurge()).toMatchObject({ erase: true, tags: [fallbackTag] });
    await allowPictureAgain(admin, { pictureId: own });
    expect(await cardOf(id)).toBe(own);
  });

  test("a hidden figure of the text gets no fallback in the text, but its story has one on cards", async () => {
    const admin = await createPerson("ADMIN");
    const { id: picture } = await createPicture();
    const { id, version, sectionId } = await createReadyStory(admin, {
      body: [paragraph("Text."), figure({ picture })],
    });
    await publishStory(admin, { storyId: id, version, showUpdated: true });
    const fallback = await createDescribed("A harbour");
    await setSectionPicture(admin, sectionId, fallback);
    await withdrawPicture(admin, { pictureId: picture, reason });
    expect(await cardOf(id)).toBe(fallback);
    expect((await getLiveStory(id))?.pictures).toEqual({});
  });

  test("a story without a picture gets no fallback", async () => {
    const admin = await createPerson("ADMIN");
    const { id, version, sectionId } = await createReadyStory(admin);
    await publishStory(admin, { storyId: id, version, showUpdated: true });
    await setSectionPicture(admin, sectionId, await createDescribed("A harbour"));
    expect(await cardOf(id)).toBeNull();
    expect((await getLiveStory(id))?.picture).toBeNull();
  });

  test("a standing page shows the picture of the paper", async () => {
    const admin = await createPerson("ADMIN");
    const { id: picture } = await createPicture();
    const { id } = await createReadyPage(admin, {
      fields: { slug: `page-${newId().slice(-12)}` },
      mainFigure: { picture, alt: "A house" },
    });
    await publishStory(admin, { storyId: id, version: 0, showUpdated: true });
    const paper = await createDescribed("The newsroom");
    await setPaperFallback(admin, { pictureId: paper });
    await withdrawPicture(admin, { pictureId: picture, reason });
    expect(await getStandingPage(id)).toMatchObject({ picture: { id: paper, alt: "The newsroom" } });
  });
});

test("previews of stories and pages show the fallback of a hidden main picture", async () => {
  const admin = await createPerson("ADMIN");
  const { id: picture } = await createPicture();
  const { id, sectionId } = await createReadyStory(admin, { mainFigure: { picture, alt: "A", caption: "In May" } });
  const page = await createReadyPage(admin, { mainFigure: { picture, alt: "A" } });
  expect((await getPreview(admin, id)).story).toMatchObject({ picture: { id: picture }, pictureCaption: "In May" });
  const [own, paper] = [await createDescribed("Own"), await createDescribed("All")];
  await setSectionPicture(admin, sectionId, own);
  await setPaperFallback(admin, { pictureId: paper });
  await withdrawPicture(admin, { pictureId: picture, reason });
  expect((await getPreview(admin, id)).story).toMatchObject({ picture: { id: own }, pictureCaption: "" });
  expect((await getPagePreview(admin, page.id))?.page).toMatchObject({ picture: { id: paper } });
});

describe("choosing a fallback", () => {
  test("a new section can have a picture, which the list of sections shows", async () => {
    const admin = await createPerson("ADMIN");
    const picture = await createDescribed("A harbour");
    const section = await addSection(admin, { name: newId(), slug: "", description: "", parentId: null, picture });
    const look = async () => (await listSectionRows(admin)).find(({ id }) => id === section.id)?.picture;
    expect(await look()).toMatchObject({ id: picture, isHidden: false });
    await withdrawPicture(admin, { pictureId: picture, reason });
    expect(await look()).toMatchObject({ id: picture, isHidden: true });
  });

  test("refuses a picture whose rights do not allow it, and one that does not exist", async () => {
    const admin = await createPerson("ADMIN");
    const { id: sectionId } = await createSection();
    const picture = await createDescribed("A harbour");
    await withdrawPicture(admin, { pictureId: picture, reason });
    await expect(setSectionPicture(admin, sectionId, picture)).rejects.toMatchObject({ code: "PICTURE_RIGHTS" });
    await expect(setPaperFallback(admin, { pictureId: picture })).rejects.toMatchObject({ code: "PICTURE_RIGHTS" });
    await expect(setPaperFallback(admin, { pictureId: newId() })).rejects.toMatchObject({ code: "INVALID" });
  });

  test("refuses a picture that may be used a limited number of times", async () => {
    const admin = await createPerson("ADMIN");
    const picture = await createDescribed("A harbour");
    const changes = { rights: "PAY_PER_USE", usesAllowed: 3 } as const;
    await changeRights(admin, { pictureId: picture, changes, seen: {} });
    await expect(setPaperFallback(admin, { pictureId: picture })).rejects.toMatchObject({ code: "PICTURE_RIGHTS" });
  });

  test("a fallback that is chosen while it is being withdrawn is refused", async () => {
    const admin = await createPerson("ADMIN");
    const picture = await createDescribed("A harbour");
    let choosing: Promise<unknown> | undefined;
    await transaction(async (tx) => {
      await lockPicture(tx, picture);
      choosing = setPaperFallback(admin, { pictureId: picture }).catch((error: unknown) => error);
      await tx.picture.update({ where: { id: picture }, data: { withdrawnAt: new Date() }, select: { id: true } });
    });
    expect(await choosing).toMatchObject({ code: "PICTURE_RIGHTS" });
    expect(await appClient().fallbackPicture.count({ where: { pictureId: picture } })).toBe(0);
  });

  test("only admins choose the picture of the paper", async () => {
    const editor = await createPerson("EDITOR");
    await expect(setPaperFallback(editor, { pictureId: null })).rejects.toMatchObject({ code: "NOT_ALLOWED" });
  });

  test("a choice purges the pages that show a fallback and is in the audit log", async () => {
    const admin = await createPerson("ADMIN");
    await setPaperFallback(admin, { pictureId: await createDescribed("A harbour") });
    expect(await lastPurge()).toMatchObject({ tags: [fallbackTag] });
    const event = await appClient().auditEvent.findFirst({ where: { actorId: admin.id }, select: { action: true } });
    expect(event).toEqual({ action: "setting.changed" });
  });

  test("a fallback counts as used and cannot be moved to the trash", async () => {
    const admin = await createPerson("ADMIN");
    const { id: sectionId } = await createSection();
    const picture = await createDescribed("A harbour");
    await setSectionPicture(admin, sectionId, picture);
    expect(await appClient().$transaction((tx) => countUses(tx, picture))).toEqual({ live: 1, drafts: 0 });
    expect((await listUses(admin, picture)).fallbacks).toMatchObject([{ place: sectionId }]);
    await expect(trashPictures(admin, { pictureIds: [picture] })).rejects.toMatchObject({ code: "IN_USE" });
    await deleteSection(admin, { sectionId });
    expect(await appClient().fallbackPicture.count({ where: { pictureId: picture } })).toBe(0);
  });

  test("a new focal point of a fallback reaches its row for readers", async () => {
    const admin = await createPerson("ADMIN");
    const picture = await createDescribed("A harbour");
    await setPaperFallback(admin, { pictureId: picture });
    const seen = { focal: null, crops: {} };
    await changeCrops(admin, { id: picture, focal: { x: 0.25, y: 0.5 }, crops: {}, seen });
    expect(await findLivePicture(picture)).toMatchObject({ focal: { x: 0.25, y: 0.5 } });
    expect((await lastPurge())?.tags).toContain(fallbackTag);
  });
});
