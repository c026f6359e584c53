import { sessionHandle } from "#lib/auth/session-data.ts";
import { newTotpSecret } from "#lib/auth/totp.ts";
import { newBlockId } from "#lib/document/ids.ts";
import { newId } from "#lib/ids.ts";
import { createAuthor, createCustomRole, createPerson, createSection, createTopic, unique } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import type { MakeValue } from "#prisma/testing/doors.ts";
import {
  createApiKey,
  createChecklistItem,
  createCollection,
  createDelivery,
  createFile,
  createImport,
  createMail,
  createMedia,
  createNotice,
  createOwnersStory,
  createPartner,
  createPreset,
  createPromotion,
  createRedirect,
  createReport,
  createReviewLink,
  createRule,
  createSeries,
  createSnippet,
  createTemplate,
  createThread,
  createUnlistedStory,
  createUsedPicture,
  createWebhook,
  createWire,
  createWireItem,
  createWireRule,
  launchCard,
  launchedStory,
  launchFrontPage,
  scene,
  schedule,
  scheduleLaunch,
  secret,
  secretFile,
  snippetBlocks,
  step,
} from "./door-things.ts";

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
  query: () => (scene.areFilesUsed ? secretFile : secret),
  q: () => (scene.areFilesUsed ? secretFile : secret),
  slug: () => unique("slug"),
};

const wireRule: Given = {
  ruleId: () => null,
  sourceId: () => null,
  languages: () => ["en"],
  sectionId: () => null,
  topicId: () => null,
  personId: () => null,
  isDropping: () => true,
};

/** Values for the fields of one action, where the name does not say what they are. */
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
  "fronts/actions.ts setLaunchers": { front: async () => (await createSection()).id, people: () => [scene.admin.id] },
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
  "people/actions.ts saveOwnLanguages": { languages: () => ["bn", "en"] },
  "people/actions.ts changePassword": { current: () => "the present password" },
  "picture-desk/actions.ts readRights": { pictureId: createUsedPicture },
  "picture-desk/actions.ts restorePictures": {
    pictureIds: async () => [(await createFile({ trashedAt: new Date(), uploaderId: scene.owner.id })).id],
  },
  "picture-desk/crop-actions.ts changeCrops": picture,
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
  "assignments/actions.ts handOverWork": { to: () => scene.admin.id },
  "auth/session-actions.ts endSessionOf": { handle: () => sessionHandle(scene.owner.sessionId) },
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
  "stories/actions.ts publishStory": { storyId: async () => (await createReadyStory(scene.owner)).id },
  "stories/actions.ts relistStory": { storyId: createUnlistedStory },
  "stories/actions.ts takeDownStories": { storyIds: async () => [(await createOwnersStory()).id] },
  "templates/actions.ts beginFromTemplate": { storyId: newId },
  "templates/actions.ts tickItem": { itemId: createChecklistItem },
};

/** What `sampleInput` fills the fields of an action with: things of `scene.owner` that the action may be about. */
export const makeValues =
  (action: string): MakeValue =>
  async (field) =>
    (byAction[action]?.[field] ?? byField[field])?.();
