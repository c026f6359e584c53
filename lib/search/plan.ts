// From the words of a query and how common they are to what PostgreSQL is asked for. Pure.
import type { Lexemes } from "../live/stem-data.ts";
import type { Part } from "./query.ts";

/** A word in more than this share of the stories is found soonest by going through the newest. */
const commonShare = 0.05;
/** So few hits are ranked whole. */
export const mostRanked = 1_000;
/** What words have in common is more than chance: those beside the rarest count with the root of their share. */
const beside = 0.5;

/** A part of the query as lexemes: for each word the names that it may have. */
export type Term = Part & { names: string[][]; isStop: boolean };

export type Plan = {
  /** A tsquery that hits fulfil. */
  match: string;
  /** A tsquery of the words alone, by which hits are ranked. */
  rank: string;
  /** "index": all hits by the index. "walk": through the newest stories, slice by slice. */
  way: "index" | "walk";
  /** The index would have to read too many vectors: what the walk has missed is not looked for. */
  isWalkOnly: boolean;
};

export const toTerm = (part: Part, lexemes: (word: Part["words"][number]) => Lexemes[]): Term => {
  const words = part.words.map(lexemes);
  return {
    ...part,
    names: words.map((ways) => [...new Set(ways.flatMap(({ names }) => names))]),
    isStop: words.length === 1 && words.every((ways) => ways.some(({ isStop }) => isStop)),
  };
};

const quoted = (lexeme: string): string => `'${lexeme.replace(/['\\]/g, "$&$&")}'`;
const any = (names: readonly string[], open = false): string =>
  `(${names.map((name) => quoted(name) + (open ? ":*" : "")).join(" | ")})`;
const termQuery = ({ words, names }: Term): string =>
  `(${names.map((each, index) => any(each, words[index]?.isOpen)).join(" <-> ")})`;

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
): Plan | null {
  const wanted = terms.filter(({ isMinus }) => !isMinus);
  const telling = wanted.filter(({ isStop, isQuoted }) => !isStop || isQuoted);
  const needed = telling.length > 0 ? telling : wanted;
  if (needed.length === 0) return null;
  const rank = needed.map(termQuery).join(" & ");
  const minus = terms.filter(({ isMinus }) => isMinus).map((term) => `!${termQuery(term)}`);
  const match = [rank, ...places.map((names) => any(names)), ...minus].join(" & ");

  const shareOf = (names: readonly string[]) =>
    Math.min(1, names.reduce((sum, name) => sum + stories(name), 0) / Math.max(1, total));
  const words = needed.flatMap(({ names, words: of }) =>
    names.map((each, index) => (of[index]?.isOpen ? commonShare : shareOf(each))),
  );
  const shares = [...words, ...places.map(shareOf)].sort((a, b) => a - b);
  const [rarest = 0, ...others] = shares;
  const hasPhrase = needed.some(({ names }) => names.length > 1);
  const estimate = others.reduce((share, other) => share * other ** beside, rarest);
  // Of a phrase the index knows only that its words are there: each of these stories has to be read.
  const isCommon = hasPhrase ? rarest * total > mostRanked : estimate >= commonShare && estimate * total > mostRanked;
  return { match, rank, way: isCommon ? "walk" : "index", isWalkOnly: isCommon && hasPhrase };
}
