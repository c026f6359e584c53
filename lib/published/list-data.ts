// Which stories are in a list, and in which order: ids, so that the cards of all lists of a page are read in one go.
import { Prisma } from "#lib/postgres/app.ts";
import { readerClient } from "#lib/postgres/reader.ts";
import { dependsOn, dependsOnSoon } from "#lib/press/context.ts";
import { listByIds, newestFirst } from "./card-data.ts";
import { partTag } from "./collections/data.ts";
import { neighboursOf, type PartOf } from "./collections/policy.ts";
import type { CardPage, LiveAuthor, LiveSection, LiveStoryPage, LiveTopic } from "./types.ts";

/** Stories on one page of a list. */
export const pageSize = 20;

/** A page of a list before its cards are read. */
export type IdPage = Omit<CardPage, "cards"> & { ids: string[] };

export async function withCards({ ids, ...page }: IdPage): Promise<CardPage> {
  return { ...page, cards: await listByIds(ids) };
}

/** The newest stories of the paper. */
export async function newestIds(limit: number): Promise<string[]> {
  const rows = await readerClient().liveStory.findMany({
    where: { listed: true },
    select: { storyId: true },
    orderBy: newestFirst,
    take: limit,
  });
  dependsOnSoon("latest");
  return rows.map((row) => row.storyId);
}

type Slice = { page: number; exclude?: readonly string[] };

/** So many pages beyond the one shown are counted, so that a long list costs no more than a short one. */
const pagesAhead = 20;

/** Ids first, rows of one page afterwards: skipping reads nothing but the index. */
export async function pageOf(where: Prisma.LiveStoryWhereInput, { page, exclude = [] }: Slice): Promise<IdPage> {
  const filter: Prisma.LiveStoryWhereInput = { ...where, listed: true, storyId: { notIn: [...exclude] } };
  const reader = readerClient();
  const [total, ids] = await Promise.all([
    reader.liveStory.count({ where: filter }),
    reader.liveStory.findMany({
      where: filter,
      select: { storyId: true },
      orderBy: newestFirst,
      skip: (page - 1) * pageSize,
      take: pageSize,
    }),
  ]);
  return toPage(
    ids.map((row) => row.storyId),
    total,
    page,
  );
}

function toPage(ids: string[], total: number, number: number): IdPage {
  dependsOnSoon("latest");
  const counted = Math.max(1, Math.ceil(total / pageSize));
  const pages = Math.min(counted, number + pagesAhead);
  return { ids, number, pages, hasMore: counted > pages };
}

/** How many of the newest ids are needed for a page. */
const reach = (page: number): number => (page + pagesAhead) * pageSize + 1;

async function sliceOf(ids: (limit: number) => Promise<string[]>, page: number): Promise<IdPage> {
  const all = await ids(reach(page));
  return toPage(all.slice((page - 1) * pageSize, page * pageSize), all.length, page);
}

/** Newest stories of a section and its sub-sections. `exclude` is what the top of the first page shows. */
export async function pageBySection(section: LiveSection, slice: Slice): Promise<IdPage> {
  dependsOn(`section:${section.id}`, ...section.children.map((child) => `section:${child.id}`));
  const sections = [section.id, ...section.children.map((child) => child.id)];
  return sliceOf((limit) => idsBySections(sections, { limit, exclude: slice.exclude ?? [] }), slice.page);
}

/** Reads as many of each section as could be needed, by its index: sorting all sections together would read every row. */
export async function idsBySections(
  sections: readonly string[],
  { limit, exclude = [] }: { limit: number; exclude?: readonly string[] },
): Promise<string[]> {
  const rows = await readerClient().$queryRaw<{ story_id: string }[]>`
    select s.story_id from unnest(${sections}::uuid[]) as place(id),
    lateral (
      select story_id, published_at from live_story
      where section_id = place.id and listed and story_id <> all (${exclude}::uuid[])
      order by published_at desc, story_id desc limit ${limit}
    ) s
    order by s.published_at desc, s.story_id desc limit ${limit}`;
  return rows.map((row) => row.story_id);
}

/** Ids of stories with a topic or an author, including those under an alias of it, each once, newest first. */
export async function idsByTerm(kind: "topic" | "author", id: string, limit: number): Promise<string[]> {
  const [terms, links, key] =
    kind === "topic"
      ? [Prisma.sql`topic`, Prisma.sql`live_story_topic`, Prisma.sql`topic_id`]
      : [Prisma.sql`author`, Prisma.sql`live_story_author`, Prisma.sql`author_id`];
  const rows = await readerClient().$queryRaw<{ story_id: string }[]>`
    select s.story_id from ${terms} t,
    lateral (
      select story_id, published_at from ${links} where ${key} = t.id and listed
      order by published_at desc, story_id desc limit ${limit}
    ) s
    where t.id = ${id}::uuid or t.alias_of_id = ${id}::uuid
    group by s.story_id order by max(s.published_at) desc, s.story_id desc limit ${limit}`;
  dependsOn(`${kind}:${id}`);
  return rows.map((row) => row.story_id);
}

export const pageByTopic = (topic: LiveTopic, { page }: Slice): Promise<IdPage> =>
  sliceOf((limit) => idsByTerm("topic", topic.id, limit), page);
export const pageByAuthor = (author: LiveAuthor, { page }: Slice): Promise<IdPage> =>
  sliceOf((limit) => idsByTerm("author", author.id, limit), page);

/** So many of the newest stories of each topic are compared: a topic of ten thousand stories is no reason to read them all. */
const sharingAmong = 40;
/** An editor's picks are all shown, up to so many, where there are enough of them to fill the place. */
const maxPicked = 6;
/** A story leads to its place in at most so many collections. */
const maxCollections = 2;

type NearRow = {
  why: "part" | "picked" | "topics" | "section";
  story_id: string;
  collection: PartOf["collection"] | null;
  is_live: boolean;
};
/** `parts`: the collections that have the story, series first. */
type Near = { readAlso: string[]; parts: PartOf[] };

/**
 * What the page of a story leads to, in one query. "Read also": what an editor picked, then new stories that share most topics,
 * then the newest of the section. Without the story itself and those in `exclude` (shown as cards in the text, or the same in
 * another language); a picked story is shown even so.
 */
export async function listNear(story: LiveStoryPage, limit: number, exclude: readonly string[]): Promise<Near> {
  const related = story.related.filter((id) => id !== story.id).slice(0, Math.max(limit, maxPicked));
  const topics = story.topics.map((topic) => topic.id);
  const shown = [story.id, ...exclude];
  const enough = limit + related.length; // of each kind, for the others may hold the same ones
  const rows = await readerClient().$queryRaw<NearRow[]>`
    select why, story_id, collection, is_live from (
      select 0 as rank, 'part' as why, part.id as story_id, c.nth * 1000 + part.place as place, c.collection,
        exists (select from live_story where story_id = part.id and listed) as is_live
      from (
        select story_ids, row_number() over (order by kind, published_at desc, id) as nth,
          jsonb_build_object('id', id, 'name', title, 'path', path, 'kind', kind) as collection
        from live_collection where story_ids @> array[${story.id}::uuid]
        order by kind, published_at desc, id limit ${maxCollections}
      ) c, unnest(c.story_ids) with ordinality as part(id, place)
      union all
      select 1, 'picked', l.story_id, picked.place, null, true
      from unnest(${related}::uuid[]) with ordinality as picked(id, place)
      join live_story l on l.story_id = picked.id
      union all
      select 2, 'topics', story_id, row_number() over (), null, true from (
        select s.story_id from topic t,
        lateral (
          select story_id, published_at from live_story_topic
          where topic_id = t.id and listed and story_id <> all (${shown}::uuid[])
          order by published_at desc, story_id desc limit ${sharingAmong}
        ) s
        where t.id = any (${topics}::uuid[]) or t.alias_of_id = any (${topics}::uuid[])
        group by s.story_id order by count(*) desc, max(s.published_at) desc, s.story_id desc limit ${enough}
      ) sharing
      union all
      select 3, 'section', story_id, row_number() over (), null, true from (
        select story_id from live_story where section_id = ${story.section.id}::uuid and listed and story_id <> all (${shown}::uuid[])
        order by published_at desc, story_id desc limit ${enough + limit}
      ) near
    ) found order by rank, place`;
  dependsOn(...related.map((id) => `story:${id}`)); // also of those that are not live: one may be reinstated
  const parts = partsOf(story.id, rows);
  const others = rows.filter(({ why }) => why !== "part");
  const picked = others.filter(({ why }) => why === "picked").map((row) => row.story_id);
  if (picked.length >= limit) return { readAlso: picked, parts };
  dependsOnSoon("latest");
  return { readAlso: [...new Set(others.map((row) => row.story_id))].slice(0, limit), parts };
}

function partsOf(storyId: string, rows: readonly NearRow[]): PartOf[] {
  dependsOn(partTag(storyId));
  const inCollections = rows.flatMap((row) => (row.collection ? [{ ...row, collection: row.collection }] : []));
  return [...Map.groupBy(inCollections, ({ collection }) => collection.id).values()].flatMap((places) => {
    const collection = places[0]?.collection;
    const ids = places.map((row) => ({ id: row.story_id, isLive: row.is_live }));
    const { previous, next, watched } = neighboursOf(ids, storyId);
    dependsOn(...watched.map((id) => `story:${id}`));
    return collection ? [{ collection, previous, next }] : [];
  });
}
