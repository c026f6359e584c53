import { topicPath } from "#lib/addresses/paths.ts";
import type { NodeJson } from "#lib/document/json.ts";
import type { PictureFacts } from "#lib/pictures/types.ts";
import type { Prisma } from "#lib/postgres/app.ts";
import { readerClient } from "#lib/postgres/reader.ts";
import { dependsOn, dependsOnSoon } from "#lib/press/context.ts";
import { cardPicture, readCorrections, readFacts, readShown, resolveAuthors } from "./cards.ts";
import type { CardPage, LiveAuthor, LiveCard, LiveSection, LiveStoryPage, LiveTopic, Named } from "./types.ts";

/** Stories on one page of a list. */
export const pageSize = 20;

const named = { id: true, name: true, path: true } as const;
const bylineSelect = { id: true, name: true, slug: true } as const;
const newestFirst: Prisma.LiveStoryOrderByWithRelationInput[] = [{ publishedAt: "desc" }, { storyId: "desc" }];

const cardSelect = {
  storyId: true,
  path: true,
  headline: true,
  kicker: true,
  standfirst: true,
  label: true,
  language: true,
  picture: true,
  publishedAt: true,
  updatedAt: true,
  section: { select: named },
  authors: {
    select: { author: { select: { ...bylineSelect, aliasOf: { select: bylineSelect } } } },
    orderBy: { position: "asc" },
  },
} satisfies Prisma.LiveStorySelect;
type CardRow = Prisma.LiveStoryGetPayload<{ select: typeof cardSelect }>;

/** Cards of these rows in their order, with the facts of their pictures in one more query. */
async function toCards(rows: readonly CardRow[]): Promise<LiveCard[]> {
  const shown = rows.map((row) => readShown(row.picture));
  const pairs = rows.flatMap((row, index) => {
    const pictureId = shown[index]?.picture;
    return pictureId === undefined ? [] : [{ storyId: row.storyId, pictureId }];
  });
  const pictures =
    pairs.length === 0
      ? []
      : await readerClient().livePicture.findMany({
          where: {
            storyId: { in: pairs.map((pair) => pair.storyId) },
            pictureId: { in: [...new Set(pairs.map((pair) => pair.pictureId))] },
          },
          select: { storyId: true, pictureId: true, facts: true },
        });
  dependsOnSoon(...rows.flatMap((row) => row.authors.map(({ author }) => `author:${author.aliasOf?.id ?? author.id}`)));
  const factsOf = new Map(pictures.map((row) => [`${row.storyId} ${row.pictureId}`, readFacts(row.facts)]));
  return rows.map((row, index) => {
    const { storyId, authors, picture: _, ...rest } = row;
    const picture = shown[index] ?? null;
    return {
      ...rest,
      id: storyId,
      authors: resolveAuthors(authors.map(({ author }) => author)).map(({ id, name, path }) => ({ id, name, path })),
      picture: cardPicture(picture, factsOf.get(`${storyId} ${picture?.picture}`)),
    };
  });
}

/** Says that the page shows these stories. */
const shows = (cards: readonly { id: string }[]) => dependsOn(...cards.map((card) => `story:${card.id}`));

/** The live ones of these stories, in the order of the ids. One that is not live is left out. */
export async function listByIds(ids: readonly string[]): Promise<LiveCard[]> {
  if (ids.length === 0) return [];
  const rows = await readerClient().liveStory.findMany({ where: { storyId: { in: [...ids] } }, select: cardSelect });
  dependsOn(...ids.map((id) => `story:${id}`)); // also of those that are not live: one may be reinstated
  const place = new Map(ids.map((id, index) => [id, index]));
  return toCards(rows.sort((a, b) => (place.get(a.storyId) ?? 0) - (place.get(b.storyId) ?? 0)));
}

/** The newest stories of the paper. */
export async function listLatest(limit: number, exclude: readonly string[] = []): Promise<LiveCard[]> {
  const rows = await readerClient().liveStory.findMany({
    where: { storyId: { notIn: [...exclude] } },
    select: cardSelect,
    orderBy: newestFirst,
    take: limit,
  });
  dependsOnSoon("latest");
  const cards = await toCards(rows);
  shows(cards);
  return cards;
}

type Slice = { page: number; exclude?: readonly string[] };

/** So many pages beyond the one that is shown are counted: what is further back costs nobody anything who does not go there. */
const pagesAhead = 20;

/** Ids first, rows of one page afterwards: skipping reads nothing but the index. */
export async function pageOf(where: Prisma.LiveStoryWhereInput, { page, exclude = [] }: Slice): Promise<CardPage> {
  const filter: Prisma.LiveStoryWhereInput = { ...where, storyId: { notIn: [...exclude] } };
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

async function toPage(ids: string[], total: number, number: number): Promise<CardPage> {
  dependsOnSoon("latest");
  const counted = Math.max(1, Math.ceil(total / pageSize));
  const pages = Math.min(counted, number + pagesAhead);
  return { cards: await listByIds(ids), number, pages, hasMore: counted > pages };
}

/** How many ids, from the newest on, have to be known for a page. */
const reach = (page: number): number => (page + pagesAhead) * pageSize + 1;

async function sliceOf(ids: (limit: number) => Promise<string[]>, page: number): Promise<CardPage> {
  const all = await ids(reach(page));
  return toPage(all.slice((page - 1) * pageSize, page * pageSize), all.length, page);
}

/** Newest stories of a section and its sub-sections. `exclude` is what the top of the first page shows. */
export async function listBySection(section: LiveSection, slice: Slice): Promise<CardPage> {
  dependsOn(`section:${section.id}`, ...section.children.map((child) => `section:${child.id}`));
  const sections = [section.id, ...section.children.map((child) => child.id)];
  return sliceOf((limit) => idsBySections(sections, { limit, exclude: slice.exclude ?? [] }), slice.page);
}

/** Of each section as many as could be needed, by its own index: one order over all of them would read them all. */
async function idsBySections(
  sections: readonly string[],
  { limit, exclude = [] }: { limit: number; exclude?: readonly string[] },
): Promise<string[]> {
  const rows = await readerClient().$queryRaw<{ story_id: string }[]>`
    select s.story_id from unnest(${sections}::uuid[]) as place(id),
    lateral (
      select story_id, published_at from live_story
      where section_id = place.id and story_id <> all (${exclude}::uuid[])
      order by published_at desc, story_id desc limit ${limit}
    ) s
    order by s.published_at desc, s.story_id desc limit ${limit}`;
  return rows.map((row) => row.story_id);
}

/** The newest stories of many groups of sections in one query; `groups` holds the ids of each group. */
export async function newestOfSections(groups: readonly string[][], limit: number): Promise<LiveCard[][]> {
  if (groups.length === 0) return [];
  const pairs = groups.flatMap((ids, index) => ids.map((id) => ({ index, id })));
  const rows = await readerClient().$queryRaw<{ position: number; story_id: string }[]>`
    select position, story_id
    from (
      select g.position, s.story_id,
        row_number() over (partition by g.position order by s.published_at desc, s.story_id desc) as place
      from unnest(${pairs.map((pair) => pair.index)}::int[], ${pairs.map((pair) => pair.id)}::uuid[]) as g(position, id),
      lateral (
        select story_id, published_at from live_story where section_id = g.id
        order by published_at desc, story_id desc limit ${limit}
      ) s
    ) ranked
    where place <= ${limit}`;
  dependsOnSoon("latest");
  const cards = new Map((await listByIds(rows.map((row) => row.story_id))).map((card) => [card.id, card]));
  return groups.map((_, index) =>
    rows.flatMap((row) => (row.position === index ? (cards.get(row.story_id) ?? []) : [])).sort(byNewest),
  );
}

export const byNewest = (a: LiveCard, b: LiveCard): number =>
  b.publishedAt.getTime() - a.publishedAt.getTime() || (a.id < b.id ? 1 : -1);

/** Ids of stories with a topic or one of its former names, each once, newest first. */
async function idsByTopic(id: string, limit: number): Promise<string[]> {
  const rows = await readerClient().$queryRaw<{ story_id: string }[]>`
    select s.story_id from topic t,
    lateral (
      select story_id, published_at from live_story_topic where topic_id = t.id
      order by published_at desc, story_id desc limit ${limit}
    ) s
    where t.id = ${id}::uuid or t.alias_of_id = ${id}::uuid
    group by s.story_id order by max(s.published_at) desc, s.story_id desc limit ${limit}`;
  dependsOn(`topic:${id}`);
  return rows.map((row) => row.story_id);
}

/** Ids of stories with an author's byline or one of his former ones, as `idsByTopic`. */
async function idsByAuthor(id: string, limit: number): Promise<string[]> {
  const rows = await readerClient().$queryRaw<{ story_id: string }[]>`
    select s.story_id from author a,
    lateral (
      select story_id, published_at from live_story_author where author_id = a.id
      order by published_at desc, story_id desc limit ${limit}
    ) s
    where a.id = ${id}::uuid or a.alias_of_id = ${id}::uuid
    group by s.story_id order by max(s.published_at) desc, s.story_id desc limit ${limit}`;
  dependsOn(`author:${id}`);
  return rows.map((row) => row.story_id);
}

export const listByTopic = (topic: LiveTopic, { page }: Slice): Promise<CardPage> =>
  sliceOf((limit) => idsByTopic(topic.id, limit), page);
export const listByAuthor = (author: LiveAuthor, { page }: Slice): Promise<CardPage> =>
  sliceOf((limit) => idsByAuthor(author.id, limit), page);

const storySelect = {
  ...cardSelect,
  place: true,
  document: true,
  corrections: true,
  related: true,
  words: true,
  seoTitle: true,
  seoDescription: true,
  noindex: true,
  section: { select: { ...named, parent: { select: named } } },
  authors: {
    select: {
      author: {
        select: {
          ...bylineSelect,
          jobTitle: true,
          bio: true,
          aliasOf: { select: { ...bylineSelect, jobTitle: true, bio: true } },
        },
      },
    },
    orderBy: { position: "asc" },
  },
  topics: {
    select: { topic: { select: { ...bylineSelect, aliasOf: { select: bylineSelect } } } },
    orderBy: { position: "asc" },
  },
  pictures: { select: { pictureId: true, facts: true } },
} satisfies Prisma.LiveStorySelect;
type StoryRow = Prisma.LiveStoryGetPayload<{ select: typeof storySelect }>;

/** A live story whole; null when it is not live. */
export async function getLiveStory(id: string): Promise<LiveStoryPage | null> {
  const row = await readerClient().liveStory.findUnique({ where: { storyId: id }, select: storySelect });
  dependsOn(`story:${id}`);
  return row ? toStory(row) : null;
}

/** What a list of stories is of; null for the whole paper. A section counts with its sub-sections. */
export type ListPlace =
  | { kind: "section"; section: LiveSection }
  | { kind: "topic"; topic: LiveTopic }
  | { kind: "author"; author: LiveAuthor }
  | null;

/** The newest stories whole, for feeds. */
export async function listWhole(limit: number, place: ListPlace): Promise<LiveStoryPage[]> {
  const rows = await readerClient().liveStory.findMany({
    where: await whereIn(place, limit),
    select: storySelect,
    orderBy: newestFirst,
    take: limit,
  });
  dependsOn(...rows.map((row) => `story:${row.storyId}`));
  return rows.map(toStory);
}

async function whereIn(place: ListPlace, limit: number): Promise<Prisma.LiveStoryWhereInput> {
  if (place === null) {
    dependsOn("latest");
    return {};
  }
  if (place.kind === "section") {
    const ids = [place.section, ...place.section.children].map(({ id }) => id);
    dependsOn(...ids.map((id) => `section:${id}`));
    return { storyId: { in: await idsBySections(ids, { limit }) } };
  }
  const ids = place.kind === "topic" ? idsByTopic(place.topic.id, limit) : idsByAuthor(place.author.id, limit);
  return { storyId: { in: await ids } };
}

function toStory(row: StoryRow): LiveStoryPage {
  const pictures: Record<string, PictureFacts> = {};
  for (const { pictureId, facts } of row.pictures) {
    const read = readFacts(facts);
    if (read) pictures[pictureId] = read;
  }
  const shown = readShown(row.picture);
  const { parent, ...section } = row.section;
  // Written by `writeLive` alone; the pages take whatever lies there apart with care.
  const document = row.document as unknown as NodeJson;
  const topics = new Map<string, Named>();
  for (const { topic } of row.topics) {
    const { id, name, slug } = topic.aliasOf ?? topic;
    topics.set(id, { id, name, path: topicPath(slug) });
  }
  const authors = resolveAuthors(row.authors.map(({ author }) => author));
  dependsOnSoon(...[...topics.keys()].map((id) => `topic:${id}`), ...authors.map(({ id }) => `author:${id}`));
  return {
    id: row.storyId,
    path: row.path,
    headline: row.headline,
    kicker: row.kicker,
    standfirst: row.standfirst,
    label: row.label,
    language: row.language,
    place: row.place,
    section,
    trail: parent ? [parent, section] : [section],
    authors: authors.map(({ id, name, path, jobTitle, bio }) => ({ id, name, path, jobTitle, bio })),
    topics: [...topics.values()],
    publishedAt: row.publishedAt,
    updatedAt: row.updatedAt,
    picture: cardPicture(shown, shown && pictures[shown.picture]),
    pictureCaption: shown?.caption ?? "",
    pictureCredit: shown?.credit ?? "",
    document,
    corrections: readCorrections(row.corrections),
    related: row.related,
    bodyStories: bodyStories(document),
    pictures,
    words: row.words,
    seoTitle: row.seoTitle,
    seoDescription: row.seoDescription,
    noindex: row.noindex,
  };
}

/** Ids of the stories that a text shows as cards. */
function bodyStories(document: NodeJson): string[] {
  const blocks = Array.isArray(document.content) ? document.content : [];
  return [
    ...new Set(
      blocks.flatMap((block) =>
        block.type === "relatedStory" && typeof block.attrs?.story === "string" ? [block.attrs.story] : [],
      ),
    ),
  ];
}

/** So many of the newest stories of each topic are compared: a topic of ten thousand stories is no reason to read them all. */
const sharingAmong = 40;

/**
 * "Read also": what an editor picked, then new stories that share most topics, then the newest of the section. Without the
 * story itself and those in `exclude` (shown as cards in the text); a picked story is shown even so.
 */
export async function listReadAlso(
  story: LiveStoryPage,
  limit: number,
  exclude: readonly string[],
): Promise<LiveCard[]> {
  const picked = await listByIds(story.related.filter((id) => id !== story.id).slice(0, Math.max(limit, 6)));
  if (picked.length >= limit) return picked;
  const reader = readerClient();
  const shown = [story.id, ...exclude, ...picked.map((card) => card.id)];
  const topics = story.topics.map((topic) => topic.id);
  const sharing =
    topics.length === 0
      ? []
      : await reader.$queryRaw<{ story_id: string }[]>`
          select s.story_id from topic t,
          lateral (
            select story_id, published_at from live_story_topic
            where topic_id = t.id and story_id <> all (${shown}::uuid[])
            order by published_at desc, story_id desc limit ${sharingAmong}
          ) s
          where t.id = any (${topics}::uuid[]) or t.alias_of_id = any (${topics}::uuid[])
          group by s.story_id order by count(*) desc, max(s.published_at) desc, s.story_id desc
          limit ${limit - picked.length}`;
  dependsOnSoon("latest");
  const ids = sharing.map((row) => row.story_id);
  if (picked.length + ids.length < limit) {
    const near = await reader.liveStory.findMany({
      where: { sectionId: story.section.id, storyId: { notIn: [...shown, ...ids] } },
      select: { storyId: true },
      orderBy: newestFirst,
      take: limit - picked.length - ids.length,
    });
    ids.push(...near.map((row) => row.storyId));
  }
  return [...picked, ...(await listByIds(ids))];
}
