// Sections, topics and authors as filters of a search.

import { readerClient } from "../postgres/reader.ts";
import { dependsOn, dependsOnSoon } from "../press/context.ts";
import { placeLexeme } from "../published/search/mutations.ts";
import type { Choice, Facet, SearchKind } from "./types.ts";

/** A chosen filter with the lexemes of which a story must have one. */
export type Chosen = { choice: Choice; lexemes: string[] };

const named = { id: true, name: true, slug: true } as const;

/** The filter that an address names; null if there is none. A section includes its sub-sections; topics and authors include merged ones. */
export async function findChosen(kind: SearchKind, value: string): Promise<Chosen | null> {
  const reader = readerClient();
  if (kind === "section") {
    const row = await reader.section.findUnique({
      where: { path: `/${value}` },
      select: { id: true, name: true, children: { select: { id: true } } },
    });
    dependsOn("sections");
    if (!row) return null;
    const ids = [row.id, ...row.children.map(({ id }) => id)];
    return { choice: { id: row.id, name: row.name, value }, lexemes: ids.map((id) => placeLexeme(kind, id)) };
  }
  const select = { ...named, aliasOf: { select: named } } as const;
  const found =
    kind === "topic"
      ? await reader.topic.findUnique({ where: { slug: value }, select })
      : await reader.author.findUnique({ where: { slug: value }, select });
  if (!found) return null;
  const main = found.aliasOf ?? found;
  const where = { where: { aliasOfId: main.id }, select: { id: true } };
  const aliases = await (kind === "topic" ? reader.topic.findMany(where) : reader.author.findMany(where));
  dependsOn(`${kind}:${main.id}`);
  return {
    choice: { id: main.id, name: main.name, value: main.slug },
    lexemes: [main, ...aliases].map(({ id }) => placeLexeme(kind, id)),
  };
}

/** Topics or authors among the hits, most frequent first. @param counts hits by lexeme */
export async function listFacets(
  kind: "topic" | "author",
  counts: Readonly<Record<string, number>>,
  isWhole: boolean,
  limit: number,
): Promise<Facet[]> {
  const prefix = placeLexeme(kind, "");
  const ids = Object.keys(counts).flatMap((name) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : []));
  if (ids.length === 0) return [];
  const query = { where: { id: { in: ids } }, select: { ...named, aliasOf: { select: named } } } as const;
  const reader = readerClient();
  const rows = await (kind === "topic" ? reader.topic.findMany(query) : reader.author.findMany(query));
  const sums = new Map<string, Choice & { hits: number }>();
  for (const row of rows) {
    const { id, name, slug } = row.aliasOf ?? row;
    const known = sums.get(id);
    sums.set(id, { id, name, value: slug, hits: (known?.hits ?? 0) + (counts[placeLexeme(kind, row.id)] ?? 0) });
  }
  const facets = [...sums.values()].sort((a, b) => b.hits - a.hits || (a.name < b.name ? -1 : 1)).slice(0, limit);
  dependsOnSoon(...facets.map(({ id }) => `${kind}:${id}`));
  return facets.map(({ hits, ...choice }) => ({ ...choice, stories: isWhole ? hits : null }));
}
