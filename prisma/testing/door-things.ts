import type { Person } from "#lib/actor.ts";
import { createKey } from "#lib/api-keys/mutations.ts";
import * as series from "#lib/collections/mutations.ts";
import { beginThread } from "#lib/comments/mutations.ts";
import { emptyDocument, paragraph, toJson } from "#lib/document/build.ts";
import { getStoredFront } from "#lib/fronts/desk-data.ts";
import { editFront, launchFront } from "#lib/fronts/draft-mutations.ts";
import { createStyleRule } from "#lib/house-style/mutations.ts";
import { createStyleRuleSchema } from "#lib/house-style/schema.ts";
import { newId } from "#lib/ids.ts";
import { savePartner } from "#lib/partners/mutations.ts";
import { savePreset } from "#lib/pictures/library/preset-mutations.ts";
import { presetSchema } from "#lib/pictures/library/schema.ts";
import { appClient } from "#lib/postgres/app.ts";
import { savePromotion } from "#lib/promotions/mutations.ts";
import { addRedirect } from "#lib/redirects/mutations.ts";
import { shareStory } from "#lib/reviews/mutations.ts";
import { schedulePublication } from "#lib/schedule/mutations.ts";
import { schedulePublicationSchema } from "#lib/schedule/schema.ts";
import { saveSnippet } from "#lib/snippets/mutations.ts";
import { unlistStory } from "#lib/stories/publishing/list-mutations.ts";
import { publishStory } from "#lib/stories/publishing/mutations.ts";
import { publishSchema } from "#lib/stories/schema.ts";
import { saveTemplate } from "#lib/templates/mutations.ts";
import { saveWebhook } from "#lib/webhooks/mutations.ts";
import { saveSource } from "#lib/wires/mutations.ts";
import { createPicture, createTopic, unique } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";

/** A word in everything unpublished of the owner. */
export const secret = "Zephyrine";
/** A word in the names and descriptions of pictures and files of confidential stories. */
export const secretFile = "Quillon";

type Scene = {
  /** Whose things the makers make. */
  owner: Person;
  /** Who makes what an owner may not. */
  admin: Person;
  /** Ids of the unpublished stories that were made since it was emptied. */
  unpublished: string[];
  /** Whether pictures and files are made for an unpublished story. */
  areFilesUsed: boolean;
};
/** The people are set by the test before the first maker is called. */
export const scene = { unpublished: [], areFilesUsed: false } as unknown as Scene;

export const createOwnersStory = async () => {
  const parts = { headline: `${secret} ${unique("h")}`, body: [paragraph(`${secret} text`)] };
  const story = await createReadyStory(scene.owner, parts);
  scene.unpublished.push(story.id);
  return story;
};
export const createUnlistedStory = async () => {
  const { id, version } = await createReadyStory(scene.owner);
  await publishStory(scene.admin, publishSchema.parse({ storyId: id, version }));
  await unlistStory(scene.admin, { storyId: id });
  return id;
};
/** A picture, in an unpublished story while `areFilesUsed`. */
export const createFile = async (given: Parameters<typeof createPicture>[0] = {}) =>
  scene.areFilesUsed ? { id: await createUsedPicture(given) } : createPicture(given);
/** A picture in an unpublished story. */
export const createUsedPicture = async (given: Parameters<typeof createPicture>[0] = {}) => {
  const texts = { fileName: `${secretFile}.jpg`, alt: secretFile, caption: secretFile, credit: secretFile };
  const { id } = await createPicture({ ...given, ...(scene.areFilesUsed && texts) });
  const story = await createReadyStory(scene.owner, {
    headline: `${secret} ${unique("h")}`,
    mainFigure: { picture: id },
  });
  scene.unpublished.push(story.id);
  return id;
};
export const createThread = async () => {
  const ids = { threadId: newId(), commentId: newId() };
  await beginThread(scene.owner, {
    storyId: (await createOwnersStory()).id,
    ...ids,
    about: {},
    text: `${secret} comment`,
  });
  return ids;
};
export const schedule = async () => {
  const { id, version } = await createReadyStory(scene.owner);
  const dueAt = new Date(Date.now() + 3_600_000).toISOString();
  await schedulePublication(scene.admin, schedulePublicationSchema.parse({ storyId: id, version, dueAt }));
  return appClient().scheduledAct.findFirstOrThrow({ where: { storyId: id }, select: { id: true } });
};
export const createMedia = async () => {
  const fileName = scene.areFilesUsed ? `${secretFile}.mp4` : "a.mp4";
  const file = await appClient().mediaFile.create({
    data: { id: newId(), sha256: unique("sha"), kind: "VIDEO", format: "mp4", bytes: 1n, fileName },
    select: { id: true, version: true },
  });
  if (scene.areFilesUsed)
    await appClient().storyMedia.create({ data: { storyId: (await createOwnersStory()).id, mediaId: file.id } });
  return file;
};
export const createCollection = () =>
  appClient().pictureCollection.create({ data: { id: newId(), name: unique("Collection") }, select: { id: true } });
export const createSeries = async () =>
  (await series.createCollection(scene.admin, { kind: "SERIES", title: unique("Series"), slug: "" })).id;
export const createTemplate = async () =>
  saveTemplate(scene.admin, {
    storyId: (await createOwnersStory()).id,
    templateId: null,
    name: unique("T"),
    checklist: ["a"],
  });

export const createRule = async () =>
  (await createStyleRule(scene.admin, createStyleRuleSchema.parse({ pattern: unique("word"), reason: "Our style" })))
    .id;
export const createPromotion = async () => {
  const target = (await createTopic()).id;
  const promotion = { id: null, term: unique("term"), kind: "TOPIC", target, endsAt: null } as const;
  return (await savePromotion(scene.admin, promotion)).id;
};
export const createMail = async () => {
  const data = {
    id: newId(),
    kind: "notice",
    address: "a@example.org",
    name: "A",
    subject: "S",
    state: "FAILED",
    content: {},
  } as const;
  await appClient().mail.create({ data, select: { id: true } });
  return data.id;
};
export const createPreset = async () =>
  (await savePreset(scene.admin, presetSchema.parse({ id: null, name: unique("Preset") }))).id;
export const createRedirect = async () => {
  const from = `/${unique("old")}`;
  await addRedirect(scene.admin, { from, to: "/city" });
  return from;
};
export const createReport = async () => {
  const data = { id: newId(), storyId: (await createOwnersStory()).id, message: "An error", at: new Date() };
  await appClient().readerReport.create({ data, select: { id: true } });
  return data.id;
};
export const createApiKey = async () =>
  (await createKey(scene.admin, { name: unique("Key"), role: "REPORTER", scopes: ["edit"], days: 30 })).keyId;
export const createWebhook = async () => {
  const given = { webhookId: null, name: unique("Hook"), url: "https://example.org/", events: [], sectionIds: [] };
  return (await saveWebhook(scene.admin, given)).webhookId;
};
export const createPartner = async () => {
  const places = { sectionId: null, topicId: null, words: "", language: "", endsAt: null };
  const given = { ...places, format: "NINJS", isFullText: true, hasPictures: false } as const;
  return (await savePartner(scene.admin, { partnerId: null, name: unique("Partner"), ...given })).partnerId;
};
export const createDelivery = async () => {
  const data = {
    id: newId(),
    webhookId: await createWebhook(),
    event: "story.published",
    headline: "",
    at: new Date(),
  };
  await appClient().webhookDelivery.create({ data, select: { id: true } });
  return data.id;
};
const wire = { address: "https://example.org/feed", sectionId: null, isOn: false, keptDays: 14 };
export const createWire = async () =>
  (await saveSource(scene.admin, { sourceId: null, name: unique("Wire"), ...wire })).sourceId;
export const createWireRule = async (): Promise<string> => {
  const id = newId();
  await appClient().wireRule.create({
    data: { id, name: unique("Rule"), position: 1, words: ["ferry"], isDropping: true },
    select: { id: true },
  });
  return id;
};
export const createWireItem = async () => {
  const id = newId();
  const at = new Date();
  const text = { headline: "Item", text: "Words" };
  const content = {
    headline: "Item",
    status: "usable",
    authors: [],
    provider: "",
    copyright: "",
    embargo: null,
    document: toJson(emptyDocument()),
  };
  await appClient().wireItem.create({
    data: {
      ...{ id, sourceId: await createWire(), key: id, number: 1, status: "usable", language: "en", ...text },
      ...{ arrivedAt: at, changedAt: at, seenAt: at },
      versions: { create: { number: 1, hash: "", item: content as object, text: "Words", at } },
    },
    select: { id: true },
  });
  return id;
};
export const createReviewLink = async () => {
  const storyId = (await createOwnersStory()).id;
  await shareStory(scene.admin, { storyId, name: "Guest", email: "", may: "VIEW", isFixed: false, days: 1 });
  return (await appClient().reviewLink.findFirstOrThrow({ where: { storyId }, select: { id: true } })).id;
};
export const createChecklistItem = async () => {
  const data = { id: newId(), storyId: (await createOwnersStory()).id, position: 0, text: "Call them" };
  await appClient().checklistItem.create({ data, select: { id: true } });
  return data.id;
};
export const snippetBlocks = JSON.stringify([
  { type: "paragraph", content: [{ type: "text", text: "About this series" }] },
]);
export const createSnippet = async () =>
  (await saveSnippet(scene.admin, { snippetId: null, name: unique("Snippet"), isBound: true, blocks: snippetBlocks }))
    .id;

export const createNotice = async () => {
  const storyId = (await createOwnersStory()).id;
  const data = {
    id: newId(),
    personId: scene.owner.id,
    kind: "MENTIONED",
    storyId,
    key: unique("key"),
    at: new Date(),
  } as const;
  await appClient().notice.create({ data, select: { id: true } });
  return data.id;
};
/** The front page was launched once, and a launch is scheduled. */
export const launchFrontPage = async () => {
  const layout = { containers: [] };
  const where = { front_number: { front: "front", number: 1 } };
  const create = { front: "front", number: 1, layout, at: new Date() };
  await appClient().frontLaunch.upsert({ where, create, update: {}, select: { number: true } });
  return 1;
};
/** Of the front that `launchCard` made last. */
export let launchedStory = "";
/** A front that was launched with one published story. */
export const launchCard = async () => {
  const { id, sectionId: front } = await createReadyStory(scene.owner);
  await publishStory(scene.admin, publishSchema.parse({ storyId: id, version: 0 }));
  const container = (await getStoredFront(front)).layout.containers[0]?.id ?? "";
  await editFront(scene.admin, { front, edit: { kind: "place", story: id, container, before: null } });
  await launchFront(scene.admin, { front, version: (await getStoredFront(front)).version, accepted: true });
  launchedStory = id;
  return front;
};
export const scheduleLaunch = async () => {
  const data = {
    id: newId(),
    front: "front",
    layout: { containers: [] },
    base: 0,
    actorId: scene.admin.id,
    dueAt: new Date(Date.now() + 3_600_000),
  };
  await appClient().scheduledLaunch.create({ data, select: { id: true } });
  return data.id;
};
/** Types a letter into the headline. */
export const step = { stepType: "replace", from: 1, to: 1, slice: { content: [{ type: "text", text: "A" }] } };

export const createImport = async (state: "RUNNING" | "PAUSED" | "DONE"): Promise<string> => {
  const data = { id: newId(), place: process.cwd(), name: "export.xml", isDryRun: false, state };
  return (await appClient().importRun.create({ data, select: { id: true } })).id;
};
