import { fold, standardForm, withoutAccents } from "./text.ts";

/** A word as search knows it: in standard form for the stemmer, and without accents for who types none. */
export type SearchWord = {
  plain: string;
  folded: string;
  /** One letter of a script without spaces: it is found inside of longer words. */
  isOpen: boolean;
};

/** Scripts that set no spaces between words, or glue particles to them: their runs are cut into overlapping pairs. */
const dense =
  "\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}ー\\p{Script=Hangul}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}";
const word = `(?:(?![${dense}])[\\p{L}\\p{N}])(?:(?![${dense}])[\\p{L}\\p{M}\\p{N}])*`;
const run = `(?=[\\p{L}\\p{N}])[${dense}](?:(?=[\\p{L}\\p{M}\\p{N}])[${dense}\\p{M}])*`;
const wordOrRun = new RegExp(`(${run})|${word}`, "gu");
/** Signs that are written or left out as one pleases: Hebrew points, Arabic vowels and the stretching of a line. */
const optionalSigns = /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670\u0640]/g;
/** "the mayor's" is about the mayor. */
const possessive = /'s(?![\p{L}\p{N}])/gu;
/** Longer words are cut: nobody looks for their ends. */
const longest = 40;

const toWord = (plain: string, isOpen = false): SearchWord => {
  const cut = plain.length > longest ? [...plain].slice(0, longest).join("") : plain;
  return { plain: cut, folded: withoutAccents(cut), isOpen };
};

/** A letter with the marks on it. */
const lettersOf = (text: string): string[] => text.match(/\P{M}\p{M}*/gu) ?? [];

/** Each pair of neighbours, and the last letter alone, so that any letter is found as the beginning of something. */
function pairsOf(letters: readonly string[]): SearchWord[] {
  return letters.map((letter, index) => toWord(letter + (letters[index + 1] ?? "")));
}

/**
 * The words of a text in order. Dashes and apostrophes part words: "night-ferry" is two.
 * @param kind "query": a run of a script without spaces gives only its pairs, which must follow one another
 */
export function searchWords(text: string, kind: "text" | "query" = "text"): SearchWord[] {
  const found: SearchWord[] = [];
  const standard = standardForm(text).replace(optionalSigns, "").replace(possessive, "");
  for (const [match, inRun] of standard.matchAll(wordOrRun)) {
    if (inRun === undefined) {
      found.push(toWord(match));
      continue;
    }
    const letters = lettersOf(match);
    if (kind === "text") found.push(...pairsOf(letters));
    else if (letters.length === 1) found.push(toWord(match, true));
    else found.push(...pairsOf(letters).slice(0, -1));
  }
  return found;
}

/** A piece of a text as it is written, with the words that it may be found by. */
export type WrittenPiece = { from: number; to: number; words: SearchWord[] };

/** Most words are written in ASCII and are known at once. */
const wordsOf = (written: string): SearchWord[] =>
  /^[a-z\d]{1,40}$/i.test(written) ? [plainAscii(written.toLowerCase())] : searchWords(written);
const plainAscii = (plain: string): SearchWord => ({ plain, folded: plain, isOpen: false });

/** The same words with where they stand in the text as it is written (UTF-16 units), for marking them. */
export function writtenPieces(text: string): WrittenPiece[] {
  const pieces: WrittenPiece[] = [];
  for (const match of text.matchAll(wordOrRun)) {
    const from = match.index;
    if (match[1] === undefined) {
      pieces.push({ from, to: from + match[0].length, words: wordsOf(match[0]) });
      continue;
    }
    const letters = lettersOf(match[0]);
    let at = from;
    for (const [index, letter] of letters.entries()) {
      const pair = letter + (letters[index + 1] ?? "");
      pieces.push({ from: at, to: at + pair.length, words: [toWord(fold(pair))] });
      pieces.push({ from: at, to: at + letter.length, words: [toWord(fold(letter), true)] });
      at += letter.length;
    }
  }
  return pieces;
}
