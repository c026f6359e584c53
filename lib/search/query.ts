// What a reader typed, as words, phrases and words that must not be there. Anything can be typed: nothing is an error.
import { joinedQueries, type SearchWord, searchForm, searchWords } from "#lib/document/search-words.ts";

/** More would only cost time. */
export const mostWords = 12;
export const longestQuery = 200;

export type QueryPart = {
  /** More than one: they stand beside each other in this order. */
  words: SearchWord[];
  /** Other ways to write them: "OBrien" for "O'Brien". */
  joined: SearchWord[][];
  isQuoted: boolean;
  isMinus: boolean;
};
export type SearchQuery = {
  parts: QueryPart[];
  /** Something had to be left out. */
  isCut: boolean;
};

/** What is shown in the field: without controls, at most 200 UTF-16 units. */
export const cleanQuery = (text: string): string =>
  text
    .slice(0, longestQuery)
    .toWellFormed()
    .replace(/[\p{Cc}\ufffd]/gu, " ")
    .trim();

const partOf = /(-?)"([^"]*)"?|(-?)([^\s"]+)/g;

export function parseQuery(text: string): SearchQuery {
  const parts: QueryPart[] = [];
  let room = mostWords;
  let isCut = false;
  for (const [, quotedMinus, quoted, minus, plain] of searchForm(text).matchAll(partOf)) {
    const words = searchWords(quoted ?? plain ?? "", "query");
    if (words.length === 0) continue;
    if (words.length > room) isCut = true;
    const kept = words.slice(0, room);
    room -= kept.length;
    const joined = kept.length < words.length ? [] : joinedQueries(quoted ?? plain ?? "");
    if (kept.length > 0)
      parts.push({ words: kept, joined, isQuoted: quoted !== undefined, isMinus: (quotedMinus || minus) === "-" });
  }
  return { parts, isCut };
}

/** A query as it can be typed again. */
export const writeQuery = (parts: readonly QueryPart[]): string =>
  parts
    .map(({ words, isQuoted, isMinus }) => {
      const text = words.map(({ plain }) => plain).join(" ");
      return `${isMinus ? "-" : ""}${isQuoted || (isMinus && words.length > 1) ? `"${text}"` : text}`;
    })
    .join(" ");
