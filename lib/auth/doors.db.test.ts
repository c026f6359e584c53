// Who may use which server action: each is called by everybody, about things of somebody else.
import { beforeAll, expect, test, vi } from "vitest";
import type * as z from "zod";
import {
  createAuthor,
  createCustomRole,
  createPerson,
  createPersonWith,
  createPicture,
  createSection,
  createTopic,
  unique,
} from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { type Door, type MakeValue, sampleInput, serverActions } from "#prisma/testing/doors.ts";
import type { Person, Role } from "../actor.ts";
import { createKey } from "../api-keys/mutations.ts";
import * as series from "../collections/mutations.ts";
import { beginThread } from "../comments/mutations.ts";
import { emptyDocument, paragraph, toJson } from "../document/build.ts";
import { newBlockId } from "../document/ids.ts";
import { getStoredFront } from "../fronts/desk-data.ts";
import { editFront, launchFront } from "../fronts/draft-mutations.ts";
import { createStyleRule } from "../house-style/mutations.ts";
import { createStyleRuleSchema } from "../house-style/schema.ts";
import { newId } from "../ids.ts";
import { savePartner } from "../partners/mutations.ts";
import { savePreset } from "../pictures/library/preset-mutations.ts";
import { presetSchema } from "../pictures/library/schema.ts";
import { appClient } from "../postgres/app.ts";
import { savePromotion } from "../promotions/mutations.ts";
import { addRedirect } from "../redirects/mutations.ts";
import { shareStory } from "../reviews/mutations.ts";
import { presets } from "../roles/policy.ts";
import { schedulePublication } from "../schedule/mutations.ts";
import { schedulePublicationSchema } from "../schedule/schema.ts";
import { saveSnippet } from "../snippets/mutations.ts";
import { unlistStory } from "../stories/publishing/list-mutations.ts";
import { publishStory } from "../stories/publishing/mutations.ts";
import { publishSchema } from "../stories/schema.ts";
import { saveTemplate } from "../templates/mutations.ts";
import { saveWebhook } from "../webhooks/mutations.ts";
import { saveSource } from "../wires/mutations.ts";
import { cookieName, sealSession } from "./cookie.ts";
import { sessionHandle } from "./session-data.ts";
import { newTotpSecret } from "./totp.ts";

const caller = vi.hoisted(() => ({ cookie: undefined as string | undefined, schemas: new Map<unknown, unknown>() }));
vi.mock("server-only", () => ({}));
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ host: "news.example.org" }),
  cookies: async () => ({
    get: (name: string) => (name === cookieName && caller.cookie ? { name, value: caller.cookie } : undefined),
    set: () => {},
    delete: () => {},
  }),
}));
vi.mock("../action.ts", async (load) => {
  const actual = await load<typeof import("../action.ts")>();
  const action: typeof actual.action = (schema, handler, options) => {
    const door = actual.action(schema, handler, options);
    caller.schemas.set(door, schema);
    return door;
  };
  return { ...actual, action };
});

/** Actions for people who are not signed in yet, or that only lead to a page. */
const withoutSchema = [
  "auth/actions.ts signIn",
  "auth/actions.ts signInByCode",
  "auth/actions.ts signInByLink",
  "auth/actions.ts signOut",
  "people/actions.ts askForReset",
  "people/actions.ts chooseNewPassword",
  "people/actions.ts confirmNewEmail",
  "people/actions.ts joinNewsroom",
  "people/actions.ts keepFormerEmail",
  "stories/actions.ts openNewPage",
  "stories/actions.ts openNewStory",
];

/** What an account may do that still needs a second factor or another password: just that. */
const forUnfinished = [
  "auth/passkey-actions.ts addPasskey",
  "auth/passkey-actions.ts beginPasskey",
  "auth/second-factor-actions.ts beginAuthenticator",
  "auth/second-factor-actions.ts confirmMyself",
  "auth/second-factor-actions.ts confirmWays",
  "auth/second-factor-actions.ts finishAuthenticator",
  "auth/second-factor-actions.ts makeRecoveryCodes",
  "people/actions.ts changePassword",
  "people/actions.ts choosePassword",
];

const roles: readonly Role[] = ["CONTRIBUTOR", "REPORTER", "EDITOR", "ADMIN"];
/** A word in everything unpublished of the owner. */
const secret = "Zephyrine";
/** A word in the names and descriptions of pictures and files of confidential stories. */
const secretFile = "Quillon";
/** Whether pictures and files are made for an unpublished story. */
let areFilesUsed = false;
let doors: Door[];
let owner: Person;
let admin: Person;
beforeAll(async () => {
  doors = await serverActions(caller.schemas as ReadonlyMap<unknown, z.ZodType>);
  owner = await createPerson("REPORTER", { name: "Olga Owner" });
  admin = await createPerson("ADMIN");
});

/** Ids of the unpublished stories that were made since it was emptied. */
let unpublished: string[] = [];
const createOwnersStory = async () => {
  const parts = { headline: `${secret} ${unique("h")}`, body: [paragraph(`${secret} text`)] };
  const story = await createReadyStory(owner, parts);
  unpublished.push(story.id);
  return story;
};
const createUnlistedStory = async () => {
  const { id, version } = await createReadyStory(owner);
  await publishStory(admin, publishSchema.parse({ storyId: id, version }));
  await unlistStory(admin, { storyId: id });
  return id;
};
/** A picture, in an unpublished story while `areFilesUsed`. */
const createFile = async (given: Parameters<typeof createPicture>[0] = {}) =>
  areFilesUsed ? { id: await createUsedPicture(given) } : createPicture(given);
/** A picture in an unpublished story. */
const createUsedPicture = async (given: Parameters<typeof createPicture>[0] = {}) => {
  const texts = { fileName: `${secretFile}.jpg`, alt: secretFile, caption: secretFile, credit: secretFile };
  const { id } = await createPicture({ ...given, ...(areFilesUsed && texts) });
  const story = await createReadyStory(owner, { headline: `${secret} ${unique("h")}`, mainFigure: { picture: id } });
  unpublished.push(story.id);
  return id;
};
const createThread = async () => {
  const ids = { threadId: newId(), commentId: newId() };
  await beginThread(owner, { storyId: (await createOwnersStory()).id, ...ids, about: {}, text: `${secret} comment` });
  return ids;
};
const schedule = async () => {
  const { id, version } = await createReadyStory(owner);
  const dueAt = new Date(Date.now() + 3_600_000).toISOString();
  await schedulePublication(admin, schedulePublicationSchema.parse({ storyId: id, version, dueAt }));
  return appClient().scheduledAct.findFirstOrThrow({ where: { storyId: id }, select: { id: true } });
};
const createMedia = async () => {
  const fileName = areFilesUsed ? `${secretFile}.mp4` : "a.mp4";
  const file = await appClient().mediaFile.create({
    data: { id: newId(), sha256: unique("sha"), kind: "VIDEO", format: "mp4", bytes: 1n, fileName },
    select: { id: true, version: true },
  });
  if (areFilesUsed)
    await appClient().storyMedia.create({ data: { storyId: (await createOwnersStory()).id, mediaId: file.id } });
  return file;
};
const createCollection = () =>
  appClient().pictureCollection.create({ data: { id: newId(), name: unique("Collection") }, select: { id: true } });
const createSeries = async () =>
  (await series.createCollection(admin, { kind: "SERIES", title: unique("Series"), slug: "" })).id;
const createTemplate = async () =>
  saveTemplate(admin, {
    storyId: (await createOwnersStory()).id,
    templateId: null,
    name: unique("T"),
    checklist: ["a"],
  });

const createRule = async () =>
  (await createStyleRule(admin, createStyleRuleSchema.parse({ pattern: unique("word"), reason: "Our style" }))).id;
const createPromotion = async () => {
  const target = (await createTopic()).id;
  const promotion = { id: null, term: unique("term"), kind: "TOPIC", target, endsAt: null } as const;
  return (await savePromotion(admin, promotion)).id;
};
const createMail = async () => {
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
const createPreset = async () => (await savePreset(admin, presetSchema.parse({ id: null, name: unique("Preset") }))).id;
const createRedirect = async () => {
  const from = `/${unique("old")}`;
  await addRedirect(admin, { from, to: "/city" });
  return from;
};
const createReport = async () => {
  const data = { id: newId(), storyId: (await createOwnersStory()).id, message: "An error", at: new Date() };
  await appClient().readerReport.create({ data, select: { id: true } });
  return data.id;
};
const createApiKey = async () =>
  (await createKey(admin, { name: unique("Key"), role: "REPORTER", scopes: ["edit"], days: 30 })).keyId;
const createWebhook = async () => {
  const given = { webhookId: null, name: unique("Hook"), url: "https://example.org/", events: [], sectionIds: [] };
  return (await saveWebhook(admin, given)).webhookId;
};
const createPartner = async () => {
  const places = { sectionId: null, topicId: null, words: "", language: "", endsAt: null };
  const given = { ...places, format: "NINJS", isFullText: true, hasPictures: false } as const;
  return (await savePartner(admin, { partnerId: null, name: unique("Partner"), ...given })).partnerId;
};
const createDelivery = async () => {
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
const createWire = async () => (await saveSource(admin, { sourceId: null, name: unique("Wire"), ...wire })).sourceId;
const createWireRule = async (): Promise<string> => {
  const id = newId();
  await appClient().wireRule.create({
    data: { id, name: unique("Rule"), position: 1, words: ["ferry"], isDropping: true },
    select: { id: true },
  });
  return id;
};
const createWireItem = async () => {
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
const createReviewLink = async () => {
  const storyId = (await createOwnersStory()).id;
  await shareStory(admin, { storyId, name: "Guest", email: "", may: "VIEW", isFixed: false, days: 1 });
  return (await appClient().reviewLink.findFirstOrThrow({ where: { storyId }, select: { id: true } })).id;
};
const createChecklistItem = async () => {
  const data = { id: newId(), storyId: (await createOwnersStory()).id, position: 0, text: "Call them" };
  await appClient().checklistItem.create({ data, select: { id: true } });
  return data.id;
};
const snippetBlocks = JSON.stringify([{ type: "paragraph", content: [{ type: "text", text: "About this series" }] }]);
const createSnippet = async () =>
  (await saveSnippet(admin, { snippetId: null, name: unique("Snippet"), isBound: true, blocks: snippetBlocks })).id;

const createNotice = async () => {
  const storyId = (await createOwnersStory()).id;
  const data = {
    id: newId(),
    personId: owner.id,
    kind: "MENTIONED",
    storyId,
    key: unique("key"),
    at: new Date(),
  } as const;
  await appClient().notice.create({ data, select: { id: true } });
  return data.id;
};
/** The front page was launched once, and a launch is scheduled. */
const launchFrontPage = async () => {
  const layout = { containers: [] };
  const where = { front_number: { front: "front", number: 1 } };
  const create = { front: "front", number: 1, layout, at: new Date() };
  await appClient().frontLaunch.upsert({ where, create, update: {}, select: { number: true } });
  return 1;
};
/** Of the front that `launchCard` made last. */
let launchedStory = "";
/** A front that was launched with one published story. */
const launchCard = async () => {
  const { id, sectionId: front } = await createReadyStory(owner);
  await publishStory(admin, publishSchema.parse({ storyId: id, version: 0 }));
  const container = (await getStoredFront(front)).layout.containers[0]?.id ?? "";
  await editFront(admin, { front, edit: { kind: "place", story: id, container, before: null } });
  await launchFront(admin, { front, version: (await getStoredFront(front)).version, accepted: true });
  launchedStory = id;
  return front;
};
const scheduleLaunch = async () => {
  const data = {
    id: newId(),
    front: "front",
    layout: { containers: [] },
    base: 0,
    actorId: admin.id,
    dueAt: new Date(Date.now() + 3_600_000),
  };
  await appClient().scheduledLaunch.create({ data, select: { id: true } });
  return data.id;
};
/** Types a letter into the headline. */
const step = { stepType: "replace", from: 1, to: 1, slice: { content: [{ type: "text", text: "A" }] } };

type Given = Record<string, () => unknown>;
const snippet: Given = { snippetId: createSnippet };
const picture: Given = { id: async () => (await createFile()).id };
const picturePair: Given = { from: async () => (await createFile()).id, to: async () => (await createFile()).id };
const collection: Given = { id: async () => (await createCollection()).id };
/** A role that nobody has, as it was last stored. */
const roleFields = { privileges: ["write"], sections: null, isOwnOnly: false, readsElsewhere: true } as const;
let roleName = "";
const customRole: Given = {
  roleId: async () => {
    roleName = unique("Role");
    return (await createCustomRole({ name: roleName })).id;
  },
  seen: () => ({ name: roleName, ...roleFields }),
  sections: () => null,
};
const media: Given = { id: async () => (await createMedia()).id, version: () => 1 };
/** Values by the name of the field. */
const byField: Given = {
  storyId: async () => (await createOwnersStory()).id,
  story: async () => (await createOwnersStory()).id,
  topicId: async () => (await createTopic()).id,
  sectionId: async () => (await createSection()).id,
  authorId: async () => (await createAuthor()).id,
  pictureId: async () => (await createFile()).id,
  mediaId: async () => (await createMedia()).id,
  pictureIds: async () => [(await createFile()).id],
  personId: async () => (await createPerson("REPORTER")).id,
  threadId: async () => (await createThread()).threadId,
  commentId: async () => (await createThread()).commentId,
  actId: async () => (await schedule()).id,
  templateId: async () => (await createTemplate()).id,
  collectionId: async () => (await createCollection()).id,
  parentId: () => null,
  portrait: () => null,
  email: () => `${unique("mail")}@example.org`,
  front: () => "front",
  language: () => "de",
  timeZone: () => "Europe/London",
  name: () => unique("Name"),
  query: () => (areFilesUsed ? secretFile : secret),
  q: () => (areFilesUsed ? secretFile : secret),
  slug: () => unique("slug"),
};
const createImport = async (state: "RUNNING" | "PAUSED" | "DONE"): Promise<string> => {
  const data = { id: newId(), place: process.cwd(), name: "export.xml", isDryRun: false, state };
  return (await appClient().importRun.create({ data, select: { id: true } })).id;
};

/** Values for the fields of one action, where the name does not say what they are. */
const wireRule: Given = {
  ruleId: () => null,
  sourceId: () => null,
  languages: () => ["en"],
  sectionId: () => null,
  topicId: () => null,
  personId: () => null,
  isDropping: () => true,
};

const byAction: Record<string, Given> = {
  "authors/actions.ts joinAuthors": { into: async () => (await createAuthor()).id },
  "topics/actions.ts joinTopics": { into: async () => (await createTopic()).id },
  "breaking/actions.ts setBreaking": { href: () => "/city" },
  "collections/actions.ts deleteCollection": { collectionId: createSeries },
  "collections/actions.ts publishCollection": { collectionId: createSeries },
  "collections/actions.ts withdrawCollection": { collectionId: createSeries },
  "collections/actions.ts readCoverLook": { picture: async () => (await createFile()).id, crop: () => null },
  "collections/actions.ts saveCollection": {
    collectionId: createSeries,
    cover: () => null,
    storyIds: async () => [(await createOwnersStory()).id],
    base: () => ({ kind: "SERIES", title: "", slug: "", intro: "", cover: null, storyIds: [] }),
  },
  "comments/actions.ts beginThread": { threadId: newId, commentId: newId, about: () => ({}) },
  "comments/actions.ts replyToThread": { commentId: newId },
  "fronts/actions.ts changeFront": {
    edit: async () => ({ kind: "place", story: (await createOwnersStory()).id, container: newId(), before: null }),
  },
  "fronts/actions.ts lockFront": { front: async () => (await createSection()).id },
  "fronts/actions.ts moveScheduled": { id: scheduleLaunch },
  "fronts/actions.ts placeOnLiveFront": { container: newId },
  "fronts/actions.ts startTest": { front: launchCard, story: () => launchedStory },
  "fronts/actions.ts setLaunchers": { front: async () => (await createSection()).id, people: () => [admin.id] },
  "fronts/actions.ts readLaunch": { number: launchFrontPage },
  "fronts/actions.ts restoreAsDraft": { number: launchFrontPage },
  "fronts/actions.ts takeBackScheduled": { id: scheduleLaunch },
  "house-style/actions.ts changeStyleRule": { ruleId: createRule },
  "house-style/actions.ts deleteStyleRule": { ruleId: createRule },
  "house-style/actions.ts saveSpelling": { added: () => ["Ouzel"], removed: () => [] },
  "stories/checking/actions.ts countAccepted": { ruleId: createRule },
  "import-runs/actions.ts beginImport": { place: () => process.cwd() },
  "import-runs/actions.ts pauseRun": { importId: () => createImport("RUNNING") },
  "import-runs/actions.ts readFoundNames": { importId: () => createImport("DONE") },
  "import-runs/actions.ts readProblems": { importId: () => createImport("DONE") },
  "import-runs/actions.ts repeatImport": { importId: () => createImport("DONE") },
  "import-runs/actions.ts resumeRun": { importId: () => createImport("PAUSED") },
  "import-runs/actions.ts undoRun": { importId: () => createImport("DONE") },
  "inbox/actions.ts readNotice": { noticeId: createNotice },
  "inbox/actions.ts setWatching": { subjectId: async () => (await createOwnersStory()).id },
  "jobs/actions.ts runJob": { name: () => "old-mail" },
  "people/actions.ts erase": { keepsName: () => true },
  "people/actions.ts changePassword": { current: () => "the present password" },
  "picture-desk/actions.ts readPictureUses": { pictureId: createUsedPicture },
  "picture-desk/actions.ts readRights": { pictureId: createUsedPicture },
  "picture-desk/actions.ts restorePictures": {
    pictureIds: async () => [(await createFile({ trashedAt: new Date(), uploaderId: owner.id })).id],
  },
  "picture-desk/crop-actions.ts changeCrops": picture,
  "picture-desk/crop-actions.ts readPictureCrops": picture,
  "picture-desk/replace-actions.ts readReplacementPlan": picturePair,
  "picture-desk/replace-actions.ts replaceElsewhere": picturePair,
  "picture-desk/replace-actions.ts replaceInStories": {
    ...picturePair,
    storyIds: async () => [(await createOwnersStory()).id],
  },
  "auth/passkey-actions.ts addPasskey": { clientExtensionResults: () => ({}) },
  "auth/passkey-actions.ts removePasskey": { id: newId },
  "auth/second-factor-actions.ts finishAuthenticator": { secret: newTotpSecret },
  "auth/sign-in-rules-actions.ts saveSignInRules": { requiredFor: () => [], graceDays: () => 14 },
  "assignments/actions.ts handOverWork": { to: () => admin.id },
  "auth/session-actions.ts endSessionOf": { handle: () => sessionHandle(owner.sessionId) },
  "pictures/library/actions.ts suggestValues": { name: () => "credit" },
  "mail/actions.ts saveOwnMailChoices": { quietFrom: () => null, quietUntil: () => null },
  "mail/actions.ts sendAgain": { mailId: createMail },
  "media/actions.ts updateMedia": { ...media, captions: () => "", captionsLanguage: () => "" },
  "media/actions.ts setPoster": media,
  "media/actions.ts openMedia": media,
  "pictures/library/actions.ts readPicture": picture,
  "pictures/library/actions.ts describePicture": picture,
  "pictures/library/actions.ts describePictures": {
    pictures: async () => [{ id: (await createFile()).id, seen: {} }],
    set: () => ({ credit: "PA" }),
  },
  "pictures/library/actions.ts renameCollection": collection,
  "pictures/library/actions.ts moveCollection": collection,
  "pictures/library/actions.ts deleteCollection": collection,
  "pictures/library/actions.ts savePreset": { id: () => null },
  "pictures/library/actions.ts deletePreset": { id: createPreset },
  "promotions/actions.ts putFirst": {
    id: () => null,
    term: () => unique("term"),
    kind: () => "TOPIC",
    target: async () => (await createTopic()).id,
    endsAt: () => null,
  },
  "promotions/actions.ts dropPromotion": { id: createPromotion },
  "people/role-actions.ts addRole": { sections: () => null },
  "people/role-actions.ts saveRole": customRole,
  "people/role-actions.ts removeRole": customRole,
  "redirects/actions.ts saveRedirect": { from: () => `/${unique("old")}`, to: () => "/city" },
  "redirects/actions.ts dropRedirect": { path: createRedirect },
  "reports/actions.ts handleReport": { reportId: createReport },
  "reports/actions.ts reopenReport": { reportId: createReport },
  "api-keys/actions.ts revokeKey": { keyId: createApiKey },
  "partners/actions.ts savePartner": {
    partnerId: () => null,
    sectionId: () => null,
    topicId: () => null,
    words: () => "",
    language: () => "",
    endsAt: () => null,
  },
  "partners/actions.ts renewPartnerKey": { partnerId: createPartner },
  "partners/actions.ts endPartner": { partnerId: createPartner },
  "partners/actions.ts deletePartner": { partnerId: createPartner },
  "webhooks/actions.ts saveWebhook": {
    webhookId: () => null,
    url: () => "https://example.org/",
    sectionIds: () => [],
  },
  "webhooks/actions.ts enableWebhook": { webhookId: createWebhook },
  "webhooks/actions.ts deleteWebhook": { webhookId: createWebhook },
  "webhooks/actions.ts replayDelivery": { deliveryId: createDelivery },
  "wires/actions.ts saveSource": {
    sourceId: () => null,
    address: () => "https://example.org/feed",
    sectionId: () => null,
    keptDays: () => 14,
  },
  "wires/actions.ts deleteSource": { sourceId: createWire },
  "wires/actions.ts saveRule": wireRule,
  "wires/actions.ts tryRule": wireRule,
  "wires/actions.ts deleteRule": { ruleId: createWireRule },
  "wires/actions.ts moveRule": { ruleId: createWireRule },
  "wires/actions.ts takeItem": { itemId: createWireItem },
  "wires/actions.ts addToStory": { itemId: createWireItem },
  "wires/actions.ts takeBlocks": { itemId: createWireItem },
  "wires/actions.ts getOrigins": { itemIds: async () => [await createWireItem()] },
  "reviews/actions.ts revokeReviewLink": { linkId: createReviewLink },
  "snippets/actions.ts getSnippetBlocks": snippet,
  "snippets/actions.ts saveSnippet": { ...snippet, blocks: () => snippetBlocks },
  "snippets/actions.ts renameSnippet": snippet,
  "snippets/actions.ts deleteSnippet": snippet,
  "stories/sharing/actions.ts nameReaders": {
    people: () => [],
    seen: () => ({ isConfidential: false, people: [] }),
  },
  "stories/actions.ts saveSteps": { clientId: newBlockId, batchId: newBlockId, steps: () => [step] },
  "stories/actions.ts lookUpAddresses": { addresses: () => ["/city"] },
  "stories/actions.ts findDeadTargets": {
    stories: async () => [(await createOwnersStory()).id],
    paths: () => ["/city"],
  },
  "stories/actions.ts moveStoryAddress": { day: () => "2026-07-01" },
  // What it publishes is no longer secret.
  "stories/actions.ts publishStory": { storyId: async () => (await createReadyStory(owner)).id },
  "stories/actions.ts relistStory": { storyId: createUnlistedStory },
  "templates/actions.ts beginFromTemplate": { storyId: newId },
  "templates/actions.ts tickItem": { itemId: createChecklistItem },
};

const makeValues =
  (action: string): MakeValue =>
  async (field) =>
    (byAction[action]?.[field] ?? byField[field])?.();

const intro = `# Who may do what

Everything that the newsroom's screens do is a server action. This table has one row for each of them, and says which roles may use it **on a story,
picture or person that is not their own**. People may do more with their own work: a contributor edits, files and
comments on their own stories.

The table is written by the test \`lib/auth/doors.db.test.ts\`, which calls each action as each role, about unpublished things of somebody else.
The test fails if an action is not in the table or admits another role than it says, and if an answer to a contributor
holds words of a story that the contributor may not see. The column *other section* is a person whose role allows all that an editor may
do, but in another section only. The column *confidential* is an admin who is not named for a confidential story: the answer
never holds a word of it or of its pictures and files, and “–” is for actions that are about no unpublished story. Without a session, with a forged or an ended one, and for a suspended
person, every action refuses.

| part | action | contributor | reporter | editor | admin | other section | confidential |
|---|---|---|---|---|---|---|---|
`;

/** Calls the action with this session, or without one. The code of the failure or "OK", and the whole answer. */
async function call(door: Door, cookie: string | undefined, input: unknown): Promise<{ code: string; answer: string }> {
  caller.cookie = cookie;
  const answer = (await door.call(input).catch((error) => ({ ok: false, code: String(error?.digest ?? error) }))) as
    | { ok: boolean; code: string }
    | undefined;
  return { code: answer === undefined || answer.ok ? "OK" : answer.code, answer: JSON.stringify(answer) ?? "" };
}

const refusals = ["NOT_ALLOWED", "NOT_FOUND", "SIGNED_OUT", "SUSPENDED"];

test("an action that does not check its input with a schema is one of the few for people outside", () => {
  expect(doors.filter(({ schema }) => !schema).map(({ name }) => name)).toEqual(withoutSchema);
});

test("no action answers without a session, with a forged or an ended one, or to a suspended person", async () => {
  const suspended = await createPerson("ADMIN");
  await appClient().person.update({ where: { id: suspended.id }, data: { state: "SUSPENDED" }, select: { id: true } });
  const ended = await createPerson("ADMIN");
  await appClient().session.updateMany({ where: { personId: ended.id }, data: { expiresAt: new Date(0) } });
  const cookies = {
    none: undefined,
    forged: "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..a.b.c",
    "of no session": await sealSession(newId()),
    ended: await sealSession(ended.sessionId),
  };
  for (const door of doors.filter(({ schema }) => schema))
    for (const input of [undefined, { storyId: "'; drop table story" }]) {
      for (const [kind, cookie] of Object.entries(cookies))
        expect([door.name, kind, (await call(door, cookie, input)).code]).toEqual([door.name, kind, "SIGNED_OUT"]);
      const { code } = await call(door, await sealSession(suspended.sessionId), input);
      expect([door.name, code]).toEqual([door.name, "SUSPENDED"]);
    }
});

test("an account that still needs a second factor or another password may do nothing but that", async () => {
  const due = await createPerson("ADMIN");
  const demanded = await createPerson("ADMIN");
  await appClient().person.update({ where: { id: due.id }, data: { secondFactorDue: new Date(0) } });
  await appClient().person.update({ where: { id: demanded.id }, data: { mustChangePassword: true } });
  const admitted: string[] = [];
  for (const door of doors.filter(({ schema }) => schema)) {
    const codes = [];
    for (const { sessionId } of [due, demanded])
      codes.push((await call(door, await sealSession(sessionId), undefined)).code);
    if (codes.some((code) => code !== "SETUP_NEEDED")) admitted.push(door.name);
  }
  expect(admitted).toEqual(forUnfinished);
});

test("each action admits the roles of the table in docs/doors.md, and shows nobody what they may not see", async () => {
  const callers = await Promise.all(
    roles.map(async (role) => ({ role, cookie: await sealSession((await createPerson(role)).sessionId) })),
  );
  const elsewhere = await createPersonWith({
    privileges: presets.EDITOR.privileges,
    sections: [(await createSection()).id],
  });
  const otherSection = await sealSession(elsewhere.sessionId);
  const unnamedAdmin = await sealSession((await createPerson("ADMIN")).sessionId);
  const rows: string[] = [];
  const leaks: string[] = [];
  const unusable: string[] = [];
  for (const door of doors) {
    if (!door.schema) continue;
    const may: string[] = [];
    let input: unknown;
    unpublished = [];
    for (const { role, cookie } of callers) {
      input ??= await sampleInput(door.schema, makeValues(door.name));
      const { code, answer } = await call(door, cookie, input);
      // What is refused for its input proves nothing: `byAction` needs a value for a field.
      if (code === "INVALID" || code === "UNEXPECTED") unusable.push(`${door.name}: ${answer.slice(0, 500)}`);
      if (role === "CONTRIBUTOR" && answer.includes(secret)) leaks.push(`${door.name}: ${answer.slice(0, 300)}`);
      may.push(refusals.includes(code) ? "no" : "yes");
      if (code === "OK") input = undefined; // what it was about may be gone
    }
    expect([
      door.name,
      may.lastIndexOf("no") < may.indexOf("yes") || !may.includes("yes") || !may.includes("no"),
    ]).toEqual([door.name, true]);
    input ??= await sampleInput(door.schema, makeValues(door.name));
    may.push(refusals.includes((await call(door, otherSection, input)).code) ? "no" : "yes");
    may.push(await callAboutConfidential(door, unnamedAdmin));
    const [file, name] = door.name.split(" ");
    rows.push(`| ${file?.replace(/[/-]actions\.ts$/, "")} | ${name} | ${may.join(" | ")} |`);
  }
  /** As an admin about a confidential story for which that person is not named. */
  async function callAboutConfidential(door: Door, cookie: string): Promise<string> {
    if (!door.schema) return "–";
    unpublished = [];
    areFilesUsed = true;
    const about = await sampleInput(door.schema, makeValues(door.name));
    areFilesUsed = false;
    await appClient().story.updateMany({ where: { id: { in: unpublished } }, data: { isConfidential: true } });
    const { code, answer } = await call(door, cookie, about);
    const words = unpublished.length > 0 ? [secret, secretFile] : [secretFile];
    if (words.some((word) => answer.includes(word))) leaks.push(`${door.name}, confidential: ${answer.slice(0, 300)}`);
    if (unpublished.length === 0) return "–";
    return refusals.includes(code) ? "no" : "yes";
  }
  expect(unusable).toEqual([]);
  expect(leaks).toEqual([]);
  await expect(`${intro}${rows.join("\n")}\n`).toMatchFileSnapshot("../../docs/doors.md");
}, 300_000); // only to end what hangs
