import type { Node } from "@tiptap/pm/model";
import { type LiveProjection, projectLive, type ShownPicture } from "#lib/document/project-live.ts";
import { storyRow } from "#lib/document/published-row.ts";
import { authorPath, correctionsPath, topicPath } from "../addresses/paths.ts";
import { mediaForReaders } from "../media/data.ts";
import { queuePings } from "../pings/mutations.ts";
import type { Prisma, Transaction } from "../postgres/app.ts";
import { jsonValue, jsonValueOrNull } from "../postgres/json.ts";
import { purge } from "../press/mutations.ts";
import { factsForReaders } from "../rights/data.ts";
import { readCorrections } from "./cards.ts";
import { correctionsTag } from "./corrections/data.ts";
import { findFieldDates } from "./field-dates-data.ts";
import { countStoryWords, type Findable, removeSearchRows, writeSearchRows } from "./search/mutations.ts";
import { anyTranslationTag, translationsTag } from "./translations/data.ts";
import { removeVersions, writeVersions } from "./versions/mutations.ts";

/** What publishing adds to the document: address, times, revision, notes to readers. */
export type Publishing = {
  path: string;
  firstPublishedAt: Date;
  updatedAt: Date | null;
  revisionNumber: number;
  /** False: readers find it at its address alone. */
  listed: boolean;
  corrections: { number: number; kind: "CORRECTION" | "CLARIFICATION"; note: string; at: string }[];
};

const shown = {
  sectionId: true,
  path: true,
  publishedAt: true,
  translationOf: true,
  corrections: true,
  topics: { select: { topicId: true } },
  authors: { select: { authorId: true } },
} satisfies Prisma.LiveStorySelect;
type Shown = Prisma.LiveStoryGetPayload<{ select: typeof shown }>;

/** The tags of lists in which this story belongs. What they show of it has the tag "story:…". */
function listsOf(live: Shown | null): string[] {
  if (!live) return [];
  return [
    `section:${live.sectionId}`,
    ...live.topics.map(({ topicId }) => `topic:${topicId}`),
    ...live.authors.map(({ authorId }) => `author:${authorId}`),
    `month:${live.publishedAt.toISOString().slice(0, 7)}`,
    "latest",
    ...(readCorrections(live.corrections).length > 0 ? [correctionsTag] : []),
    ...(live.translationOf ? [anyTranslationTag] : []),
  ];
}

/**
 * The one place that writes what readers may see of a story. `live` null removes it. Purges the tags of what was there
 * and of what is there now. `erase`: what was there must never be shown again (take down, correct). Lists that do not
 * show the story yet, or no longer, hold nothing that must be destroyed.
 * `isFirst`: it was never published, so that no rows of it need to be looked for.
 * The caller has locked the story, checked the guard and keeps the address row.
 */
export async function writeLive(
  tx: Transaction,
  storyId: string,
  live: { doc: Node; publishing: Publishing } | null,
  { erase, isFirst = false }: { erase: boolean; isFirst?: boolean },
): Promise<void> {
  const projected = live && projectLive(live.doc);
  const facts = await factsForReaders(tx, projected ?? { pictures: [], crops: [] });
  const media = await mediaForReaders(tx, projected?.media ?? []);
  const before = isFirst ? null : await tx.liveStory.findUnique({ where: { storyId }, select: shown });
  const words = before ? await removeSearchRows(tx, [storyId]) : [];
  // Members of lists go with it (on delete cascade).
  if (before) await tx.liveStory.delete({ where: { storyId }, select: { storyId: true } });
  if (!live) await removeVersions(tx, storyId);
  const made =
    live && projected ? await insert(tx, storyId, { projected, facts, media }, live.publishing, isFirst) : null;
  const after = made?.shown ?? null;
  const findable = live?.publishing.listed ? (made?.findable ?? null) : null;
  if (findable) await writeSearchRows(tx, [findable]);
  if (before || after) await purgeStory(tx, storyId, { before, after, erase });
  // Last: headlines share words, whose counts are locked until the commit.
  await countStoryWords(tx, words, findable);
}

/** Purges the pages and lists of what readers had and of what they have now. */
async function purgeStory(
  tx: Transaction,
  storyId: string,
  { before, after, erase }: { before: Shown | null; after: Shown | null; erase: boolean },
): Promise<void> {
  const paths = new Set([before, after].flatMap((one) => (one ? [`address:${one.path}`] : [])));
  const lists = [...listsOf(before), ...listsOf(after)];
  // The pages of a story's translations lead to it.
  const groups = [before, after].flatMap((one) => (one ? [translationsTag(one.translationOf ?? storyId)] : []));
  const pages = [`story:${storyId}`, ...paths, ...new Set(groups)];
  await queueStoryPings(tx, [before, after]);
  if (!erase) return purge(tx, [...pages, ...lists]);
  await purge(tx, lists);
  await purge(tx, pages, { erase });
}

/** All translations belong to one original: the translation of a translation is another one of the original. */
async function originalOf(tx: Transaction, storyId: string, translationOf: string | null): Promise<string | null> {
  if (translationOf === null || translationOf === storyId) return null;
  const source = await tx.liveStory.findUnique({
    where: { storyId: translationOf },
    select: { translationOf: true },
  });
  const original = source?.translationOf ?? translationOf;
  return original === storyId ? null : original;
}

/** Queues pings to the hubs and search engines that the paper names. */
async function queueStoryPings(tx: Transaction, lives: readonly (Shown | null)[]): Promise<void> {
  const shownAs = lives.filter((live) => live !== null);
  const ids = (kind: "topic" | "author") => ({
    id: {
      in: shownAs.flatMap((live) =>
        kind === "topic" ? live.topics.map(({ topicId }) => topicId) : live.authors.map(({ authorId }) => authorId),
      ),
    },
  });
  await queuePings(tx, {
    pages: [...new Set(shownAs.map(({ path }) => path))],
    places: async () => {
      const sections = await tx.section.findMany({
        where: { id: { in: shownAs.map(({ sectionId }) => sectionId) } },
        select: { path: true, parent: { select: { path: true } } },
      });
      const topics = await tx.topic.findMany({ where: ids("topic"), select: { slug: true } });
      const authors = await tx.author.findMany({ where: ids("author"), select: { slug: true } });
      return [
        ...new Set([
          "/",
          ...(shownAs.some(({ corrections }) => readCorrections(corrections).length > 0) ? [correctionsPath] : []),
          ...sections.flatMap(({ path, parent }) => [path, ...(parent ? [parent.path] : [])]),
          ...topics.map(({ slug }) => topicPath(slug)),
          ...authors.map(({ slug }) => authorPath(slug)),
        ]),
      ];
    },
  });
}

type Named = { id: string; name: string };

/** Its topics and authors that exist, in its order. */
async function findNamed(
  tx: Transaction,
  named: { topics: readonly string[]; authors: readonly string[] },
): Promise<{ topics: Named[]; authors: Named[] }> {
  const { topics, authors } = named;
  if (topics.length + authors.length === 0) return { topics: [], authors: [] };
  const rows = await tx.$queryRaw<Named[]>`
    select id::text, name from topic where id = any(${topics}::uuid[])
    union all select id::text, name from author where id = any(${authors}::uuid[])`;
  const there = new Map(rows.map((row) => [row.id, row]));
  const known = (ids: readonly string[]) => ids.flatMap((id) => there.get(id) ?? []);
  return { topics: known(topics), authors: known(authors) };
}

/** The picture of a card with its facts, because lists read only live_story. */
function cardOf(card: ShownPicture | null, facts: FactsById): { picture?: Prisma.InputJsonObject } {
  const known = card && facts.get(card.picture);
  // The picture that readers must not see now keeps its place, for the day on which they may.
  return known ? { picture: { ...card, facts: known } } : known === null && card ? { picture: card } : {};
}

type FactsById = Awaited<ReturnType<typeof factsForReaders>>;
type MediaById = Awaited<ReturnType<typeof mediaForReaders>>;
type Made = { shown: Shown; findable: Findable };

async function insert(
  tx: Transaction,
  storyId: string,
  { projected, facts, media }: { projected: LiveProjection; facts: FactsById; media: MediaById },
  publishing: Publishing,
  isFirst: boolean,
): Promise<Made> {
  const { fields } = projected;
  const upTo = publishing.revisionNumber;
  const dates = await findFieldDates(tx, { id: storyId, kind: "STORY" }, fields, { upTo, otherwise: null });
  const { sectionId, document, ...columns } = storyRow(projected, { ...publishing, dates });
  if (!sectionId) throw new Error("a story without a section cannot be live");
  const publishedAt = fields.displayDate ? new Date(fields.displayDate) : publishing.firstPublishedAt;
  const { topics, authors } = await findNamed(tx, fields);
  const row = await tx.liveStory.create({
    data: {
      storyId,
      ...columns,
      sectionId,
      document: jsonValue(document),
      translationOf: await originalOf(tx, storyId, fields.translationOf),
      ...cardOf(projected.cardPicture, facts),
      corrections: publishing.corrections,
      listed: publishing.listed,
      words: projected.words,
      publishedAt,
      updatedAt: publishing.updatedAt,
      versions: isFirst ? 0 : await writeVersions(tx, storyId),
    },
    select: { sectionId: true, path: true, publishedAt: true, translationOf: true, corrections: true },
  });
  // Rows by kind, and not nested: Prisma would write them one by one and read all of it again. Not by `createMany`, which it
  // compiles anew each time.
  const { listed } = publishing;
  const members = { topics: [] as Shown["topics"], authors: [] as Shown["authors"] };
  if (topics.length > 0) {
    await tx.$executeRaw`
      insert into live_story_topic (story_id, topic_id, position, published_at, listed)
      select ${storyId}::uuid, id, place - 1, ${publishedAt}, ${listed}
      from unnest(${topics.map(({ id }) => id)}::uuid[]) with ordinality as topic(id, place)`;
    members.topics = topics.map(({ id }) => ({ topicId: id }));
  }
  if (authors.length > 0) {
    await tx.$executeRaw`
      insert into live_story_author (story_id, author_id, position, published_at, listed)
      select ${storyId}::uuid, id, place - 1, ${publishedAt}, ${listed}
      from unnest(${authors.map(({ id }) => id)}::uuid[]) with ordinality as author(id, place)`;
    members.authors = authors.map(({ id }) => ({ authorId: id }));
  }
  const pictures = projected.pictures.flatMap((pictureId) => {
    const known = facts.get(pictureId);
    return known === undefined ? [] : [{ storyId, pictureId, facts: jsonValueOrNull(known) }];
  });
  if (pictures.length > 0) await tx.livePicture.createMany({ data: pictures });
  if (media.size > 0)
    await tx.liveMedia.createMany({
      data: [...media].map(([mediaId, known]) => ({
        storyId,
        mediaId,
        facts: jsonValueOrNull(known),
      })),
    });
  const { language } = fields;
  return {
    shown: { ...row, ...members },
    findable: { storyId, publishedAt, language, parts: projected.search, sectionId, topics, authors },
  };
}
