// What an export reads. All of it is read in one transaction, so that it holds one instant.
import type { Node } from "@tiptap/pm/model";
import type { NodeJson } from "#lib/document/json.ts";
import { referencesOf } from "#lib/document/references.ts";
import { SCHEMA_NUMBER } from "#lib/document/schema.ts";
import { rejectAll } from "#lib/document/suggestions.ts";
import { namesOf } from "#lib/people/known-name-data.ts";
import { appClient, Prisma, type Transaction } from "#lib/postgres/app.ts";
import { listBlanked } from "#lib/revisions/blank-data.ts";
import { getRevisionDocument } from "#lib/revisions/data.ts";
import type { ExportedVersion } from "#lib/revisions/types.ts";
import { loadDocument } from "#lib/stories/document.ts";
import type { ExportedThread } from "#lib/stories/importing/types.ts";
import type { ExportedCollection, ExportedSnippet, ExportedStory, ExportScope } from "./types.ts";

/** An archive of many years takes a while. */
const timeoutMs = 6 * 60 * 60 * 1000;

/** Runs work on one snapshot. */
export const inSnapshot = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
  appClient().$transaction(work, { isolationLevel: "RepeatableRead", timeout: timeoutMs, maxWait: 10_000 });

/** The ids of the stories of an export, in the order of their making. */
export async function listStoryIds(tx: Transaction, scope: ExportScope): Promise<string[]> {
  const condition =
    scope.kind === "story"
      ? Prisma.sql`where s.id = ${scope.id}::uuid`
      : scope.kind === "section"
        ? Prisma.sql`join section on section.id = s.section_id
            where section.path = ${scope.path} or starts_with(section.path, ${`${scope.path}/`})`
        : Prisma.empty;
  const rows = await tx.$queryRaw<{ id: string }[]>`select s.id::text from story s ${condition} order by s.id`;
  return rows.map(({ id }) => id);
}

export const hasSection = async (tx: Transaction, path: string): Promise<boolean> =>
  (await tx.section.findUnique({ where: { path }, select: { id: true } })) !== null;

const columns = {
  id: true,
  kind: true,
  copy: true,
  publication: true,
  version: true,
  headline: true,
  language: true,
  path: true,
  createdAt: true,
  firstPublishedAt: true,
  publishedAt: true,
  updatedAt: true,
  publishedRevisionId: true,
} as const satisfies Prisma.StorySelect;

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** The row of a story, its working copy, and what readers have; `shown` is the working copy where it is not published. */
export async function readTexts(tx: Transaction, id: string) {
  const row = await tx.story.findUniqueOrThrow({ where: { id }, select: columns });
  const working = await loadDocument(tx, row);
  const published =
    row.publication === "LIVE" && row.publishedRevisionId
      ? (await getRevisionDocument(tx, row.publishedRevisionId)).doc
      : null;
  return { row, working, published, shown: published ?? working };
}

/** A story with all that belongs to it and the text that readers have. */
export async function readStory(tx: Transaction, id: string): Promise<{ story: ExportedStory; shown: Node }> {
  const { row, working, published, shown } = await readTexts(tx, id);
  const corrections = await tx.correction.findMany({
    where: { storyId: id },
    select: { number: true, kind: true, note: true, at: true, revisionId: true },
    orderBy: { number: "asc" },
  });
  const frozen = await tx.revision.findMany({
    where: { id: { in: corrections.map(({ revisionId }) => revisionId) } },
    select: { id: true, number: true },
  });
  const numberOf = new Map(frozen.map((revision) => [revision.id, revision.number]));
  const former = row.path
    ? await tx.address.findMany({
        where: { target: row.path, kind: "REDIRECT" },
        select: { path: true },
        orderBy: { path: "asc" },
      })
    : [];
  const named = [working, ...(published ? [published] : [])].map(referencesOf);
  const story: ExportedStory = {
    format: 1,
    schema: SCHEMA_NUMBER,
    id,
    kind: row.kind,
    copy: row.copy,
    scheduled: row.copy === "SCHEDULED" ? await scheduledOf(tx, row, working) : null,
    publication: row.publication,
    headline: row.headline,
    language: row.language,
    path: row.path,
    formerPaths: former.map(({ path }) => path),
    createdAt: row.createdAt.toISOString(),
    firstPublishedAt: iso(row.firstPublishedAt),
    publishedAt: iso(row.publishedAt),
    updatedAt: iso(row.updatedAt),
    corrections: corrections.map(({ revisionId, at, ...each }) => ({
      ...each,
      at: at.toISOString(),
      revision: numberOf.get(revisionId) ?? null,
    })),
    sections: await sectionsOf(tx, [...new Set(named.flatMap(({ sections }) => sections))]),
    topics: await topicsOf(tx, [...new Set(named.flatMap(({ topics }) => topics))]),
    authors: await authorsOf(tx, [...new Set(named.flatMap(({ authors }) => authors))]),
    people: await peopleOf(tx, [...new Set(named.flatMap(({ people }) => people))].sort()),
    document: working.toJSON() as NodeJson,
    published: published && !published.eq(working) ? (published.toJSON() as NodeJson) : null,
  };
  return { story, shown };
}

async function scheduledOf(
  tx: Transaction,
  { id, version }: { id: string; version: number },
  working: Node,
): Promise<ExportedStory["scheduled"]> {
  const act = await tx.scheduledAct.findFirst({
    where: { storyId: id, verb: "PUBLISH", state: "DUE" },
    select: { dueAt: true, revisionId: true },
    orderBy: { dueAt: "asc" },
  });
  if (!act?.revisionId) return null;
  const frozen = await getRevisionDocument(tx, act.revisionId);
  const isWorkingCopy = frozen.version === version || rejectAll(frozen.doc).eq(rejectAll(working));
  return { at: act.dueAt.toISOString(), isWorkingCopy };
}

/** Addresses and headlines of those of these stories that are published. */
export async function liveHeadlinesOf(
  tx: Transaction,
  ids: readonly string[],
): Promise<Map<string, { path: string; headline: string }>> {
  const rows = await tx.story.findMany({
    where: { id: { in: [...ids] }, publication: "LIVE" },
    select: { id: true, path: true, headline: true },
  });
  return new Map(rows.flatMap(({ id, path, headline }) => (path === null ? [] : [[id, { path, headline }]])));
}

/** The instant of the publication that is planned for a story; null if none is. */
export async function scheduledTimeOf(tx: Transaction, storyId: string): Promise<string | null> {
  const act = await tx.scheduledAct.findFirst({
    where: { storyId, verb: "PUBLISH", state: "DUE" },
    select: { dueAt: true },
    orderBy: { dueAt: "asc" },
  });
  return iso(act?.dueAt ?? null);
}

const inOrder = { id: "asc" } as const;

/** Those of these ids, or all. */
const among = (ids: readonly string[] | null): { id?: { in: string[] } } =>
  ids === null ? {} : { id: { in: [...ids] } };

const sectionColumns = { id: true, name: true, path: true, description: true } as const;

/** Those of these ids, or all; then the sections above them. */
export async function sectionsOf(tx: Transaction, ids: readonly string[] | null): Promise<ExportedStory["sections"]> {
  const named = await tx.section.findMany({ where: among(ids), select: sectionColumns, orderBy: inOrder });
  const known = new Set(named.map(({ path }) => path));
  const above = named
    .map(({ path }) => path.slice(0, path.lastIndexOf("/")))
    .filter((path) => path && !known.has(path));
  if (above.length === 0) return named;
  const parents = await tx.section.findMany({
    where: { path: { in: above } },
    select: sectionColumns,
    orderBy: inOrder,
  });
  return [...named, ...parents];
}

export const topicsOf = (tx: Transaction, ids: readonly string[] | null) =>
  tx.topic.findMany({
    where: among(ids),
    select: { id: true, name: true, slug: true, description: true },
    orderBy: inOrder,
  });

export const authorsOf = (tx: Transaction, ids: readonly string[] | null) =>
  tx.author.findMany({
    where: among(ids),
    select: { id: true, name: true, slug: true, jobTitle: true, bio: true },
    orderBy: inOrder,
  });

export const picturesOf = (tx: Transaction, ids: readonly string[]) =>
  tx.picture.findMany({
    where: among(ids),
    select: {
      id: true,
      sha256: true,
      fileName: true,
      width: true,
      height: true,
      alt: true,
      caption: true,
      credit: true,
      source: true,
      copyright: true,
      place: true,
      people: true,
      keywords: true,
      takenAt: true,
      focalX: true,
      focalY: true,
      crops: true,
      rights: true,
      rightsNote: true,
      fileTerms: true,
      territory: true,
      usesAllowed: true,
      usableFrom: true,
      usableUntil: true,
      withdrawnAt: true,
      withdrawalReason: true,
    },
    orderBy: inOrder,
  });

export const mediaOf = (tx: Transaction, ids: readonly string[]) =>
  tx.mediaFile.findMany({
    where: among(ids),
    select: {
      id: true,
      sha256: true,
      kind: true,
      format: true,
      fileName: true,
      captions: true,
      captionsLanguage: true,
      transcript: true,
      rightsNote: true,
      usableUntil: true,
    },
    orderBy: inOrder,
  });

/** The snippets that documents name by their ids. */
export async function snippetsOf(tx: Transaction, ids: readonly string[]): Promise<ExportedSnippet[]> {
  const rows = await tx.snippet.findMany({
    where: { id: { in: [...ids] }, isBound: true },
    select: { id: true, name: true, schemaNumber: true, blocks: true },
    orderBy: inOrder,
  });
  return rows.map(({ schemaNumber, blocks, ...row }) => ({
    ...row,
    schema: schemaNumber,
    blocks: blocks as unknown as NodeJson[],
  }));
}

/** Those of these ids, or all. */
export async function collectionsOf(tx: Transaction, ids: readonly string[] | null): Promise<ExportedCollection[]> {
  const rows = await tx.collection.findMany({
    where: among(ids),
    select: {
      id: true,
      kind: true,
      title: true,
      slug: true,
      intro: true,
      coverId: true,
      coverAlt: true,
      coverCrop: true,
      storyIds: true,
      firstPublishedAt: true,
      isPublished: true,
    },
    orderBy: inOrder,
  });
  return rows.map(({ id, kind, title, slug, intro, coverId, coverAlt, coverCrop, storyIds, ...row }) => ({
    id,
    kind,
    title,
    slug,
    intro,
    cover: coverId === null ? null : { picture: coverId, alt: coverAlt, crop: coverCrop },
    stories: storyIds,
    firstPublishedAt: iso(row.firstPublishedAt),
    isPublished: row.isPublished,
  }));
}

/** Every address that leads to another one. */
export const listAllRedirects = (tx: Transaction) =>
  tx.address.findMany({
    where: { kind: "REDIRECT" },
    select: { path: true, target: true },
    orderBy: { path: "asc" },
  });

/** The frozen versions of a story, each with the hashes by which `galley verify` checks it. */
export async function historyOf(tx: Transaction, storyId: string): Promise<ExportedVersion[]> {
  const rows = await tx.revision.findMany({
    where: { storyId },
    select: {
      id: true,
      number: true,
      kind: true,
      note: true,
      actorId: true,
      at: true,
      headline: true,
      blocks: true,
      salts: true,
      blockHashes: true,
      contentHash: true,
      previousHash: true,
      revisionHash: true,
    },
    orderBy: { number: "asc" },
  });
  const names = await namesOf(
    tx,
    rows.flatMap(({ actorId }) => actorId ?? []),
  );
  const blanked = await listBlanked(tx, storyId);
  return rows.map(({ id, ...row }) => ({
    ...row,
    by: names.get(row.actorId ?? "") ?? "",
    at: row.at.toISOString(),
    blanked: [...(blanked.get(id) ?? [])]
      .sort(([one], [other]) => one - other)
      .map(([position, { at, ...what }]) => ({ position, ...what, at: at.toISOString() })),
  }));
}

async function peopleOf(tx: Transaction, ids: readonly string[]): Promise<ExportedStory["people"]> {
  const names = await namesOf(tx, ids);
  return ids.map((id) => ({ id, name: names.get(id) ?? "" }));
}

/** Comments of the newsroom, with the names of their writers. */
export async function commentsOf(tx: Transaction, storyId: string): Promise<ExportedThread[]> {
  const threads = await tx.commentThread.findMany({
    where: { storyId },
    select: {
      blockId: true,
      fromPosition: true,
      toPosition: true,
      quote: true,
      createdAt: true,
      resolvedAt: true,
      comments: {
        select: {
          at: true,
          editedAt: true,
          text: true,
          personId: true,
          writerName: true,
          guest: { select: { name: true } },
        },
        orderBy: [{ at: "asc" }, { id: "asc" }],
      },
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  const names = await namesOf(
    tx,
    threads.flatMap(({ comments }) => comments.flatMap(({ personId }) => personId ?? [])),
  );
  return threads.map(({ comments, fromPosition, toPosition, createdAt, resolvedAt, ...thread }) => ({
    ...thread,
    from: fromPosition,
    to: toPosition,
    createdAt: createdAt.toISOString(),
    resolvedAt: iso(resolvedAt),
    comments: comments.map(({ at, editedAt, text, personId, writerName, guest }) => ({
      at: at.toISOString(),
      editedAt: iso(editedAt),
      by: guest?.name || names.get(personId ?? "") || writerName,
      text,
    })),
  }));
}
