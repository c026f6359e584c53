// Which published stories a request of the read API wants, in the order of time.
import { isId } from "../ids.ts";
import { Prisma } from "../postgres/app.ts";
import { readerClient } from "../postgres/reader.ts";
import { dependsOn } from "../press/context.ts";

/** The ids of a section with its sub-sections, or of a topic or an author with those that were merged into it. */
export type StoryChoice = { id: string; ids: readonly string[] };

const kinds = { section: "section", topic: "topic", author: "author" } as const;
export type StoryChoiceKind = keyof typeof kinds;

/** What a filter names by its id or path; null if there is none. */
export async function findChoice(kind: StoryChoiceKind, value: string): Promise<StoryChoice | null> {
  const reader = readerClient();
  if (kind === "section") {
    dependsOn("sections");
    const section = await reader.section.findUnique({
      where: isId(value) ? { id: value } : { path: `/${value.replace(/^\/+|\/+$/g, "")}` },
      select: { id: true, children: { select: { id: true } } },
    });
    return section && { id: section.id, ids: [section.id, ...section.children.map(({ id }) => id)] };
  }
  const where = isId(value) ? { id: value } : { slug: value.replace(/^\/?(?:topics|authors)\//, "") };
  const found =
    kind === "topic"
      ? await reader.topic.findUnique({ where, select: { id: true, aliasOfId: true } })
      : await reader.author.findUnique({ where, select: { id: true, aliasOfId: true } });
  if (!found) {
    dependsOn(isId(value) ? `${kind}:${value}` : `address:/${kind}s/${where.slug}`);
    return null;
  }
  const id = found.aliasOfId ?? found.id;
  const merged = { where: { aliasOfId: id }, select: { id: true } };
  const aliases = await (kind === "topic" ? reader.topic.findMany(merged) : reader.author.findMany(merged));
  const ids = [id, ...aliases.map((alias) => alias.id)];
  dependsOn(...ids.map((one) => `${kind}:${one}`));
  return { id, ids };
}

/** Whether a story that is not live was published once. */
export async function wasTakenDown(id: string): Promise<boolean> {
  dependsOn(`story:${id}`);
  const address = await readerClient().address.findFirst({
    where: { target: id, kind: "GONE" },
    select: { path: true },
  });
  return address !== null;
}

export type StoryFilter = {
  choices: Partial<Record<StoryChoiceKind, StoryChoice>>;
  language: string | null;
  from: Date | null;
  to: Date | null;
  /** The last story of the page before. */
  after: { at: Date; id: string } | null;
  limit: number;
};

export type ListedStory = { id: string; at: Date };

const members = { topic: Prisma.sql`live_story_topic`, author: Prisma.sql`live_story_author` };
const keys = { topic: Prisma.sql`topic_id`, author: Prisma.sql`author_id` };

const isIn = (kind: "topic" | "author", { ids }: StoryChoice) =>
  Prisma.sql`exists (select from ${members[kind]} m where m.story_id = l.story_id and m.${keys[kind]} = any (${ids}::uuid[]))`;

/**
 * The ids of stories that fit, newest first. Each topic, author or section has an index in this order, so a page costs the
 * same in a paper of any size; what else is asked for is checked story by story.
 */
export async function listStoryIds(filter: StoryFilter): Promise<ListedStory[]> {
  const { choices, language, from, to, after, limit } = filter;
  const { section, topic, author } = choices;
  const conditions = [
    Prisma.sql`l.listed`,
    ...(section ? [Prisma.sql`l.section_id = any (${section.ids}::uuid[])`] : []),
    ...(topic && author ? [isIn("author", author)] : []),
    ...(language
      ? [
          Prisma.sql`(lower(l.language) = lower(${language}) or starts_with(lower(l.language), lower(${language}) || '-'))`,
        ]
      : []),
  ];
  const where = Prisma.join(conditions, " and ");
  const range = (row: Prisma.Sql) =>
    Prisma.sql`true ${from ? Prisma.sql`and ${row}.published_at >= ${from}` : Prisma.empty}
      ${to ? Prisma.sql`and ${row}.published_at < ${to}` : Prisma.empty}
      ${after ? Prisma.sql`and (${row}.published_at, ${row}.story_id) < (${after.at}, ${after.id}::uuid)` : Prisma.empty}`;
  const order = Prisma.sql`order by published_at desc, story_id desc limit ${limit}`;
  const term = topic ? ("topic" as const) : author ? ("author" as const) : null;
  const choice = topic ?? author ?? section;
  const rows = await readerClient().$queryRaw<{ story_id: string; published_at: Date }[]>`${
    term && choice
      ? Prisma.sql`select story_id, published_at from (
          select distinct s.story_id, s.published_at from unnest(${choice.ids}::uuid[]) as place(id), lateral (
            select m.story_id, m.published_at from ${members[term]} m join live_story l on l.story_id = m.story_id
            where m.${keys[term]} = place.id and m.listed and ${range(Prisma.sql`m`)} and ${where}
            order by m.published_at desc, m.story_id desc limit ${limit}
          ) s) found ${order}`
      : choice
        ? Prisma.sql`select s.story_id, s.published_at from unnest(${choice.ids}::uuid[]) as place(id), lateral (
            select l.story_id, l.published_at from live_story l
            where l.section_id = place.id and ${range(Prisma.sql`l`)} and ${where} ${order}
          ) s ${order}`
        : Prisma.sql`select l.story_id, l.published_at from live_story l where ${range(Prisma.sql`l`)} and ${where} ${order}`
  }`;
  if (!choice) dependsOn("latest");
  else if (!term) dependsOn(...choice.ids.map((id) => `section:${id}`));
  return rows.map((row) => ({ id: row.story_id, at: row.published_at }));
}
