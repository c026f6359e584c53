// Whole live stories, for their own pages and for feeds.
import { topicPath } from "#lib/addresses/paths.ts";
import { type PublishedFields, pickPublished, publishedSelect } from "#lib/document/field-rules.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { linkedStories } from "#lib/document/story-links.ts";
import { readMedia } from "#lib/media/data.ts";
import type { Prisma } from "#lib/postgres/app.ts";
import { readerClient } from "#lib/postgres/reader.ts";
import { dependsOn, dependsOnSoon } from "#lib/press/context.ts";
import { bylineSelect, cardSelect, named, newestFirst, shownBadge } from "./card-data.ts";
import { readCorrections, resolveAuthors } from "./cards.ts";
import type { LiveCollection } from "./collections/data.ts";
import { findFallbacks } from "./fallback-data.ts";
import { type Fallback, hasHiddenPicture, withFallback } from "./fallback-policy.ts";
import { idsBySections, idsByTerm } from "./list-data.ts";
import { withShared } from "./shared-data.ts";
import type { LiveAuthor, LiveSection, LiveStoryPage, LiveTopic, Named } from "./types.ts";

/** Does not compile for a field that names a column which the table does not have. */
const fieldSelect: Record<StoryColumn<keyof PublishedFields<"STORY">>, true> = publishedSelect("STORY");
type StoryColumn<Name extends keyof Prisma.LiveStorySelect> = Name;

const storySelect = {
  ...cardSelect,
  ...fieldSelect,
  translationOf: true,
  document: true,
  corrections: true,
  words: true,
  versions: true,
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
  media: { select: { mediaId: true, facts: true } },
} satisfies Prisma.LiveStorySelect;
type StoryRow = Prisma.LiveStoryGetPayload<{ select: typeof storySelect }>;

/** A live story whole; null when it is not live. */
export async function getLiveStory(id: string): Promise<LiveStoryPage | null> {
  const row = await readerClient().liveStory.findUnique({ where: { storyId: id }, select: storySelect });
  dependsOn(`story:${id}`);
  return row ? ((await toStories([row]))[0] ?? null) : null;
}

/** The live story at a path as it is stored; null where there is something else, or nothing. */
export async function findLiveStoryAt(path: string): Promise<LiveStoryPage | null> {
  const row = await readerClient().liveStory.findUnique({ where: { path }, select: storySelect });
  dependsOn(`address:${path}`);
  if (row) dependsOn(`story:${row.storyId}`);
  return row ? ((await toStories([row]))[0] ?? null) : null;
}

/** What has a list of stories; null for the whole paper. A section includes its sub-sections. */
export type ListPlace =
  | { kind: "section"; section: LiveSection }
  | { kind: "topic"; topic: LiveTopic }
  | { kind: "author"; author: LiveAuthor }
  | { kind: "collection"; collection: LiveCollection }
  | null;

/** The newest stories whole, for feeds. */
export async function listWhole(limit: number, place: ListPlace): Promise<LiveStoryPage[]> {
  const rows = await readerClient().liveStory.findMany({
    where: { ...(await whereIn(place, limit)), listed: true },
    select: storySelect,
    orderBy: newestFirst,
    take: limit,
  });
  dependsOn(...rows.map((row) => `story:${row.storyId}`));
  return toStories(rows);
}

/** The live ones of these stories whole, in the order of the ids. */
export async function listStoriesById(ids: readonly string[]): Promise<LiveStoryPage[]> {
  if (ids.length === 0) return [];
  const rows = await readerClient().liveStory.findMany({ where: { storyId: { in: [...ids] } }, select: storySelect });
  dependsOn(...ids.map((id) => `story:${id}`));
  const place = new Map(ids.map((id, index) => [id, index]));
  return toStories(rows.sort((a, b) => (place.get(a.storyId) ?? 0) - (place.get(b.storyId) ?? 0)));
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
  if (place.kind === "collection") return { storyId: { in: place.collection.storyIds } };
  const { id } = place.kind === "topic" ? place.topic : place.author;
  return { storyId: { in: await idsByTerm(place.kind, id, limit) } };
}

async function toStories(rows: readonly StoryRow[]): Promise<LiveStoryPage[]> {
  const fallbackOf = await findFallbacks(rows.filter(hasHiddenPicture).map(({ section }) => section.id));
  // Written by `writeLive` alone; the pages check all of it as they read it.
  const documents = await withShared(rows.map(({ document }) => document as unknown as NodeJson));
  return rows.map((row, index) =>
    toStory(row, documents[index] ?? { type: "doc" }, hasHiddenPicture(row) ? fallbackOf(row.section.id) : null),
  );
}

function toStory(row: StoryRow, stored: NodeJson, fallback: Fallback | null): LiveStoryPage {
  const { parent, ...section } = row.section;
  const { document, pictures, picture, caption, credit } = withFallback({ ...row, document: stored }, fallback);
  const topics = new Map<string, Named>();
  for (const { topic } of row.topics) {
    const { id, name, slug } = topic.aliasOf ?? topic;
    topics.set(id, { id, name, path: topicPath(slug) });
  }
  const authors = resolveAuthors(row.authors.map(({ author }) => author));
  dependsOnSoon(...[...topics.keys()].map((id) => `topic:${id}`), ...authors.map(({ id }) => `author:${id}`));
  return {
    ...pickPublished("STORY", row),
    id: row.storyId,
    path: row.path,
    headline: row.headline,
    kicker: row.kicker,
    standfirst: row.standfirst,
    badge: shownBadge(row),
    translationOf: row.translationOf,
    section,
    trail: parent ? [parent, section] : [section],
    authors: authors.map(({ id, name, path, jobTitle, bio }) => ({ id, name, path, jobTitle, bio })),
    topics: [...topics.values()],
    publishedAt: row.publishedAt,
    updatedAt: row.updatedAt,
    picture,
    pictureCaption: caption,
    pictureCredit: credit,
    document,
    corrections: readCorrections(row.corrections),
    bodyStories: bodyStories(document),
    pictures,
    media: readMedia(row.media),
    words: row.words,
    versions: row.versions,
  };
}

/** Ids of the stories that a text shows as cards or links to. */
export function bodyStories(document: NodeJson): string[] {
  const blocks = Array.isArray(document.content) ? document.content : [];
  return [
    ...new Set([
      ...blocks
        .flatMap((block) => (block.type === "series" && Array.isArray(block.content) ? block.content : [block]))
        .flatMap((block) =>
          block.type === "relatedStory" && typeof block.attrs?.story === "string" ? [block.attrs.story] : [],
        ),
      ...linkedStories(document),
    ]),
  ];
}
