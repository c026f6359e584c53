// Parses a reader's query into words, phrases and excluded words. Every input is valid.
import { joinedQueries, type SearchWord, searchForm, searchWords } from "#lib/document/search-words.ts";

/** Maximum number of words; more would only take time. */
export const maxWords = 12;
export const maxQuery = 200;

export type QueryPart = {
  /** Several words are a phrase. */
  words: SearchWord[];
  /** Alternative spellings: "OBrien" for "O'Brien". */
  joined: SearchWord[][];
  isQuoted: boolean;
  isMinus: boolean;
};
export type SearchQuery = {
  parts: QueryPart[];
  /** Whether something was dropped. */
  isCut: boolean;
};

/** The query as shown in the field: without control characters, at most 200 UTF-16 units. */
export const cleanQuery = (text: string): string =>
  text
    .slice(0, maxQuery)
    .toWellFormed()
    .replace(/[\p{Cc}\ufffd]/gu, " ")
    .trim();

const partOf = /(-?)"([^"]*)"?|(-?)([^\s"]+)/g;

export function parseQuery(text: string): SearchQuery {
  const parts: QueryPart[] = [];
  let room = maxWords;
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

/** Writes a query so that it can be typed again. */
export const writeQuery = (parts: readonly QueryPart[]): string =>
  parts
    .map(({ words, isQuoted, isMinus }) => {
      const text = words.map(({ plain }) => plain).join(" ");
      return `${isMinus ? "-" : ""}${isQuoted || (isMinus && words.length > 1) ? `"${text}"` : text}`;
    })
    .join(" ");
