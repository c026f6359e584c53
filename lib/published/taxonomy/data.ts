// Sections, topics and authors as readers see them.
import { authorPath, topicPath } from "#lib/addresses/paths.ts";
import type { PictureFacts } from "#lib/pictures/types.ts";
import { readerClient } from "#lib/postgres/reader.ts";
import { dependsOn, dependsOnSoon } from "#lib/press/context.ts";
import type { LiveAuthorPage, LiveSection, LiveTopic, Named, NavSection } from "#lib/published/types.ts";

const named = { id: true, name: true, path: true } as const;

/** All sections in the order of the navigation, sub-sections below their parents. */
export async function listSections(): Promise<NavSection[]> {
  const rows = await readerClient().section.findMany({
    select: { ...named, description: true, parentId: true },
    orderBy: [{ position: "asc" }, { id: "asc" }],
  });
  dependsOn("sections");
  const byId = new Map<string, NavSection>();
  for (const { parentId: _, ...row } of rows) byId.set(row.id, { ...row, children: [] });
  const top: NavSection[] = [];
  for (const row of rows) {
    const section = byId.get(row.id);
    const parent = row.parentId === null ? undefined : byId.get(row.parentId);
    if (section) (parent?.children ?? top).push(section);
  }
  return top;
}

const nameOf = ({ id, name, path }: Named): Named => ({ id, name, path });

/** The section at this path in the navigation, which `listSections` gave. */
export function sectionAt(sections: readonly NavSection[], path: string): LiveSection | null {
  for (const top of sections)
    for (const { children, ...section } of [top, ...top.children]) {
      if (section.path !== path) continue;
      dependsOn(`section:${section.id}`, "sections");
      return { ...section, parent: section.id === top.id ? null : nameOf(top), children: children.map(nameOf) };
    }
  return null;
}

export async function getSection(id: string): Promise<LiveSection | null> {
  const row = await readerClient().section.findUnique({
    where: { id },
    select: {
      ...named,
      description: true,
      parent: { select: named },
      children: { select: named, orderBy: [{ position: "asc" }, { id: "asc" }] },
    },
  });
  dependsOn(`section:${id}`, "sections");
  return row;
}

export type TaxonomyLookup<T> = { found: T } | { movedTo: string } | null;

/** A topic, or the path of the topic into which it was merged. */
export async function getTopic(id: string): Promise<TaxonomyLookup<LiveTopic>> {
  const reader = readerClient();
  const [row, aliases] = await Promise.all([
    reader.topic.findUnique({
      where: { id },
      select: { id: true, name: true, slug: true, description: true, aliasOf: { select: { slug: true } } },
    }),
    reader.topic.findMany({ where: { aliasOfId: id }, select: { id: true } }),
  ]);
  // Stories go on naming the topics that were merged into this one.
  dependsOn(...[{ id }, ...aliases].map((one) => `topic:${one.id}`));
  if (!row) return null;
  if (row.aliasOf) return { movedTo: topicPath(row.aliasOf.slug) };
  const { slug, aliasOf: _, ...topic } = row;
  return { found: { ...topic, path: topicPath(slug) } };
}

/** An author, or the path of the author into which this one was merged. */
export async function getAuthor(id: string): Promise<TaxonomyLookup<LiveAuthorPage>> {
  const reader = readerClient();
  const [row, aliases] = await Promise.all([
    reader.author.findUnique({
      where: { id },
      select: {
        id: true,
        name: true,
        slug: true,
        jobTitle: true,
        bio: true,
        portraitId: true,
        portraitFacts: true,
        aliasOf: { select: { slug: true } },
      },
    }),
    reader.author.findMany({ where: { aliasOfId: id }, select: { id: true } }),
  ]);
  dependsOn(...[{ id }, ...aliases].map((one) => `author:${one.id}`));
  if (!row) return null;
  if (row.aliasOf) return { movedTo: authorPath(row.aliasOf.slug) };
  const { slug, aliasOf: _, portraitId, portraitFacts, ...author } = row;
  const portrait =
    portraitId && portraitFacts ? { id: portraitId, facts: portraitFacts as unknown as PictureFacts } : null;
  return { found: { ...author, portrait, path: authorPath(slug) } };
}

/** Topics that most of the newest stories have, the most frequent first; each must have at least two of them. */
export async function listTopicsOfTheDay(limit: number, stories = 60): Promise<Named[]> {
  const rows = await readerClient().$queryRaw<{ id: string; name: string; slug: string }[]>`
    select t.id, t.name, t.slug
    from (select story_id from live_story where listed order by published_at desc, story_id desc limit ${stories}) s
    join live_story_topic l on l.story_id = s.story_id
    join topic own on own.id = l.topic_id
    join topic t on t.id = coalesce(own.alias_of_id, own.id)
    group by t.id, t.name, t.slug having count(distinct l.story_id) > 1
    order by count(distinct l.story_id) desc, max(l.published_at) desc, t.name limit ${limit}`;
  dependsOnSoon("latest", ...rows.map((row) => `topic:${row.id}`));
  return rows.map(({ id, name, slug }) => ({ id, name, path: topicPath(slug) }));
}
