import { type Chain, chainsOf, joinedSpans, plainSigns, type WordPosition } from "./joined-words.ts";
import { spelledOut, withoutVariants } from "./spelling-variants.ts";
import { fold, standardForm } from "./text.ts";

/** A word as search knows it: in standard form for the stemmer, and without accents for who types none. */
export type SearchWord = {
  plain: string;
  folded: string;
  /** One letter of a script without spaces: it is found inside of longer words. */
  isOpen: boolean;
  /** With umlauts as two letters, "mueller" for "müller"; absent where that changes nothing. */
  spelled?: string;
  /** In a text: what this word and its neighbours are where others write them as one word. */
  joined?: SearchWord[];
};

/** Scripts that set no spaces between words, or glue particles to them: their runs are cut into overlapping pairs. */
const dense =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}";
const word = `(?:(?![${dense}])[\\p{L}\\p{N}])(?:(?![${dense}])[\\p{L}\\p{M}\\p{N}])*`;
const run = `(?=[\\p{L}\\p{N}])[${dense}](?:(?=[\\p{L}\\p{M}\\p{N}])[${dense}\\p{M}])*`;
const wordOrRun = new RegExp(`(${run})|${word}`, "gu");
/** Signs that are written or left out as one pleases: Hebrew points, Arabic vowels and the stretching of a line. */
const optionalSigns = /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670\u0640]/g;
/** Names from other languages are written in katakana with a dot between their words, or without. */
const dotsOfNames = /(?<=[\p{Script=Katakana}ー])[・･](?=\p{Script=Katakana})/gu;
/** "the mayor's" is about the mayor. */
const possessive = /'s(?![\p{L}\p{N}])/gu;
/** Longer words are cut: nobody looks for their ends. */
const longest = 40;

const toWord = (plain: string, isOpen = false): SearchWord => {
  const cut = plain.length > longest ? [...plain].slice(0, longest).join("") : plain;
  const spelled = spelledOut(cut);
  return { plain: cut, folded: withoutVariants(cut), isOpen, ...(spelled === cut ? {} : { spelled }) };
};

/** A letter with the marks on it. */
const lettersOf = (text: string): string[] => text.match(/\P{M}\p{M}*/gu) ?? [];

/** Each pair of neighbours, and the last letter alone, so that any letter is found as the beginning of something. */
function pairsOf(letters: readonly string[]): SearchWord[] {
  return letters.map((letter, index) => toWord(letter + (letters[index + 1] ?? "")));
}

/** The form in which words are looked for in a text or a query: dashes that join words are hyphens. */
export const searchForm = (text: string): string => standardForm(plainSigns(text).replace(dotsOfNames, ""));

/** A word of a text, or the pairs of a run. */
type Token = { words: SearchWord[]; place: WordPosition | null };

function tokensOf(text: string, kind: "text" | "query"): { tokens: Token[]; chains: Chain[] } {
  const standard = searchForm(text).replace(optionalSigns, "").replace(possessive, "");
  const tokens = [...standard.matchAll(wordOrRun)].map(({ 0: match, 1: inRun, index }): Token => {
    if (inRun === undefined) return { words: [toWord(match)], place: { from: index, to: index + match.length } };
    const letters = lettersOf(match);
    if (kind === "text") return { words: pairsOf(letters), place: null };
    if (letters.length === 1) return { words: [toWord(match, true)], place: null };
    return { words: pairsOf(letters).slice(0, -1), place: null };
  });
  return {
    tokens,
    chains: chainsOf(
      standard,
      tokens.map(({ place }) => place),
    ),
  };
}

/** The words from the first to the last index as one. */
const joinWords = (tokens: readonly Token[], first: number, last: number): SearchWord =>
  toWord(
    tokens
      .slice(first, last + 1)
      .map(({ words }) => words[0]?.plain ?? "")
      .join(""),
  );

/**
 * The words of a text in order. Dashes and apostrophes part words: "night-ferry" is two. What they join is known to the
 * first and the last of these words as well.
 * @param kind "query": a run of a script without spaces gives only its pairs, which must follow one another
 */
export function searchWords(text: string, kind: "text" | "query" = "text"): SearchWord[] {
  const { tokens, chains } = tokensOf(text, kind);
  if (kind === "query") return tokens.flatMap(({ words }) => words);
  const add = (index: number, joined: SearchWord) => {
    const word = tokens[index]?.words[0];
    if (word) word.joined = [...(word.joined ?? []), joined];
  };
  for (const chain of chains)
    for (const { first, last } of joinedSpans(chain, (index) => tokens[index]?.words[0]?.plain ?? "")) {
      const joined = joinWords(tokens, first, last);
      add(first, joined);
      add(last, joined);
    }
  return tokens.flatMap(({ words }) => words);
}

/**
 * Other ways to write the words of a query: with each apostrophe, abbreviation and number as one word, and with each
 * hyphenated word as one. Empty where nothing joins words.
 */
export function joinedQueries(text: string): SearchWord[][] {
  const { tokens, chains } = tokensOf(text, "query");
  const write = (spansOf: (chain: Chain) => { first: number; last: number }[]) => {
    const spans = new Map(chains.flatMap(spansOf).map(({ first, last }) => [first, last]));
    const words: SearchWord[] = [];
    for (let index = 0; index < tokens.length; index++) {
      const last = spans.get(index);
      if (last === undefined) words.push(...(tokens[index]?.words ?? []));
      else words.push(joinWords(tokens, index, last));
      index = last ?? index;
    }
    return words;
  };
  const ofUnits = write(({ units }) => units.filter(({ first, last }) => first < last));
  const whole = write(({ units }) => [{ first: units[0]?.first ?? 0, last: units.at(-1)?.last ?? 0 }]);
  const length = tokens.reduce((sum, { words }) => sum + words.length, 0);
  return [ofUnits, ...(whole.length < ofUnits.length ? [whole] : [])].filter((words) => words.length < length);
}

/** A piece of a text as it is written, with the words that it may be found by. */
export type SearchPiece = { from: number; to: number; words: SearchWord[] };

/** Most words are written in ASCII and are known at once. */
const wordsOf = (written: string): SearchWord[] =>
  /^[a-z\d]{1,40}$/i.test(written) ? [plainAscii(written.toLowerCase())] : searchWords(written);
const plainAscii = (plain: string): SearchWord => ({ plain, folded: plain, isOpen: false });

/**
 * The same words with where they stand in the text as it is written (UTF-16 units), for marking them; words that others
 * write as one are a piece before those of its parts.
 */
export function writtenPieces(text: string): SearchPiece[] {
  const matches = [...text.matchAll(wordOrRun)].map(({ 0: written, 1: inRun, index }) => ({
    written,
    isRun: inRun !== undefined,
    from: index,
    to: index + written.length,
  }));
  const writing = (index: number) => matches[index]?.written ?? "";
  const chains = chainsOf(
    plainSigns(text),
    matches.map((match) => (match.isRun ? null : match)),
  );
  const joined = new Map<number, SearchPiece[]>();
  for (const { first, last } of chains.flatMap((chain) => joinedSpans(chain, writing))) {
    const parts = matches.slice(first, last + 1);
    const [from, to] = [parts[0]?.from ?? 0, parts.at(-1)?.to ?? 0];
    const words = wordsOf(parts.map(({ written }) => written).join(""));
    joined.set(first, [...(joined.get(first) ?? []), { from, to, words }]);
  }
  return matches.flatMap(({ written, isRun, from, to }, index) => [
    ...(joined.get(index) ?? []),
    ...(isRun ? piecesOfRun(written, from) : [{ from, to, words: wordsOf(written) }]),
  ]);
}

function piecesOfRun(run: string, from: number): SearchPiece[] {
  const pieces: SearchPiece[] = [];
  const letters = lettersOf(run);
  let at = from;
  for (const [index, letter] of letters.entries()) {
    const pair = letter + (letters[index + 1] ?? "");
    pieces.push({ from: at, to: at + pair.length, words: [toWord(fold(pair))] });
    pieces.push({ from: at, to: at + letter.length, words: [toWord(fold(letter), true)] });
    at += letter.length;
  }
  return pieces;
}
