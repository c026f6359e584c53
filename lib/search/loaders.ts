import "server-only";
import { answer, dependsOnSoon, foundNothing, goodUntil, keepInMemoryOnly } from "../press/context.ts";
import { findPromoted } from "../promotions/data.ts";
import { maxTerm } from "../promotions/policy.ts";
import { termOf } from "../promotions/schema.ts";
import { isPeriod } from "../published/archive/data.ts";
import { listLatest } from "../published/card-data.ts";
import { placeLexeme } from "../published/search/mutations.ts";
import type { NavSection } from "../published/types.ts";
import { loadSiteChrome } from "../reading/site-chrome-loaders.ts";
import { dateParts, startOfDay } from "../times.ts";
import { findStories, type SearchResult } from "./data.ts";
import { listHits } from "./hit-data.ts";
import { findChosen, listFacets } from "./place-data.ts";
import { parseQuery, writeQuery } from "./query.ts";
import { type SearchAddress, searchHref, searchSchema } from "./schema.ts";
import { proposeSpelling } from "./spelling-data.ts";
import type { Choice, Facet, SearchKind } from "./types.ts";

/** With fewer hits than this, the query may be mistyped. */
const little = 3;
const facetsShown = 6;
const latestShown = 6;
const day = 24 * 3_600_000;

/** Date filters, as days of the newsroom. */
export type When = { name: string; from: string; to: string };

const dayIn = (at: number, zone: string): string => Object.values(dateParts(new Date(at), zone)).join("-");

/** Valid until the newsroom's day ends. */
function timesBefore(zone: string): When[] {
  const now = Date.now();
  goodUntil(startOfDay(dayIn(startOfDay(dayIn(now, zone), zone).getTime() + 1.5 * day, zone), zone));
  const ago = (days: number) => dayIn(now - days * day, zone);
  return [
    { name: "Any time", from: "", to: "" },
    { name: "Past week", from: ago(7), to: "" },
    { name: "Past month", from: ago(30), to: "" },
    { name: "Past year", from: ago(365), to: "" },
    { name: "Older", from: "", to: ago(366) },
  ];
}

/** The first instant of a day, or of the day after; null if the day is invalid. */
function instantOf(date: string, zone: string, after = 0): Date | null {
  if (date === "" || !isPeriod(date)) return null;
  const next = after === 0 ? date : new Date(Date.parse(`${date}T12:00:00Z`) + day).toISOString().slice(0, 10);
  return startOfDay(next, zone);
}

/** Loads the search page of an address. The page is marked as not worth caching on disk. */
export async function loadSearch(path: string, given: Readonly<Record<string, string>>) {
  const chrome = await loadSiteChrome();
  const asked: SearchAddress = searchSchema.parse(given);
  keepInMemoryOnly();
  dependsOnSoon("latest");
  if (path !== "/search") answer(301, searchHref(asked, { page: asked.page }));

  const zone = chrome.paper.timeZone;
  const chosen = await loadChosen(asked);
  const query = parseQuery(asked.q);
  const isEmpty = !query.parts.some(({ isMinus }) => !isMinus);
  const found = isEmpty
    ? null
    : await findStories({
        query,
        places: Object.values(chosen).map(({ lexemes }) => lexemes),
        from: instantOf(asked.from, zone),
        to: instantOf(asked.to, zone, 1),
        sort: asked.sort,
        page: asked.page,
      });
  if (!found) {
    const latest = await listLatest(latestShown);
    return { ...chrome, kind: "asking" as const, asked, isMinusOnly: query.parts.length > 0, latest };
  }
  const term = termOf(asked.q);
  const isPlain = isFirstAndWhole(asked) && query.parts.every(({ isMinus }) => !isMinus);
  const promoted = isPlain ? await findPromoted(term, new Date()) : null;
  const isNothing = found.total === 0 && found.isWhole && !found.isLate;
  if (isPlain && isNothing && !promoted && term.length <= maxTerm) foundNothing(term);
  const hits = await listHits(
    found.ids.filter((id) => promoted?.kind !== "STORY" || promoted.card.id !== id),
    found.terms,
  );
  const isAll = found.isWhole && found.newest === null;
  const [topics, authors] = await Promise.all([
    listFacets("topic", found.places, isAll, facetsShown),
    listFacets("author", found.places, isAll, facetsShown),
  ]);
  return {
    ...chrome,
    kind: "found" as const,
    asked,
    isCut: query.isCut,
    found,
    hits,
    promoted,
    chosen: Object.fromEntries(Object.entries(chosen).map(([kind, { choice }]) => [kind, choice])) as Partial<
      Record<SearchKind, Choice>
    >,
    topics,
    authors,
    inSections: isAll ? sectionFacets(chrome.sections, found) : chrome.sections.map(plainSection),
    whens: timesBefore(zone),
    latest: hits.length === 0 ? await listLatest(latestShown) : [],
    didYouMean: found.total < little && found.isWhole ? await loadSpelling(found) : null,
  };
}
export type SearchPage = Awaited<ReturnType<typeof loadSearch>>;

/** Whether this is the first page of a search in everything. */
const isFirstAndWhole = ({ section, topic, author, from, to, page }: SearchAddress): boolean =>
  page === 1 && [section, topic, author, from, to].every((value) => value === "");

async function loadChosen(asked: SearchAddress) {
  const kinds = ["section", "topic", "author"] as const;
  const found = await Promise.all(kinds.map((kind) => (asked[kind] ? findChosen(kind, asked[kind]) : null)));
  return Object.fromEntries(kinds.flatMap((kind, index) => (found[index] ? [[kind, found[index]] as const] : [])));
}

const plainSection = ({ id, name, path }: NavSection): Facet => ({ id, name, value: path.slice(1), stories: null });

function sectionFacets(sections: readonly NavSection[], { places }: SearchResult): Facet[] {
  return sections.flatMap((section) => {
    const ids = [section.id, ...section.children.map(({ id }) => id)];
    const stories = ids.reduce((sum, id) => sum + (places[placeLexeme("section", id)] ?? 0), 0);
    return stories > 0 ? [{ ...plainSection(section), stories }] : [];
  });
}

/** Another spelling of the query that finds more. */
async function loadSpelling({ terms, total }: SearchResult): Promise<string | null> {
  const parts = await proposeSpelling(terms);
  if (!parts) return null;
  const q = writeQuery(parts);
  const better = await findStories({
    query: parseQuery(q),
    places: [],
    from: null,
    to: null,
    sort: "newest",
    page: 1,
  });
  return better && better.total > total ? q : null;
}
