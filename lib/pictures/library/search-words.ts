// The words by which the library finds a picture, the same for a description and for a query.
import { joinedQueries, type SearchWord, searchWords } from "#lib/document/search-words.ts";

/** Raise it with every change of what a description or a query becomes: a job then indexes each picture again. */
export const searchFormat = 1;

/** What a picture is found by. */
export type PictureTexts = {
  caption: string;
  alt: string;
  credit: string;
  source: string;
  copyright: string;
  place: string;
  people: readonly string[];
  keywords: readonly string[];
  fileName: string;
};

/** Fields that can be searched alone: `credit:reuters`. */
export type SearchedField = "credit" | "source" | "place" | "person" | "keyword";

/** More words than a description has. A caption that is longer is found by its beginning. */
const maxLexemes = 2_000;

const formsOf = (word: SearchWord): string[] => [
  word.folded,
  ...(word.spelled === undefined ? [] : [word.spelled]),
  ...(word.joined ?? []).flatMap(formsOf),
];
/** Underscores join the words of a file name: "pier_fire_01.jpg". */
const lexemesOf = (text: string): string[] => searchWords(text.replaceAll("_", " ")).flatMap(formsOf);
const fieldLexeme = (field: SearchedField, lexeme: string): string => `${field}=${lexeme}`;

/** The values of the columns `searchWords` and `searchFormat`. Write them whenever one of these texts is written. */
export function searchColumns(texts: PictureTexts): { searchWords: string[]; searchFormat: number } {
  const { caption, alt, credit, source, copyright, place, people, keywords, fileName } = texts;
  const scoped = (field: SearchedField, values: readonly string[]) =>
    values.flatMap(lexemesOf).map((lexeme) => fieldLexeme(field, lexeme));
  const lexemes = [
    ...scoped("credit", [credit]),
    ...scoped("source", [source]),
    ...scoped("place", [place]),
    ...scoped("person", people),
    ...scoped("keyword", keywords),
    ...[fileName, credit, source, copyright, place, ...people, ...keywords, caption, alt].flatMap(lexemesOf),
  ];
  return { searchWords: [...new Set(lexemes)].filter(Boolean).slice(0, maxLexemes), searchFormat };
}

const quoted = (lexeme: string): string => `'${lexeme.replace(/['\\]/g, "$&$&")}':*`;

/**
 * The text of a tsquery for words that must all be there, each found by its beginning, in any field or in one; null for a
 * text without a word.
 */
export function termOf(text: string, field?: SearchedField): string | null {
  const plain = text.replaceAll("_", " ");
  const write = (words: readonly SearchWord[]): string =>
    words.map(({ folded }) => quoted(field ? fieldLexeme(field, folded) : folded)).join(" & ");
  const ways = [searchWords(plain, "query"), ...joinedQueries(plain)].filter((words) => words.length > 0).map(write);
  return ways.length === 0 ? null : `(${ways.map((way) => `(${way})`).join(" | ")})`;
}
