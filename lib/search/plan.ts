// Turns the words of a query and their frequency into a PostgreSQL query. Pure.
import type { Lexemes } from "../published/search/stem-data.ts";
import type { QueryPart } from "./query.ts";

/** A word in more than this share of the stories is found fastest by walking through the newest. */
const commonShare = 0.05;
/** Maximum number of hits that are all ranked. */
export const maxRanked = 1_000;
/** Words occur together more often than chance: each word after the rarest counts with the root of its share. */
const beside = 0.5;

/** A part of the query as lexemes: for each word, in each of its spellings, the forms that it may have. */
export type Term = QueryPart & { names: string[][]; joinedNames: string[][][]; isStop: boolean };

export type SearchPlan = {
  /** A tsquery that hits must match. */
  match: string;
  /** A tsquery of the words only, for ranking. */
  rank: string;
  /** "index": find all hits by the index. "walk": read the newest stories, slice by slice. */
  way: "index" | "walk";
  /** Whether the index would have to read too many vectors, so that what the walk misses is not searched for. */
  isWalkOnly: boolean;
};

const namesOf = (ways: readonly Lexemes[]): string[] => [...new Set(ways.flatMap(({ names }) => names))];

export const toTerm = (part: QueryPart, lexemes: (word: QueryPart["words"][number]) => Lexemes[]): Term => {
  const words = part.words.map(lexemes);
  return {
    ...part,
    names: words.map(namesOf),
    joinedNames: part.joined.map((each) => each.map((word) => namesOf(lexemes(word)))),
    isStop: words.length === 1 && words.every((ways) => ways.some(({ isStop }) => isStop)),
  };
};

const quoted = (lexeme: string): string => `'${lexeme.replace(/['\\]/g, "$&$&")}'`;
const any = (names: readonly string[], open = false): string =>
  `(${names.map((name) => quoted(name) + (open ? ":*" : "")).join(" | ")})`;
const termQuery = ({ words, names, joined, joinedNames }: Term): string => {
  const ways = [{ words, names }, ...joinedNames.map((each, index) => ({ words: joined[index] ?? [], names: each }))];
  const queries = ways.map(
    (way) => `(${way.names.map((each, index) => any(each, way.words[index]?.isOpen)).join(" <-> ")})`,
  );
  return queries.length > 1 ? `(${queries.join(" | ")})` : (queries[0] ?? "");
};

/**
 * Stop words are not required, unless the query has no other words or they are in quotes.
 * Null: the query is empty or has only excluded words.
 * @param places for each kind of filter, the lexemes of which a story must have one
 * @param stories returns the approximate number of stories with a lexeme; 0 for a rare one
 */
export function planSearch(
  terms: readonly Term[],
  places: readonly (readonly string[])[],
  stories: (lexeme: string) => number,
  total: number,
): SearchPlan | null {
  const wanted = terms.filter(({ isMinus }) => !isMinus);
  const telling = wanted.filter(({ isStop, isQuoted }) => !isStop || isQuoted);
  const needed = telling.length > 0 ? telling : wanted;
  if (needed.length === 0) return null;
  const rank = needed.map(termQuery).join(" & ");
  const minus = terms.filter(({ isMinus }) => isMinus).map((term) => `!${termQuery(term)}`);
  const match = [rank, ...places.map((names) => any(names)), ...minus].join(" & ");

  const shareOf = (names: readonly string[]) =>
    Math.min(1, names.reduce((sum, name) => sum + stories(name), 0) / Math.max(1, total));
  const words = needed.flatMap(({ names, words: of, joinedNames }) => {
    // Each alternative spelling finds at most as many stories as its rarest word.
    const more = joinedNames.reduce((sum, each) => sum + Math.min(...each.map(shareOf)), 0);
    return names.map((each, index) => (of[index]?.isOpen ? commonShare : Math.min(1, shareOf(each) + more)));
  });
  const shares = [...words, ...places.map(shareOf)].sort((a, b) => a - b);
  const [rarest = 0, ...others] = shares;
  const hasPhrase = needed.some(({ names }) => names.length > 1);
  const estimate = others.reduce((share, other) => share * other ** beside, rarest);
  // The index knows only that the words of a phrase occur, so each of these stories must be read.
  const isCommon = hasPhrase ? rarest * total > maxRanked : estimate >= commonShare && estimate * total > maxRanked;
  return { match, rank, way: isCommon ? "walk" : "index", isWalkOnly: isCommon && hasPhrase };
}
