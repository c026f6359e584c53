import { emptyDocument, toJson } from "#lib/document/build.ts";
import { type References, referencesOf } from "#lib/document/references.ts";
import { SCHEMA_NUMBER } from "#lib/document/schema.ts";
import { fold } from "#lib/document/text.ts";
import { type Actor, hasRole } from "../actor.ts";
import { DomainError } from "../errors.ts";
import { isId, madeAt } from "../ids.ts";
import { pictureAddress, sourcesOf } from "../pictures/addresses.ts";
import { factsOf } from "../pictures/data.ts";
import { canSeePictures } from "../pictures/policy.ts";
import type { PictureFacts } from "../pictures/types.ts";
import { appClient, type Prisma, type Transaction } from "../postgres/app.ts";
import { literally } from "../postgres/pattern.ts";
import { readLog } from "../steps/data.ts";
import { loadDocument } from "./document.ts";
import {
  canComment,
  canCreate,
  canManagePages,
  canSetEmbargo,
  canSettleSuggestions,
  canSuggest,
  verbsFor,
  whyNoEdit,
} from "./policy.ts";
import { presentSchedule, scheduleSelect } from "./scheduling/data.ts";
import type { StoryFilters } from "./schema.ts";
import type { Kind, Log, OpenStory, StoryNames, StoryRow, StoryStatus, Translation } from "./types.ts";

export { readLog };

/** The stories and pages that an actor may see, as a where-clause: every staff read starts from it. */
export function visibleTo(actor: Actor): Prisma.StoryWhereInput {
  if (canManagePages(actor) || actor.kind === "system") return {};
  if (hasRole(actor, "REPORTER")) return { kind: "STORY" };
  return { kind: "STORY", OR: [{ creatorId: actor.id }, { assigneeId: actor.id }] };
}

const person = { select: { id: true, name: true } } as const;
const statusSelect = {
  kind: true,
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
  creatorId: true,
  assigneeId: true,
  ...scheduleSelect,
  assignee: person,
  assignment: { select: { state: true, assignedAt: true } },
  dueAt: true,
  flags: { orderBy: { kind: "asc" }, select: { kind: true } },
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
    may: {
      edit: noEdit === null,
      suggest: canSuggest(actor, row),
      settle: canSettleSuggestions(actor, row),
      comment: canComment(actor, row),
      embargo: canSetEmbargo(actor, row),
      verbs: verbsFor(actor, row),
    },
    noEdit,
    schedule: presentSchedule(row),
  };
};

/** Where the story stands and what the actor may do now. @throws NOT_FOUND */
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
function renditionOf(id: string, facts: PictureFacts, width: number): string {
  const source = sourcesOf(facts, id);
  if (!source) return "";
  const jpegs = facts.renditions.filter((rendition) => rendition.format === "jpeg").sort((a, b) => a.width - b.width);
  const best = jpegs.find((rendition) => rendition.width >= width) ?? jpegs.at(-1);
  return best ? pictureAddress(id, best.width, "jpeg") : "";
}

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
  const [sections, topics, authors, stories, people, facts] = [
    await tx.section.findMany({
      orderBy: [{ position: "asc" }, { id: "asc" }],
      select: { id: true, name: true, path: true },
    }),
    await tx.topic.findMany({ ...byId(references.topics), select: { id: true, name: true } }),
    await tx.author.findMany({ ...byId(references.authors), select: { id: true, name: true, jobTitle: true } }),
    await listNameable(tx, actor, references.stories),
    await tx.person.findMany({ ...byId(references.people), select: { id: true, name: true } }),
    canSeePictures(actor) ? await factsOf(references.pictures, tx) : new Map<string, PictureFacts>(),
  ] as const;
  const pictures: StoryNames["pictures"] = {};
  for (const [id, known] of facts) {
    pictures[id] = {
      width: known.width,
      height: known.height,
      color: known.color,
      src: renditionOf(id, known, mediumWidth),
    };
  }
  return { sections, topics, authors, stories, people, pictures };
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

const pageSize = 50;
const rowSelect = {
  id: true,
  headline: true,
  copy: true,
  publication: true,
  version: true,
  publishedVersion: true,
  words: true,
  editedAt: true,
  path: true,
  pictureId: true,
  editedBy: person,
  section: { select: { id: true, name: true } },
  authors: { orderBy: { position: "asc" }, select: { author: { select: { id: true, name: true } } } },
} satisfies Prisma.StorySelect;

/** A place in the list: edited-at and id of the last row, so that no row is skipped or shown twice while others edit. */
const writeCursor = (row: { editedAt: Date; id: string }): string => `${row.editedAt.getTime()}.${row.id}`;
function readCursor(cursor: string | undefined): { at: Date; id: string } | null {
  const [at, id] = (cursor ?? "").split(".");
  return at && id && /^\d{1,15}$/.test(at) && isId(id) ? { at: new Date(Number(at)), id } : null;
}

const involving = (personId: string): Prisma.StoryWhereInput => ({
  OR: [
    { creatorId: personId },
    { assigneeId: personId },
    { editedById: personId },
    { authors: { some: { author: { personId } } } },
  ],
});

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

/** The stories that fit the filters, as a where-clause; spiked ones only when asked for. */
function matching(actor: Actor, filters: Omit<StoryFilters, "cursor">): Prisma.StoryWhereInput {
  const words = fold(filters.q).split(" ").filter(Boolean).slice(0, 8);
  return {
    AND: [
      visibleTo(actor),
      { kind: "STORY" },
      { NOT: neverWritten },
      filters.copy ? { copy: filters.copy } : { copy: { not: "SPIKED" } },
      ...(filters.publication ? [{ publication: filters.publication }] : []),
      ...(filters.section ? [{ sectionId: filters.section }] : []),
      ...(filters.person ? [involving(filters.person)] : []),
      ...words.map((word) => ({ searchText: { contains: literally(word) } })),
    ],
  };
}

/** How many stories fit the filters, on all pages. */
export const countStories = (actor: Actor, filters: Omit<StoryFilters, "cursor">): Promise<number> =>
  appClient().story.count({ where: matching(actor, filters) });

/** The stories that fit the filters, last edited first, 50 a page. */
export async function listStories(
  actor: Actor,
  filters: StoryFilters,
): Promise<{ stories: StoryRow[]; next: string | null }> {
  const after = readCursor(filters.cursor);
  const where: Prisma.StoryWhereInput = {
    AND: [
      matching(actor, filters),
      ...(after ? [{ OR: [{ editedAt: { lt: after.at } }, { editedAt: after.at, id: { lt: after.id } }] }] : []),
    ],
  };
  const rows = await appClient().story.findMany({
    where,
    orderBy: [{ editedAt: "desc" }, { id: "desc" }],
    take: pageSize + 1,
    select: rowSelect,
  });
  const page = rows.slice(0, pageSize);
  const facts = await factsOf(page.flatMap((row) => row.pictureId ?? []));
  const last = page.at(-1);
  return {
    stories: page.map((row) => {
      const known = row.pictureId ? facts.get(row.pictureId) : undefined;
      return {
        id: row.id,
        headline: row.headline,
        copy: row.copy,
        publication: row.publication,
        changed: row.publication === "LIVE" && row.version > (row.publishedVersion ?? 0),
        section: row.section,
        authors: row.authors.map(({ author }) => author),
        words: row.words,
        editedAt: row.editedAt.toISOString(),
        editedBy: row.editedBy,
        path: row.path,
        picture: row.pictureId && known ? renditionOf(row.pictureId, known, smallWidth) : null,
      };
    }),
    next: rows.length > pageSize && last ? writeCursor(last) : null,
  };
}

/** Up to 20 stories whose headline or authors hold every word of the query, newest first. */
export async function findStories(actor: Actor, query: string, live: boolean) {
  const words = fold(query).split(" ").filter(Boolean).slice(0, 8);
  return appClient().story.findMany({
    where: {
      AND: [
        visibleTo(actor),
        { kind: "STORY", copy: { not: "SPIKED" } },
        { NOT: neverWritten },
        live ? { publication: "LIVE" } : {},
        ...words.map((word) => ({ searchText: { contains: literally(word) } })),
      ],
    },
    orderBy: [{ editedAt: "desc" }, { id: "desc" }],
    take: 20,
    select: { id: true, headline: true, path: true, publication: true },
  });
}
