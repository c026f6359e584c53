import { createHash } from "node:crypto";
import { emptyDocument, toJson } from "#lib/document/build.ts";
import { type References, referencesOf } from "#lib/document/references.ts";
import { SCHEMA_NUMBER } from "#lib/document/schema.ts";
import type { Actor } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { isId, madeAt } from "../ids.ts";
import { mediaFactsOf } from "../media/data.ts";
import { canSeeMedia } from "../media/policy.ts";
import { namesOf } from "../people/known-name-data.ts";
import { jpegAddress } from "../pictures/addresses.ts";
import { factsOf } from "../pictures/data.ts";
import { canSeePictures } from "../pictures/policy.ts";
import type { PictureFacts } from "../pictures/types.ts";
import { appClient, type Prisma, type Transaction } from "../postgres/app.ts";
import { findHidden } from "../rights/data.ts";
import { readFacts, visibleTo } from "../roles/data.ts";
import { type FileKind, hiddenFiles } from "../roles/file-data.ts";
import { worksWithOthers } from "../roles/policy.ts";
import { readLog } from "../steps/data.ts";
import { loadDocument } from "./document.ts";
import {
  canChangeEditorsFields,
  canComment,
  canCreate,
  canHideWords,
  canLiftEmbargo,
  canMoveAddress,
  canNameReaders,
  canSetEmbargo,
  canSettleSuggestions,
  canSuggest,
  verbsFor,
  whyNoEdit,
} from "./policy.ts";
import { presentSchedule, scheduleSelect } from "./scheduling/data.ts";
import type { Kind, Log, OpenStory, StoryNames, StoryStatus, Translation } from "./types.ts";

export { readLog, visibleTo };

const person = { select: { id: true, name: true } } as const;
const statusSelect = {
  copy: true,
  publication: true,
  version: true,
  publishedVersion: true,
  editedAt: true,
  editedBy: person,
  firstPublishedAt: true,
  publishedAt: true,
  updatedAt: true,
  path: true,
  approvedById: true,
  ...readFacts,
  ...scheduleSelect,
  assignee: person,
  assignment: { select: { state: true, assignedAt: true, brief: true, length: true, pictureWish: true } },
  dueAt: true,
  flags: { orderBy: { kind: "asc" }, select: { kind: true, reason: true } },
} satisfies Prisma.StorySelect;
type StatusRow = Prisma.StoryGetPayload<{ select: typeof statusSelect }>;

const present = (actor: Actor, row: StatusRow, approvedBy: { id: string; name: string } | null): StoryStatus => {
  const noEdit = whyNoEdit(actor, row);
  return {
    kind: row.kind,
    copy: row.copy,
    publication: row.publication,
    version: row.version,
    publishedVersion: row.publishedVersion,
    editedAt: row.editedAt.toISOString(),
    editedBy: row.editedBy,
    firstPublishedAt: row.firstPublishedAt?.toISOString() ?? null,
    publishedAt: row.publishedAt?.toISOString() ?? null,
    updatedAt: row.updatedAt?.toISOString() ?? null,
    path: row.path,
    approvedBy,
    assignee: row.assignee && {
      ...row.assignee,
      state: row.assignment?.state === "OFFERED" ? "OFFERED" : "ACCEPTED",
      since: (row.assignment?.assignedAt ?? row.editedAt).toISOString(),
    },
    dueAt: row.dueAt?.toISOString() ?? null,
    flags: row.flags.map(({ kind }) => kind),
    planDigest: digestOfPlan(row),
    isConfidential: row.isConfidential,
    sharedCount: row.sharedWith.length,
    may: {
      edit: noEdit === null,
      suggest: canSuggest(actor, row),
      settle: canSettleSuggestions(actor, row),
      comment: canComment(actor, row),
      embargo: canSetEmbargo(actor, row),
      liftEmbargo: canLiftEmbargo(actor, row),
      hideWords: canHideWords(actor, row),
      moveAddress: canMoveAddress(actor, row),
      nameReaders: canNameReaders(actor, row),
      editorsFields: canChangeEditorsFields(actor, row),
      verbs: verbsFor(actor, row),
    },
    noEdit,
    schedule: presentSchedule(row),
  };
};

function digestOfPlan({ assignment, flags }: StatusRow): string {
  const { brief = "", length = null, pictureWish = "" } = assignment ?? {};
  const plan = JSON.stringify([brief, length, pictureWish, flags.map(({ reason }) => reason)]);
  return createHash("sha256").update(plan).digest("base64url").slice(0, 16);
}

/** The story's status and what the actor may do now. @throws NOT_FOUND */
export async function getStatus(
  actor: Actor,
  storyId: string,
  client: Transaction = appClient(),
): Promise<StoryStatus> {
  if (!isId(storyId)) throw new DomainError("NOT_FOUND");
  const row = await client.story.findFirst({
    where: { AND: [{ id: storyId }, visibleTo(actor)] },
    select: statusSelect,
  });
  if (!row) throw new DomainError("NOT_FOUND");
  const approvedBy = row.approvedById
    ? await client.person.findUnique({ where: { id: row.approvedById }, ...person })
    : null;
  return present(actor, row, approvedBy);
}

/** The story as the editor opens it: document and version of one moment. @throws NOT_FOUND */
export function getOpenStory(actor: Actor, storyId: string): Promise<OpenStory> {
  if (!isId(storyId)) throw new DomainError("NOT_FOUND");
  return appClient().$transaction(
    async (tx) => {
      const story = await tx.story.findFirst({
        where: { AND: [{ id: storyId }, visibleTo(actor)] },
        select: { id: true, version: true, publishedRevisionId: true, translationOf: true, creator: person },
      });
      if (!story) throw new DomainError("NOT_FOUND");
      const doc = await loadDocument(tx, story);
      return {
        translations: await translationsOf(tx, actor, story),
        id: story.id,
        creator: story.creator,
        status: await getStatus(actor, storyId, tx),
        version: story.version,
        schemaNumber: SCHEMA_NUMBER,
        document: toJson(doc),
        names: await namesFor(tx, actor, referencesOf(doc)),
      };
    },
    { isolationLevel: "RepeatableRead" },
  );
}

/** Not those that were spiked: nobody reads them, and the language is free again. */
async function translationsOf(
  tx: Transaction,
  actor: Actor,
  story: { id: string; translationOf: string | null },
): Promise<Translation[]> {
  const original = story.translationOf ?? story.id;
  const rows = await tx.story.findMany({
    where: {
      AND: [
        { OR: [{ id: original }, { translationOf: original }] },
        { id: { not: story.id }, copy: { not: "SPIKED" } },
        visibleTo(actor),
      ],
    },
    select: { id: true, language: true, headline: true, publication: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    take: 100,
  });
  return rows.map((row) => ({ ...row, isOriginal: row.id === original }));
}

const mediumWidth = 1280;
const smallWidth = 320;

/**
 * The stories and pages among these that the actor may know of: with the working headline where the actor may open them,
 * with the published one where they are live. Any other is left out, like one that does not exist.
 */
export async function listNameable(tx: Transaction, actor: Actor, ids: readonly string[]): Promise<NamedStory[]> {
  if (ids.length === 0) return [];
  const stories: NamedStory[] = await tx.story.findMany({
    where: { AND: [{ id: { in: [...ids] } }, visibleTo(actor)] },
    select: { id: true, headline: true, path: true },
  });
  const seen = new Set(stories.map(({ id }) => id));
  const rest = ids.filter((id) => !seen.has(id));
  if (rest.length === 0) return stories;
  const published = {
    where: { storyId: { in: rest } },
    select: { storyId: true, headline: true, path: true },
  } as const;
  const live = [...(await tx.liveStory.findMany(published)), ...(await tx.livePage.findMany(published))];
  return [...stories, ...live.map(({ storyId, ...story }) => ({ id: storyId, ...story }))];
}
type NamedStory = StoryNames["stories"][number];

/** Names and pictures of what a document refers to, as far as the actor may know of it, and all sections. */
export async function namesFor(tx: Transaction, actor: Actor, references: References): Promise<StoryNames> {
  const byId = (ids: string[]) => ({ where: { id: { in: ids } } });
  const seenOf = async (kind: FileKind, ids: string[]) => {
    const hidden = await hiddenFiles(actor, tx, kind, ids);
    return ids.filter((id) => !hidden.includes(id));
  };
  const [sections, topics, authors, stories, people, collections, facts] = [
    await tx.section.findMany({
      orderBy: [{ position: "asc" }, { id: "asc" }],
      select: { id: true, name: true, path: true },
    }),
    await tx.topic.findMany({ ...byId(references.topics), select: { id: true, name: true } }),
    await tx.author.findMany({ ...byId(references.authors), select: { id: true, name: true, jobTitle: true } }),
    await listNameable(tx, actor, references.stories),
    [...(await namesOf(tx, references.people))].map(([id, name]) => ({ id, name })),
    await listCollectionNames(tx, actor, references.collections),
    canSeePictures(actor)
      ? await factsOf(await seenOf("picture", references.pictures), tx)
      : new Map<string, PictureFacts>(),
  ] as const;
  const hidden = await findHidden(tx, [...facts.keys()]);
  const pictures: StoryNames["pictures"] = {};
  for (const [id, known] of facts) {
    const reason = hidden.get(id);
    pictures[id] = {
      width: known.width,
      height: known.height,
      color: known.color,
      src: jpegAddress(known, id, mediumWidth),
      ...(reason && { hidden: reason }),
      ...(known.focal && { focal: known.focal }),
      ...(known.crops && { crops: known.crops }),
    };
  }
  const media: StoryNames["media"] = {};
  if (canSeeMedia(actor))
    for (const [id, { kind, format, bytes, fileName, durationSeconds, captions }] of await mediaFactsOf(
      await seenOf("media", references.media),
      tx,
    ))
      media[id] = { kind, format, bytes, fileName, durationSeconds, captions: captions !== "" };
  return { sections, topics, authors, stories, people, collections, pictures, media };
}

/** Without a query where there are none, as in almost every story. */
async function listCollectionNames(tx: Transaction, actor: Actor, ids: string[]): Promise<StoryNames["collections"]> {
  if (ids.length === 0) return [];
  const rows = await tx.collection.findMany({
    where: { id: { in: ids }, ...(worksWithOthers(actor) ? {} : { isPublished: true }) },
    select: { id: true, title: true },
  });
  return rows.map(({ id, title }) => ({ id, name: title }));
}

/** What the panel of a new story offers. */
export const listNamesForNewStory = (actor: Actor): Promise<StoryNames> =>
  namesFor(appClient(), actor, referencesOf(emptyDocument()));

/** Days for which a story that was started and never written in opens at its address. */
const newStoryDays = 7;

/** Whether the actor may open the editor at an id that no story has: one that was made lately, for a story that is not stored yet. */
export async function canOpenNew(actor: Actor, storyId: string, kind: Kind): Promise<boolean> {
  const made = madeAt(storyId);
  const isRecent = made !== null && Math.abs(Date.now() - made.getTime()) < newStoryDays * 86_400_000;
  return isRecent && canCreate(actor, kind) && (await appClient().story.count({ where: { id: storyId } })) === 0;
}

/** Those of the stories that the actor may see. */
export async function listVisible(actor: Actor, storyIds: readonly string[]): Promise<string[]> {
  if (storyIds.length === 0) return [];
  const rows = await appClient().story.findMany({
    where: { AND: [{ id: { in: [...storyIds] } }, visibleTo(actor)] },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** The steps after version `from`, at most 5,000; the caller asks again while `version` is behind. @throws NOT_FOUND, LOG_GONE */
export async function getLog(
  actor: Actor,
  storyId: string,
  from: number,
  client: Transaction = appClient(),
): Promise<Log> {
  if (!isId(storyId) || !(await client.story.count({ where: { AND: [{ id: storyId }, visibleTo(actor)] } })))
    throw new DomainError("NOT_FOUND");
  return readLog(client, storyId, from);
}

/**
 * Earlier versions stored a story as soon as it was started. One in which nobody ever wrote anything is listed nowhere; its address
 * still opens it, and with the first change it is listed like any other.
 */
export const neverWritten: Prisma.StoryWhereInput = {
  version: 0,
  headline: "",
  words: 0,
  copy: "DRAFT",
  publication: "NEVER",
  sectionId: null,
  pictureId: null,
  translationOf: null,
  assigneeId: null,
  importKey: null,
  threads: { none: {} },
  revisions: { every: { kind: "CREATED" } },
};

/** Address of a small rendition of a picture, for lists; null without a picture. */
export function smallPicture(id: string | null, facts: ReadonlyMap<string, PictureFacts>): string | null {
  const known = id ? facts.get(id) : undefined;
  return id && known ? jpegAddress(known, id, smallWidth) : null;
}
