import { describe, expect, test } from "vitest";
import { figure, paragraph, storyDocument } from "#lib/document/build.ts";
import { createAuthor, createPerson, createPicture } from "#prisma/factories.ts";
import { createReadyPage, createReadyStory, readDocument, setDocument } from "#prisma/story-factories.ts";
import type { Person } from "../actor.ts";
import { changeAuthor } from "../authors/mutations.ts";
import { feedEntry } from "../feeds/entry.ts";
import { getFront } from "../fronts/data.ts";
import { newId } from "../ids.ts";
import { findLivePicture, findPictureFacts } from "../pictures/data.ts";
import { appClient, transaction } from "../postgres/app.ts";
import { listByIds } from "../published/card-data.ts";
import { getLiveStory } from "../published/data.ts";
import { getFeed } from "../published/feed-data.ts";
import { getStandingPage } from "../published/pages/data.ts";
import { getAuthor } from "../published/taxonomy/data.ts";
import type { ChangeRights, RightsTerms } from "../rights/schema.ts";
import { schedulePublication } from "../schedule/mutations.ts";
import { performNextDue } from "../schedule/perform-mutations.ts";
import { defaultSettings } from "../site/schema.ts";
import { getOpenStory } from "../stories/data.ts";
import { getPublishBrief } from "../stories/publishing/data.ts";
import { correctStory, publishStory, reinstateStory, takeDownStory } from "../stories/publishing/mutations.ts";
import { applyNextDuePicture, msUntilNextDuePicture, remindOfPictureEnds } from "./due-mutations.ts";
import { allowPictureAgain, changeRights, lockPicture, withdrawPicture } from "./mutations.ts";

const there = <T>(value: T | null | undefined): T => {
  if (value == null) throw new Error("it is not there");
  return value;
};

/** A published story with the picture above the text and in it. */
async function publishWith(editor: Person, picture: string): Promise<string> {
  const { id, version } = await createReadyStory(editor, {
    mainFigure: { picture, alt: "A quay", caption: "The quay" },
    body: [paragraph("Some text."), figure({ picture, alt: "A quay", crop: "1x1x8x6" })],
  });
  await publishStory(editor, { storyId: id, version, showUpdated: true });
  return id;
}

async function publishPageWith(editor: Person, picture: string): Promise<string> {
  const { id } = await createReadyPage(editor, {
    fields: { slug: `page-${newId().slice(-12)}` },
    mainFigure: { picture, alt: "A house" },
  });
  await publishStory(editor, { storyId: id, version: 0, showUpdated: true });
  return id;
}

const publishCopy = (editor: Person, storyId: string) =>
  publishStory(editor, { storyId, version: 0, showUpdated: true });

/** Changes of a picture that has no terms yet. */
const terms = (pictureId: string, changes: Partial<RightsTerms> = {}): ChangeRights => ({
  pictureId,
  changes: { rights: "AGENCY", ...changes },
  seen: {},
});
const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();

/** Where readers find a picture: names of places, sorted. */
async function placesOf(picture: string, { story, page, author }: Record<"story" | "page" | "author", string>) {
  const live = there(await getLiveStory(story));
  const standing = there(await getStandingPage(page));
  const found = there(await getAuthor(author));
  const { stories, linked } = await getFeed(null);
  const entry = feedEntry(there(stories.find(({ id }) => id === story)), linked, "https://example.org");
  const front = await getFront([], new Date());
  const onFront = [front.lead, ...front.seconds, ...front.four].find((card) => card?.id === story);
  const shown = {
    "address of the picture": (await findLivePicture(picture)) !== null,
    author: "found" in found && found.found.portrait !== null,
    card: (await listByIds([story]))[0]?.picture !== null,
    "feed image": entry.image !== null,
    "feed text": entry.html.includes(picture),
    front: onFront?.picture != null,
    page: standing.picture !== null || Object.keys(standing.pictures).length > 0,
    "social card": live.picture !== null,
    text: Object.keys(live.pictures).length > 0,
  };
  return Object.entries(shown).flatMap(([place, isShown]) => (isShown ? [place] : []));
}

const everywhere = [
  "address of the picture",
  "author",
  "card",
  "feed image",
  "feed text",
  "front",
  "page",
  "social card",
  "text",
];

async function showEverywhere(editor: Person, picture: string) {
  const author = await createAuthor();
  await changeAuthor(editor, {
    authorId: author.id,
    name: author.name,
    slug: author.slug,
    jobTitle: "",
    bio: "",
    portrait: picture,
  });
  return {
    page: await publishPageWith(editor, picture),
    author: author.id,
    story: await publishWith(editor, picture),
  };
}

describe("withdrawing a picture", () => {
  test("a withdrawal takes the picture from every place that readers see, and allowing it again brings it back", async () => {
    const admin = await createPerson("ADMIN");
    const { id } = await createPicture();
    const shown = await showEverywhere(admin, id);
    expect(await placesOf(id, shown)).toEqual(everywhere);
    const before = await readDocument(shown.story);
    const [live, page] = [await getLiveStory(shown.story), await getStandingPage(shown.page)];
    expect(live?.pictures[id]?.uses).toHaveLength(1);

    const done = await withdrawPicture(admin, { pictureId: id, reason: "The agency asked us to." });
    expect(done).toEqual({ storyCount: 2, erasure: "EVERYWHERE" });
    expect(await placesOf(id, shown)).toEqual([]);
    expect((await readDocument(shown.story)).eq(before)).toBe(true);
    expect(await findPictureFacts(admin, id)).not.toBeNull();

    expect(await allowPictureAgain(admin, { pictureId: id })).toEqual({ change: "SHOWN", storyCount: 2 });
    expect(await getLiveStory(shown.story)).toEqual(live);
    expect(await getStandingPage(shown.page)).toEqual(page);
    expect(await placesOf(id, shown)).toEqual(everywhere);
    const events = await appClient().auditEvent.findMany({
      where: { subjectId: id },
      orderBy: { at: "asc" },
      select: { action: true, detail: true, actorId: true },
    });
    expect(events).toEqual([
      { action: "picture.withdrawn", detail: { reason: "The agency asked us to.", stories: 2 }, actorId: admin.id },
      { action: "picture.allowed_again", detail: { stories: 2 }, actorId: admin.id },
    ]);
  });

  test("a withdrawal purges the pages of all stories, erasing them", async () => {
    const admin = await createPerson("ADMIN");
    const { id } = await createPicture();
    const shown = await showEverywhere(admin, id);
    await withdrawPicture(admin, { pictureId: id, reason: "Wrong person" });
    const [last] = await appClient().pressPurge.findMany({ orderBy: { id: "desc" }, take: 1 });
    expect(last).toMatchObject({ erase: true });
    expect(new Set(last?.tags)).toEqual(
      new Set([`story:${shown.story}`, `standing:${shown.page}`, `author:${shown.author}`]),
    );
  });

  test("a story that is published while its picture is being withdrawn does not show it", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createPicture();
    await appClient().setting.upsert({
      where: { key: "site" },
      create: { key: "site", value: { ...defaultSettings, pictureWithdrawn: "warn" } },
      update: { value: { ...defaultSettings, pictureWithdrawn: "warn" } },
    });
    const story = await createReadyStory(editor, { mainFigure: { picture: id, alt: "A quay" } });
    let publishing: Promise<unknown> | undefined;
    await transaction(async (tx) => {
      await lockPicture(tx, id);
      publishing = publishCopy(editor, story.id);
      await tx.picture.update({ where: { id }, data: { withdrawnAt: new Date() } });
    });
    await publishing;
    await appClient().setting.delete({ where: { key: "site" } });
    expect((await getLiveStory(story.id))?.picture).toBeNull();
    expect(await findLivePicture(id)).toBeNull();
  });

  test("the editor of a story says why readers do not see its picture", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createPicture();
    const story = await createReadyStory(editor, { mainFigure: { picture: id, alt: "A quay" } });
    const look = async () => (await getOpenStory(editor, story.id)).names.pictures[id];
    expect(await look()).not.toHaveProperty("hidden");
    await withdrawPicture(editor, { pictureId: id, reason: "Rights" });
    expect(await look()).toMatchObject({ hidden: "WITHDRAWN" });
  });

  test("only editors and admins withdraw a picture, allow it again or change its rights", async () => {
    const reporter = await createPerson("REPORTER");
    const { id } = await createPicture();
    const refused = { code: "NOT_ALLOWED" };
    await expect(withdrawPicture(reporter, { pictureId: id, reason: "No" })).rejects.toMatchObject(refused);
    await expect(allowPictureAgain(reporter, { pictureId: id })).rejects.toMatchObject(refused);
    await expect(changeRights(reporter, terms(id))).rejects.toMatchObject(refused);
  });

  test("refuses a second withdrawal of the same picture", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createPicture();
    await withdrawPicture(editor, { pictureId: id, reason: "One" });
    await expect(withdrawPicture(editor, { pictureId: id, reason: "Two" })).rejects.toMatchObject({
      code: "WRONG_STATE",
    });
  });

  test("a story that is reinstated comes back without a picture that was withdrawn meanwhile", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createPicture();
    const storyId = await publishWith(editor, id);
    await takeDownStory(editor, { storyId, reason: "A check" });
    await withdrawPicture(editor, { pictureId: id, reason: "Rights" });
    await reinstateStory(editor, { storyId });
    expect(await getLiveStory(storyId)).toMatchObject({ id: storyId, picture: null, pictures: {} });
    expect(await findLivePicture(id)).toBeNull();
  });
});

describe("new terms of a picture", () => {
  test("an end date in the past hides the picture at once, and a later one shows it again", async () => {
    const admin = await createPerson("ADMIN");
    const { id } = await createPicture();
    const shown = await showEverywhere(admin, id);
    const ended = await changeRights(admin, terms(id, { usableUntil: inMs(-1_000) }));
    expect(ended).toMatchObject({ change: "HIDDEN", storyCount: 2, erasure: "EVERYWHERE" });
    expect(await placesOf(id, shown)).toEqual([]);
    await changeRights(admin, terms(id, { usableUntil: inMs(3_600_000) }));
    expect(await placesOf(id, shown)).toEqual(everywhere);
  });

  test("a term that somebody else has changed meanwhile is not replaced, and other terms can be changed", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createPicture();
    await changeRights(editor, terms(id, { territory: "Europe" }));
    const mine = { pictureId: id, changes: { territory: "Asia" }, seen: { territory: "" } };
    await expect(changeRights(editor, mine)).rejects.toMatchObject({
      code: "CHANGED_MEANWHILE",
      detail: { field: "territory", theirs: "Europe" },
    });
    const note = { pictureId: id, changes: { rightsNote: "Contract 12" }, seen: { rightsNote: "" } };
    expect((await changeRights(editor, note)).terms).toMatchObject({ territory: "Europe", rightsNote: "Contract 12" });
  });

  test("refuses a use that ends before it begins", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createPicture();
    await changeRights(editor, terms(id, { usableFrom: inMs(7_200_000) }));
    await expect(changeRights(editor, terms(id, { usableUntil: inMs(3_600_000) }))).rejects.toMatchObject({
      code: "INVALID",
      detail: { reason: "ENDS_BEFORE_IT_BEGINS" },
    });
  });
});

describe("the clock", () => {
  test("at its end date one of several nodes hides a picture, and the desk gets a notice", async () => {
    const admin = await createPerson("ADMIN");
    const { id } = await createPicture();
    const shown = await showEverywhere(admin, id);
    await changeRights(admin, terms(id, { usableUntil: inMs(3_600_000) }));
    expect(there(await msUntilNextDuePicture())).toBeGreaterThan(0);
    await appClient().picture.update({ where: { id }, data: { usableUntil: new Date(Date.now() - 5) } });
    expect(await msUntilNextDuePicture()).toBe(0);
    const performed = await Promise.all(Array.from({ length: 4 }, () => applyNextDuePicture()));
    expect(performed.filter((one) => one?.id === id)).toMatchObject([{ change: "HIDDEN", storyCount: 2 }]);
    expect(await placesOf(id, shown)).toEqual([]);
    const notices = await appClient().notice.findMany({ where: { personId: admin.id, kind: "PICTURE_HIDDEN" } });
    expect(notices.map(({ text }) => text)).toEqual([
      "a.jpg: its end date has passed. Readers no longer see it in 2 published stories and pages.",
    ]);
    expect(await appClient().auditEvent.count({ where: { subjectId: id, action: "picture.expired" } })).toBe(1);
  });

  test("a picture that may not be used yet appears when its use begins", async () => {
    const admin = await createPerson("ADMIN");
    const { id } = await createPicture();
    const shown = await showEverywhere(admin, id);
    await changeRights(admin, terms(id, { usableFrom: inMs(3_600_000) }));
    expect(await placesOf(id, shown)).toEqual([]);
    await appClient().picture.update({ where: { id }, data: { usableFrom: new Date(Date.now() - 5) } });
    expect(await applyNextDuePicture()).toMatchObject({ id, change: "SHOWN", storyCount: 2 });
    expect(await placesOf(id, shown)).toEqual(everywhere);
  });

  test("the desk is reminded once a week and once a day before the end of a picture that readers see", async () => {
    const admin = await createPerson("ADMIN");
    const { id } = await createPicture();
    await createPicture();
    await publishWith(admin, id);
    const day = 86_400_000;
    const end = Date.now() + 30 * day;
    await changeRights(admin, terms(id, { usableUntil: new Date(end).toISOString() }));
    const noticesAfter = async (ms: number) => {
      await remindOfPictureEnds(new Date(end - ms));
      return appClient().notice.count({ where: { personId: admin.id, kind: "PICTURE_ENDING" } });
    };
    expect(await noticesAfter(8 * day)).toBe(0);
    expect(await noticesAfter(7 * day - 1)).toBe(1);
    expect(await noticesAfter(5 * day)).toBe(1);
    expect(await noticesAfter(day - 1)).toBe(2);
    expect(await noticesAfter(1_000)).toBe(2);
  });
});

describe("publishing with a picture", () => {
  const refused = (problem: string) => ({
    code: "PICTURE_RIGHTS",
    detail: { pictures: [expect.objectContaining({ problem, name: "a.jpg", rule: "block" })] },
  });

  test.each([
    ["WITHDRAWN", { withdrawnAt: new Date() }],
    ["EXPIRED", { usableUntil: new Date(Date.now() - 1_000) }],
    ["NOT_YET", { usableFrom: new Date(Date.now() + 3_600_000) }],
    ["TRASHED", { trashedAt: new Date() }],
  ])("refuses to publish, update and correct a story whose picture is %s", async (problem, data) => {
    const editor = await createPerson("EDITOR");
    const { id } = await createPicture();
    const storyId = await publishWith(editor, id);
    const other = await createReadyStory(editor, { mainFigure: { picture: id, alt: "A quay" } });
    await appClient().picture.update({ where: { id }, data });
    await expect(publishCopy(editor, other.id)).rejects.toMatchObject(refused(problem));
    await expect(publishCopy(editor, storyId)).rejects.toMatchObject(refused(problem));
    const correction = { storyId, version: 0, kind: "CORRECTION", note: "A name was wrong.", changes: [] } as const;
    await expect(correctStory(editor, correction)).rejects.toMatchObject(refused(problem));
  });

  test("a scheduled publication stops when the picture was withdrawn meanwhile, with the picture as its reason", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createPicture();
    const story = await createReadyStory(editor, { mainFigure: { picture: id, alt: "A quay" } });
    const plan = { storyId: story.id, version: 0, showUpdated: true, dueAt: inMs(3_600_000) };
    const { actId } = await schedulePublication(editor, plan);
    await withdrawPicture(editor, { pictureId: id, reason: "Rights" });
    await appClient().scheduledAct.update({ where: { id: actId }, data: { dueAt: new Date(Date.now() - 5) } });
    expect(await performNextDue()).toMatchObject({ id: actId, outcome: "STOPPED" });
    expect(await getLiveStory(story.id)).toBeNull();
  });

  test("a story cannot be scheduled for a time after the end date of its picture, and can for one before", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createPicture();
    await changeRights(editor, terms(id, { usableUntil: inMs(7_200_000) }));
    const story = await createReadyStory(editor, { mainFigure: { picture: id, alt: "A quay" } });
    const plan = { storyId: story.id, version: 0, showUpdated: true };
    const late = schedulePublication(editor, { ...plan, dueAt: inMs(10_800_000) });
    await expect(late).rejects.toMatchObject(refused("EXPIRED"));
    await schedulePublication(editor, { ...plan, dueAt: inMs(3_600_000) });
  });

  test("the last allowed use goes to one of two stories that are published at once", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createPicture();
    await changeRights(editor, terms(id, { rights: "PAY_PER_USE", usesAllowed: 2 }));
    const first = await publishWith(editor, id);
    const two = await Promise.all(
      [1, 2].map(() => createReadyStory(editor, { mainFigure: { picture: id, alt: "A quay" } })),
    );
    const results = await Promise.allSettled(two.map((story) => publishCopy(editor, story.id)));
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(results.find((one) => one.status === "rejected")).toMatchObject({ reason: refused("OVER_COUNT") });
    await publishCopy(editor, first); // its own use does not count against it
  });

  test("the publish panel shows beforehand what blocks and what warns", async () => {
    const editor = await createPerson("EDITOR");
    const [asking, expired, free] = [await createPicture(), await createPicture(), await createPicture()];
    await changeRights(editor, terms(asking.id, { rights: "ASK_FIRST", rightsNote: "Call the museum." }));
    await changeRights(editor, terms(expired.id, { usableUntil: inMs(-1_000) }));
    const { id } = await createReadyStory(editor, {
      body: [asking, expired, free].map((one) => figure({ picture: one.id, alt: "A quay" })),
    });
    const { rights, picture } = await getPublishBrief(editor, id);
    expect(picture).not.toBeNull();
    expect(rights).toMatchObject([
      { what: "PICTURE", id: expired.id, problem: "EXPIRED", rule: "block" },
      { what: "PICTURE", id: asking.id, problem: "ASK_FIRST", rule: "warn", note: "Call the museum." },
    ]);
    const other = await createReadyStory(editor, { mainFigure: { picture: expired.id, alt: "A quay" } });
    expect((await getPublishBrief(editor, other.id)).picture).toBeNull();
  });

  test("a story is published without its withdrawn picture once the picture is out of the copy", async () => {
    const editor = await createPerson("EDITOR");
    const { id } = await createPicture();
    const storyId = await publishWith(editor, id);
    await withdrawPicture(editor, { pictureId: id, reason: "Rights" });
    const doc = await readDocument(storyId);
    const parts = { headline: "Without it", body: [paragraph("Some text.")], fields: { section: doc.attrs.section } };
    await setDocument(storyId, storyDocument(parts));
    await publishCopy(editor, storyId);
    expect((await getLiveStory(storyId))?.headline).toBe("Without it");
  });
});
