// What an export reads. All of it is read in one transaction, so that it holds one instant.
import type { Node } from "@tiptap/pm/model";
import type { NodeJson } from "#lib/document/json.ts";
import { referencesOf } from "#lib/document/references.ts";
import { SCHEMA_NUMBER } from "#lib/document/schema.ts";
import { appClient, Prisma, type Transaction } from "#lib/postgres/app.ts";
import { getRevisionDocument } from "#lib/revisions/data.ts";
import { loadDocument } from "#lib/stories/document.ts";
import type { ExportedStory, ExportedVersion, ExportScope } from "./types.ts";

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

/** A story with its documents, for an export. */
export async function readStory(
  tx: Transaction,
  id: string,
): Promise<{ story: ExportedStory; working: Node; shown: Node }> {
  const row = await tx.story.findUniqueOrThrow({ where: { id }, select: columns });
  const working = await loadDocument(tx, row);
  const published =
    row.publication === "LIVE" && row.publishedRevisionId
      ? (await getRevisionDocument(tx, row.publishedRevisionId)).doc
      : null;
  const corrections = await tx.correction.findMany({
    where: { storyId: id },
    select: { number: true, kind: true, note: true, at: true },
    orderBy: { number: "asc" },
  });
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
    publication: row.publication,
    headline: row.headline,
    language: row.language,
    path: row.path,
    formerPaths: former.map(({ path }) => path),
    createdAt: row.createdAt.toISOString(),
    firstPublishedAt: iso(row.firstPublishedAt),
    publishedAt: iso(row.publishedAt),
    updatedAt: iso(row.updatedAt),
    corrections: corrections.map((each) => ({ ...each, at: each.at.toISOString() })),
    sections: await sectionsOf(tx, [...new Set(named.flatMap(({ sections }) => sections))]),
    topics: await topicsOf(tx, [...new Set(named.flatMap(({ topics }) => topics))]),
    authors: await authorsOf(tx, [...new Set(named.flatMap(({ authors }) => authors))]),
    document: working.toJSON() as NodeJson,
    published: published && !published.eq(working) ? (published.toJSON() as NodeJson) : null,
  };
  return { story, working, shown: published ?? working };
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

export const sectionsOf = (tx: Transaction, ids: readonly string[] | null) =>
  tx.section.findMany({
    where: among(ids),
    select: { id: true, name: true, path: true, description: true },
    orderBy: inOrder,
  });

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
      rights: true,
      rightsNote: true,
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
    },
    orderBy: inOrder,
  });

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
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** Comments of the newsroom, with the names of their writers. */
export async function commentsOf(tx: Transaction, storyId: string) {
  const threads = await tx.commentThread.findMany({
    where: { storyId },
    select: {
      blockId: true,
      quote: true,
      resolvedAt: true,
      comments: {
        select: { at: true, text: true, personId: true, guest: { select: { name: true } } },
        orderBy: [{ at: "asc" }, { id: "asc" }],
      },
    },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  const ids = threads.flatMap(({ comments }) => comments.flatMap(({ personId }) => personId ?? []));
  const people = await tx.person.findMany({ where: { id: { in: ids } }, select: { id: true, name: true } });
  const nameOf = new Map(people.map(({ id, name }) => [id, name]));
  return threads.map(({ comments, resolvedAt, ...thread }) => ({
    ...thread,
    resolvedAt: iso(resolvedAt),
    comments: comments.map(({ at, text, personId, guest }) => ({
      at: at.toISOString(),
      by: guest?.name ?? nameOf.get(personId ?? "") ?? "",
      text,
    })),
  }));
}
