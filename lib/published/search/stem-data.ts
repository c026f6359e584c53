// Stems by PostgreSQL's own stemmers, word by word: its parser, which depends on the locale of the cluster, never sees a text.
import type { SearchWord } from "#lib/document/search-words.ts";
import { withoutVariants } from "#lib/document/spelling-variants.ts";
import type { Transaction } from "../../postgres/app.ts";

/** Snowball stemmers that every PostgreSQL from 14 on has, by language. */
const stemmers: Readonly<Record<string, string>> = {
  ar: "arabic",
  hy: "armenian",
  eu: "basque",
  ca: "catalan",
  da: "danish",
  nl: "dutch",
  en: "english",
  fi: "finnish",
  fr: "french",
  de: "german",
  el: "greek",
  hi: "hindi",
  hu: "hungarian",
  id: "indonesian",
  ga: "irish",
  it: "italian",
  lt: "lithuanian",
  ne: "nepali",
  nb: "norwegian",
  nn: "norwegian",
  no: "norwegian",
  pt: "portuguese",
  ro: "romanian",
  ru: "russian",
  sr: "serbian",
  es: "spanish",
  sv: "swedish",
  ta: "tamil",
  tr: "turkish",
  yi: "yiddish",
};

/** Leaves words as they are. */
export const noStemmer = "simple";

/** @param language BCP 47 */
export const stemmerOf = (language: string): string =>
  stemmers[language.toLowerCase().split("-", 1)[0] ?? ""] ?? noStemmer;

/** What one word is called in the index; `isStop`: its language takes it for one that says nothing by itself. */
export type Lexemes = { names: string[]; isStop: boolean };

/** Finds the lexemes of words that were handed in when it was made. */
export type Stems = (word: SearchWord, stemmer: string) => Lexemes;

/** Languages in which umlauts are letters of their own and nobody writes two letters for them. */
const neverSpelled = new Set(["finnish", "hungarian", "turkish"]);

/** Each word with those that it is a part of. */
const withJoined = (word: SearchWord): SearchWord[] => [word, ...(word.joined ?? [])];

/**
 * The index names of a word, mostly just one: its stem without accents, the stem of the word without accents (for
 * people who type none), and one with umlauts as two letters. Joined spellings are included. Stop words keep their name, so
 * that "to be or not to be" can be found.
 * @param names of stemmers; each word can be asked for with each
 */
export async function loadStems(
  client: Pick<Transaction, "$queryRaw">,
  names: readonly string[],
  words: readonly SearchWord[],
): Promise<Stems> {
  const forms = [
    ...new Set(
      words
        .flatMap(withJoined)
        .flatMap(({ plain, folded, spelled }) => (spelled ? [plain, folded, spelled] : [plain, folded])),
    ),
  ];
  const real = [...new Set(names)].filter((name) => name !== noStemmer);
  const rows =
    forms.length === 0 || real.length === 0
      ? []
      : await client.$queryRaw<{ stemmer: string; form: string; stems: string[] | null }[]>`
          select s.stemmer, w.form, ts_lexize((s.stemmer || '_stem')::regdictionary, w.form) as stems
          from unnest(${real}::text[]) as s(stemmer), unnest(${forms}::text[]) as w(form)`;
  const known = new Map(rows.map(({ stemmer, form, stems }) => [`${stemmer} ${form}`, stems]));
  const namesOf = ({ plain, folded, spelled }: SearchWord, stemmer: string): string[] => {
    const stemOf = (form: string) => known.get(`${stemmer} ${form}`)?.[0] ?? form;
    const names = [withoutVariants(stemOf(plain)), stemOf(folded)];
    if (spelled !== undefined && !neverSpelled.has(stemmer)) names.push(stemOf(spelled));
    return [...new Set(names)];
  };
  // A text repeats its words.
  const found = new Map<string, Lexemes>();
  const lexemesOf = (word: SearchWord, stemmer: string): Lexemes => {
    const key = `${stemmer} ${word.plain}`;
    let lexemes = found.get(key);
    if (!lexemes) {
      lexemes = { names: namesOf(word, stemmer), isStop: known.get(key)?.length === 0 };
      found.set(key, lexemes);
    }
    return lexemes;
  };
  return (word, stemmer) => {
    const lexemes = lexemesOf(word, stemmer);
    if (!word.joined) return lexemes;
    const names = withJoined(word).flatMap((each) => lexemesOf(each, stemmer).names);
    return { ...lexemes, names: [...new Set(names)] };
  };
}
