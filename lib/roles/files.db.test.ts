import { expect, test } from "vitest";
import { createPerson, createPicture, unique } from "#prisma/factories.ts";
import { createReadyStory, readDocument } from "#prisma/story-factories.ts";
import type { Person } from "../actor.ts";
import { listEvents } from "../audit/data.ts";
import { recordEvent } from "../audit/mutations.ts";
import { eventsQuerySchema } from "../audit/schema.ts";
import { createAuthor } from "../authors/mutations.ts";
import { findCollection } from "../collections/data.ts";
import * as collections from "../collections/mutations.ts";
import { referencesOf } from "../document/references.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../ids.ts";
import { findMediaFacts, getMedia, listMedia } from "../media/data.ts";
import { getMediaDetails, listMediaLibrary } from "../picture-desk/media-data.ts";
import { mediaListSchema } from "../picture-desk/media-schema.ts";
import { listTrash } from "../picture-desk/trash-data.ts";
import { findPictureFacts, getPicture } from "../pictures/data.ts";
import { listCollections } from "../pictures/library/collection-data.ts";
import { createCollection } from "../pictures/library/collection-mutations.ts";
import { getPictureDetails } from "../pictures/library/data.ts";
import { searchPictures } from "../pictures/library/search-data.ts";
import { suggestValues } from "../pictures/library/suggestion-data.ts";
import { appClient, transaction } from "../postgres/app.ts";
import { publishStory } from "../stories/publishing/mutations.ts";
import { assertMayName } from "../stories/saving/reference-data.ts";
import { publishSchema } from "../stories/schema.ts";
import { nameReaders } from "../stories/sharing/mutations.ts";
import { hiddenFiles } from "./file-data.ts";
import { holdFor, takeAgain } from "./file-mutations.ts";

const code = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "OK",
    (error) => (error instanceof DomainError ? error.code : String(error)),
  );
const none = { isConfidential: false, people: [] };
const makeConfidential = (owner: Person, storyId: string, people: string[] = []) =>
  nameReaders(owner, { storyId, isConfidential: true, people, seen: none });
const sees = async (actor: Person, pictureId: string) =>
  (await hiddenFiles(actor, appClient(), "picture", [pictureId])).length === 0;

const createMedia = (fileName: string) =>
  appClient().mediaFile.create({
    data: { id: newId(), sha256: unique("sha"), kind: "VIDEO", format: "mp4", bytes: 1n, fileName },
    select: { id: true },
  });

test("a picture that only a confidential story uses is in no list, count or suggestion of those who may not see the story", async () => {
  const [owner, named, admin] = await Promise.all([
    createPerson("REPORTER"),
    createPerson("CONTRIBUTOR"),
    createPerson("ADMIN"),
  ]);
  const word = unique("Slush");
  const picture = await createPicture({ fileName: `${word}.jpg`, caption: word, credit: word });
  const collection = await createCollection(admin, { name: unique("Desk"), parentId: null });
  await appClient().pictureInCollection.create({ data: { collectionId: collection.id, pictureId: picture.id } });
  const story = await createReadyStory(owner, { mainFigure: { picture: picture.id } });
  await transaction((tx) =>
    recordEvent(tx, owner, "picture.uploaded", { kind: "picture", id: picture.id, name: `${word}.jpg` }),
  );
  await makeConfidential(owner, story.id, [named.id]);

  for (const [actor, count] of [
    [owner, 1],
    [named, 1],
    [admin, 0],
  ] as const) {
    expect((await searchPictures(actor, { q: word })).pictures, "search").toHaveLength(count);
    const newest = (await searchPictures(actor)).pictures.filter(({ id }) => id === picture.id);
    expect(newest, "the newest pictures").toHaveLength(count);
    expect(await suggestValues(actor, { name: "credit", value: word }), "suggestions").toHaveLength(count);
    expect((await listCollections(actor)).find(({ id }) => id === collection.id)?.count, "count").toBe(count);
    expect(await code(getPicture(actor, picture.id)), "picture").toBe(count ? "OK" : "NOT_FOUND");
    expect(await code(getPictureDetails(actor, picture.id)), "its page").toBe(count ? "OK" : "NOT_FOUND");
    expect((await findPictureFacts(actor, picture.id)) !== null, "its file").toBe(count === 1);
  }
  const events = await listEvents(admin, eventsQuerySchema.parse({ q: word }), "UTC");
  expect(events.rows).toEqual([]);

  await appClient().picture.update({ where: { id: picture.id }, data: { trashedAt: new Date() } });
  expect((await listTrash(admin)).filter(({ id }) => id === picture.id)).toEqual([]);
  expect((await listTrash(owner)).filter(({ id }) => id === picture.id)).toHaveLength(1);
});

test("a video of a confidential story and its poster are hidden in the same way", async () => {
  const [owner, admin] = [await createPerson("REPORTER"), await createPerson("ADMIN")];
  const name = unique("hearing");
  const video = await createMedia(`${name}.mp4`);
  const poster = await createPicture();
  await appClient().mediaFile.update({ where: { id: video.id }, data: { posterId: poster.id } });
  const story = await createReadyStory(owner);
  await appClient().storyMedia.create({ data: { storyId: story.id, mediaId: video.id } });
  await makeConfidential(owner, story.id);

  for (const [actor, count] of [
    [owner, 1],
    [admin, 0],
  ] as const) {
    expect(await listMedia(actor, { kind: "VIDEO", query: name })).toHaveLength(count);
    const library = await listMediaLibrary(actor, mediaListSchema.parse({ q: name }));
    expect([library.count, library.items.length]).toEqual([count, count]);
    expect(await code(getMedia(actor, video.id))).toBe(count ? "OK" : "NOT_FOUND");
    expect(await code(getMediaDetails(actor, video.id))).toBe(count ? "OK" : "NOT_FOUND");
    expect((await findMediaFacts(actor, video.id)) !== null).toBe(count === 1);
    expect(await sees(actor, poster.id)).toBe(count === 1);
  }
});

test("everybody sees a picture again once another story uses it, its story is no longer confidential, or readers see it", async () => {
  const [owner, admin] = [await createPerson("EDITOR"), await createPerson("ADMIN")];
  const confidential = async () => {
    const picture = await createPicture({ rights: "STAFF" });
    const story = await createReadyStory(owner, { mainFigure: { picture: picture.id } });
    await makeConfidential(owner, story.id);
    expect(await sees(admin, picture.id)).toBe(false);
    return { picture, story };
  };

  const shared = await confidential();
  await createReadyStory(owner, { mainFigure: { picture: shared.picture.id } });
  expect(await sees(admin, shared.picture.id)).toBe(true);

  const opened = await confidential();
  await nameReaders(owner, { storyId: opened.story.id, ...none, seen: { ...none, isConfidential: true } });
  expect(await sees(admin, opened.picture.id)).toBe(true);

  const published = await confidential();
  await publishStory(owner, publishSchema.parse({ storyId: published.story.id, version: 0 }));
  expect(await sees(admin, published.picture.id)).toBe(true);

  const twice = await confidential();
  const other = await createReadyStory(owner, { mainFigure: { picture: twice.picture.id } });
  await makeConfidential(owner, other.id, [admin.id]);
  expect(await sees(admin, twice.picture.id)).toBe(true);
});

test("a picture that is hidden from a person cannot be brought into their story or portrait by its id", async () => {
  const [owner, admin] = [await createPerson("REPORTER"), await createPerson("ADMIN")];
  const picture = await createPicture();
  const story = await createReadyStory(owner, { mainFigure: { picture: picture.id } });
  await makeConfidential(owner, story.id);
  const references = referencesOf(await readDocument(story.id));
  expect(references.pictures).toEqual([picture.id]);
  expect(await code(transaction((tx) => assertMayName(tx, admin, references)))).toBe("DOCUMENT_REFUSED");
  expect(await code(transaction((tx) => assertMayName(tx, owner, references)))).toBe("OK");
  const author = { name: unique("Author"), slug: "", jobTitle: "", bio: "", portrait: picture.id };
  expect(await code(createAuthor(admin, author))).toBe("INVALID");
});

test("a picture on the cover of a collection is seen by everybody only while the collection is published", async () => {
  const [owner, other] = [await createPerson("EDITOR"), await createPerson("EDITOR")];
  const picture = await createPicture({ rights: "STAFF" });
  const story = await createReadyStory(owner, { mainFigure: { picture: picture.id } });
  await makeConfidential(owner, story.id);
  const fields = { kind: "SERIES", title: unique("Quay"), intro: "", storyIds: [story.id] } as const;
  const { id: collectionId } = await collections.createCollection(owner, { ...fields, slug: "" });
  const slug = ((await findCollection(owner, collectionId))?.fields ?? { slug: "" }).slug;
  const base = { ...fields, slug, cover: null, storyIds: [] };
  const cover = { id: picture.id, alt: "A crane", crop: null };
  const save = (actor: Person) =>
    collections.saveCollection(actor, { ...base, cover, storyIds: [story.id], collectionId, base });

  const refused = { code: "INVALID", detail: { field: "cover" } };
  await expect(save(other)).rejects.toMatchObject(refused);
  expect(await code(save(owner))).toBe("OK");
  expect((await findCollection(other, collectionId))?.coverLook).toBeNull();
  expect(await sees(other, picture.id)).toBe(false);
  await expect(collections.publishCollection(other, { collectionId })).rejects.toMatchObject(refused);
  await collections.publishCollection(owner, { collectionId });
  expect(await sees(other, picture.id)).toBe(true);
  await collections.withdrawCollection(owner, { collectionId });
  expect(await sees(other, picture.id)).toBe(false);
});

test("a picture is confidential from its upload into the story, and for those who upload the same file it is not", async () => {
  const [owner, admin] = [await createPerson("REPORTER"), await createPerson("ADMIN")];
  const picture = await createPicture({ uploaderId: owner.id });
  const story = await createReadyStory(owner);
  await makeConfidential(owner, story.id);
  expect(await sees(admin, picture.id)).toBe(true);

  await transaction((tx) => holdFor(tx, admin, "picture", picture.id, story.id));
  expect(await sees(admin, picture.id), "for a story that the uploader may not see").toBe(true);
  await transaction((tx) => holdFor(tx, owner, "picture", picture.id, story.id));
  expect(await sees(admin, picture.id)).toBe(false);

  await transaction((tx) => takeAgain(tx, admin, "picture", picture.id));
  expect([await sees(admin, picture.id), await sees(owner, picture.id)]).toEqual([true, true]);
  expect(await sees(await createPerson("ADMIN"), picture.id)).toBe(false);
});
