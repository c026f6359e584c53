// From the words of a query and how common they are to what PostgreSQL is asked for. Pure.
import type { Lexemes } from "../published/search/stem-data.ts";
import type { QueryPart } from "./query.ts";

/** A word in more than this share of the stories is found soonest by going through the newest. */
const commonShare = 0.05;
/** So few hits are ranked whole. */
export const mostRanked = 1_000;
/** What words have in common is more than chance: those beside the rarest count with the root of their share. */
const beside = 0.5;

/** A part of the query as lexemes: for each word, also of the other ways to write it, the names that it may have. */
export type Term = QueryPart & { names: string[][]; joinedNames: string[][][]; isStop: boolean };

export type SearchPlan = {
  /** A tsquery that hits fulfil. */
  match: string;
  /** A tsquery of the words alone, by which hits are ranked. */
  rank: string;
  /** "index": all hits by the index. "walk": through the newest stories, slice by slice. */
  way: "index" | "walk";
  /** The index would have to read too many vectors: what the walk has missed is not looked for. */
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
 * Words that say nothing by themselves need not be there, unless nothing else is asked for or they stand in quotes.
 * Null: nothing is asked for (only minus words, or nothing).
 * @param places for each kind of place that was chosen the lexemes of which one must be there
 * @param stories in how many stories a lexeme is, about; 0 for a rare one
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
    // Each other way to write the words finds at most as many stories as its rarest word is in.
    const more = joinedNames.reduce((sum, each) => sum + Math.min(...each.map(shareOf)), 0);
    return names.map((each, index) => (of[index]?.isOpen ? commonShare : Math.min(1, shareOf(each) + more)));
  });
  const shares = [...words, ...places.map(shareOf)].sort((a, b) => a - b);
  const [rarest = 0, ...others] = shares;
  const hasPhrase = needed.some(({ names }) => names.length > 1);
  const estimate = others.reduce((share, other) => share * other ** beside, rarest);
  // Of a phrase the index knows only that its words are there: each of these stories has to be read.
  const isCommon = hasPhrase ? rarest * total > mostRanked : estimate >= commonShare && estimate * total > mostRanked;
  return { match, rank, way: isCommon ? "walk" : "index", isWalkOnly: isCommon && hasPhrase };
}
