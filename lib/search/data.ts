import type { SearchWord } from "#lib/document/search-words.ts";
import { Prisma, type Transaction } from "../postgres/app.ts";
import { readerClient } from "../postgres/reader.ts";
import { type Lexemes, loadStems, noStemmer, type Stems } from "../published/search/stem-data.ts";
import { maxRanked, planSearch, type SearchPlan, type Term, toTerm } from "./plan.ts";
import type { SearchQuery } from "./query.ts";
import type { Sort } from "./types.ts";

/** Timeout of one statement, in ms. */
const patience = 300;
/** A walk ends after this many hits, stories or ms. */
const maxWalked = { hits: 200, stories: 20_000, ms: 150 };
/** Stories in the first slice of a walk; each further slice is twice as long. */
const firstSlice = { best: 250, newest: 60 };
const maxSlice = 1_000;
export const pageSize = 20;
/** Maximum number of pages. Deeper pages of a walk would take too long; readers can narrow the dates instead. */
export const maxPages = 50;

export type SearchRequest = {
  query: SearchQuery;
  /** For each kind of filter, the lexemes of which a story must have at least one. */
  places: string[][];
  /** From the first instant up to, not including, the second; either may be open. */
  from: Date | null;
  to: Date | null;
  sort: Sort;
  page: number;
};

export type SearchResult = {
  /** Results on this page, in order. */
  ids: string[];
  /** Number of stories found; an estimate unless `isWhole`. */
  total: number;
  /** Whether every matching story was counted. */
  isWhole: boolean;
  /** How many of the newest stories (walk) or hits (index) were ranked; null: all. */
  newest: number | null;
  /** Number of available pages. */
  pages: number;
  /** Whether the search ran into a timeout: the hits found in time, newest first. */
  isLate: boolean;
  /** Lexemes with their number of hits, among the ranked ones. */
  places: Record<string, number>;
  terms: Term[];
};

type Reader = Pick<Transaction, "$queryRaw">;

/** A transaction with a statement timeout of `patience` ms and planner settings that force the index if required. */
const inTime = <T>(work: (tx: Reader) => Promise<T>): Promise<T> =>
  readerClient().$transaction(
    async (tx) => {
      await tx.$queryRaw`select set_config('statement_timeout', ${String(patience)}, true), set_config('enable_seqscan', 'off', true),
        set_config('jit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true), set_config('work_mem', '16MB', true)`;
      return work(tx);
    },
    { maxWait: 2_000, timeout: 5_000 },
  );

/** Whether PostgreSQL cancelled a statement after its timeout. */
const isTimeout = (error: unknown): boolean =>
  error instanceof Error && /57014|statement timeout|QueryCanceled/i.test(`${error.message} ${JSON.stringify(error)}`);

/** Stemmers of the published stories; each costs one index lookup. */
async function stemmersInUse(tx: Reader): Promise<string[]> {
  const rows = await tx.$queryRaw<{ stemmer: string }[]>`
    with recursive known as (
      (select stemmer from live_search order by stemmer limit 1)
      union all
      select (select s.stemmer from live_search s where s.stemmer > known.stemmer order by s.stemmer limit 1)
      from known where known.stemmer is not null
    ) select stemmer from known where stemmer is not null`;
  return rows.length > 0 ? rows.map(({ stemmer }) => stemmer) : [noStemmer];
}

/** The terms of a query in every language of the stories, because the language of the query is unknown. */
export async function loadTerms(tx: Reader, query: SearchQuery): Promise<Term[]> {
  const stemmers = await stemmersInUse(tx);
  const words = query.parts.flatMap((part) => [...part.words, ...part.joined.flat()]);
  const stems: Stems = await loadStems(tx, stemmers, words);
  const lexemes = (word: SearchWord): Lexemes[] => stemmers.map((stemmer) => stems(word, stemmer));
  return query.parts.map((part) => toTerm(part, lexemes));
}

/** The tsquery that stories which a query finds match; null where the query names no word to find. */
export const matchOf = (query: SearchQuery): Promise<string | null> =>
  inTime(async (tx) => planSearch(await loadTerms(tx, query), [], () => 0, 0)?.match ?? null);

async function loadPlan(tx: Reader, terms: readonly Term[], places: readonly string[][]) {
  const names = [...new Set(["", ...terms.flatMap((term) => term.names.flat()), ...places.flat()])];
  const rows = await tx.$queryRaw<{ lexeme: string; stories: number }[]>`
    select lexeme, stories from search_term where lexeme = any(${names}::text[])`;
  const known = new Map(rows.map(({ lexeme, stories }) => [lexeme, stories]));
  const total = known.get("") ?? 0;
  return { plan: planSearch(terms, places, (name) => known.get(name) ?? 0, total), total };
}

/** Finds stories. Null: the query is empty. */
export async function findStories(asked: SearchRequest): Promise<SearchResult | null> {
  let known: { terms: Term[]; plan: SearchPlan; total: number } | undefined;
  try {
    return await inTime(async (tx) => {
      const terms = await loadTerms(tx, asked.query);
      const { plan, total } = await loadPlan(tx, terms, asked.places);
      if (!plan) return null;
      known = { terms, plan, total };
      if (plan.way === "index") return { ...(await byIndex(tx, plan, asked)), terms };
      const walked = await walk(tx, plan, asked, total);
      // Common words that are rarely together: the index finds what the walk has missed.
      if (plan.isWalkOnly || walked.isWhole || walked.found >= pageSize) return { ...walked, terms };
      return { ...(await byIndex(tx, plan, asked)), terms };
    });
  } catch (error) {
    if (!isTimeout(error) || !known) throw error;
    const { terms, plan, total } = known;
    const newest = await inTime((tx) => walk(tx, plan, { ...asked, sort: "newest" }, total));
    return { ...newest, isLate: true, terms };
  }
}

/** An open end is omitted, because it would make PostgreSQL choose the index of dates. */
const range = ({ from, to }: SearchRequest) =>
  Prisma.sql`true ${from ? Prisma.sql`and published_at >= ${from}` : Prisma.empty} ${to ? Prisma.sql`and published_at < ${to}` : Prisma.empty}`;

/** The rank of a story between 0 and 1; age reduces it to half at most. */
const score = (rank: string) => Prisma.sql`
  ts_rank('{0.1, 0.3, 0.6, 1}', vector, ${rank}::tsquery, 1)
  * (0.5 + 0.5 * exp(-greatest(0, extract(epoch from now() - published_at))::float8 / 94608000))`;

type Row = { total: number; ids: string[]; places: Record<string, number> };

/** Finds all hits by the index and ranks the newest of them. */
export async function byIndex(
  tx: Reader,
  plan: SearchPlan,
  asked: SearchRequest,
): Promise<Omit<SearchResult, "terms">> {
  const skip = (asked.page - 1) * pageSize;
  const order =
    asked.sort === "best"
      ? Prisma.sql`score desc, published_at desc, story_id desc`
      : Prisma.sql`published_at desc, story_id desc`;
  const value = asked.sort === "best" ? score(plan.rank) : Prisma.sql`0::float8`;
  const [row] = await tx.$queryRaw<Row[]>`
    with hits as materialized (
      select story_id, published_at from (
        select story_id, published_at from live_search where vector @@ ${plan.match}::tsquery offset 0
      ) fits where ${range(asked)}
    ), newest as materialized (
      select story_id from hits order by published_at desc, story_id desc limit ${maxRanked}
    ), ranked as materialized (
      select s.story_id, s.published_at, s.places, ${value} as score from newest n join live_search s using (story_id)
    )
    select (select count(*) from hits)::int as total,
      coalesce((select json_agg(story_id) from (select story_id from ranked order by ${order} offset ${skip} limit ${pageSize}) p), '[]') as ids,
      coalesce((select json_object_agg(place, stories) from (
        select place, count(*) as stories from ranked, unnest(places) as place group by place order by 2 desc limit 200) f), '{}') as places`;
  const { total, ids, places } = row ?? { total: 0, ids: [], places: {} };
  return {
    ids,
    total,
    isWhole: true,
    newest: total > maxRanked ? maxRanked : null,
    pages: Math.ceil(Math.min(total, maxRanked) / pageSize),
    isLate: false,
    places,
  };
}

type Step = {
  looked: number;
  hits: { id: string; score: number; places: string[] }[];
  at: string | null;
  id: string | null;
};

/** Reads stories from the newest on, within the time limit. */
export async function walk(
  tx: Reader,
  plan: SearchPlan,
  asked: SearchRequest,
  total: number,
): Promise<Omit<SearchResult, "terms"> & { found: number }> {
  const began = performance.now();
  const isBest = asked.sort === "best";
  const wanted = isBest ? maxWalked.hits : asked.page * pageSize + 1;
  const value = isBest ? score(plan.rank) : Prisma.sql`0::float8`;
  const hits: Step["hits"] = [];
  let looked = 0;
  let last: { at: string; id: string } | null = null;
  let isWhole = false;
  let slice = firstSlice[asked.sort];
  while (hits.length < wanted && looked < maxWalked.stories && performance.now() - began < maxWalked.ms) {
    const after: Prisma.Sql = last
      ? Prisma.sql`and (published_at, story_id) < (${last.at}::text::timestamptz, ${last.id}::uuid)`
      : Prisma.empty;
    const [step]: Step[] = await tx.$queryRaw<Step[]>`
      with slice as materialized (
        select story_id, published_at, places, vector from live_search where ${range(asked)} ${after}
        order by published_at desc, story_id desc limit ${slice}
      )
      select (select count(*) from slice)::int as looked,
        coalesce((select json_agg(json_build_object('id', story_id, 'score', ${value}, 'places', places) order by published_at desc, story_id desc)
          from slice where vector @@ ${plan.match}::tsquery), '[]') as hits,
        o.at, o.id from (values (1)) one
        left join (select published_at::text as at, story_id::text as id from slice order by published_at, story_id limit 1) o on true`;
    if (!step) break;
    hits.push(...step.hits);
    looked += step.looked;
    if (step.looked < slice || step.at === null || step.id === null) {
      isWhole = true;
      break;
    }
    last = { at: step.at, id: step.id };
    slice = Math.min(maxSlice, slice * 2);
  }
  if (isBest) hits.sort((a, b) => b.score - a.score);
  const skip = (asked.page - 1) * pageSize;
  const estimate = isWhole
    ? hits.length
    : Math.max(hits.length, Math.round((hits.length / Math.max(1, looked)) * total));
  const there = isBest || isWhole ? hits.length : Math.max(hits.length, Math.min(estimate, maxPages * pageSize));
  const places: Record<string, number> = {};
  for (const hit of hits) for (const place of hit.places) places[place] = (places[place] ?? 0) + 1;
  return {
    ids: hits.slice(skip, skip + pageSize).map(({ id }) => id),
    total: estimate,
    isWhole,
    newest: isWhole || (!isBest && hits.length > 0) ? null : looked,
    pages: Math.ceil(there / pageSize),
    isLate: false,
    places,
    found: hits.length,
  };
}
