// What a link in a story may lead to, found by words.
import type { Actor } from "../actor.ts";
import { authorPath, topicPath } from "../addresses/paths.ts";
import { appClient } from "../postgres/app.ts";
import { literally } from "../postgres/pattern.ts";
import { findStories as searchPublished } from "../search/data.ts";
import { parseQuery } from "../search/query.ts";
import { listNameable } from "./data.ts";
import { findStories } from "./list-data.ts";

export type LinkTarget = { kind: "story" | "section" | "topic" | "author"; id: string; name: string; path: string };

/** Stories are found by headline, authors and address first, then by their text. */
const maxStories = 12;
const maxOthers = 5;

/** Stories that hold the words anywhere in their text, the best first. */
async function storiesByText(actor: Actor, query: string): Promise<LinkTarget[]> {
  const found = await searchPublished({
    query: parseQuery(query),
    places: [],
    from: null,
    to: null,
    sort: "best",
    page: 1,
  });
  const ids = (found?.ids ?? []).slice(0, maxStories);
  const known = new Map((await listNameable(appClient(), actor, ids)).map((story) => [story.id, story]));
  return ids.flatMap((id) => {
    const story = known.get(id);
    return story?.path ? [{ kind: "story" as const, id, name: story.headline, path: story.path }] : [];
  });
}

async function stories(actor: Actor, query: string): Promise<LinkTarget[]> {
  const named = (await findStories(actor, query, true)).flatMap(({ id, headline, path }) =>
    path === null ? [] : [{ kind: "story" as const, id, name: headline, path }],
  );
  if (named.length >= maxStories || query.includes("/")) return named.slice(0, maxStories);
  const known = new Set(named.map(({ id }) => id));
  const byText = await storiesByText(actor, query);
  return [...named, ...byText.filter(({ id }) => !known.has(id))].slice(0, maxStories);
}

/** Published stories, sections, topics and authors that a query finds, each kind the best first. An empty query finds nothing. */
export async function findLinkTargets(actor: Actor, query: string): Promise<LinkTarget[]> {
  if (query === "") return [];
  const named = { name: { contains: literally(query), mode: "insensitive" } } as const;
  const order = { orderBy: { name: "asc" }, take: maxOthers } as const;
  const select = { id: true, name: true, slug: true } as const;
  const [ofStories, sections, topics, authors] = await Promise.all([
    stories(actor, query),
    appClient().section.findMany({ where: named, ...order, select: { id: true, name: true, path: true } }),
    appClient().topic.findMany({ where: { ...named, aliasOfId: null }, ...order, select }),
    appClient().author.findMany({ where: { ...named, aliasOfId: null }, ...order, select }),
  ]);
  return [
    ...ofStories,
    ...sections.map(({ id, name, path }) => ({ kind: "section" as const, id, name, path })),
    ...topics.map(({ id, name, slug }) => ({ kind: "topic" as const, id, name, path: topicPath(slug) })),
    ...authors.map(({ id, name, slug }) => ({ kind: "author" as const, id, name, path: authorPath(slug) })),
  ];
}
