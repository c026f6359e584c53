// Reads what a person types into "Search pictures": words and filters. It runs in the browser too, which shows the filters
// as chips. Every input is valid; a filter with an unknown value finds nothing and says so.
import type { PictureRights } from "../../postgres/generated/enums.ts";

export const filterNames = [
  "credit",
  "source",
  "place",
  "person",
  "keyword",
  "uploaded-by",
  "rights",
  "used",
  "after",
  "before",
  "collection",
] as const;
export type FilterName = (typeof filterNames)[number];

/** A word or a quoted text. */
export type QueryWord = { kind: "word"; text: string; isMinus: boolean };
export type QueryFilter = { kind: "filter"; name: FilterName; value: string; isMinus: boolean };
/** A part of a query as it was typed, in order. */
export type LibraryQueryPart = QueryWord | QueryFilter;

export const maxLibraryQuery = 400;
const maxParts = 20;

/** What is typed for each category: `rights:agency`. */
export const rightsValues: Readonly<Record<string, PictureRights>> = {
  unknown: "UNKNOWN",
  staff: "STAFF",
  agency: "AGENCY",
  handout: "HANDOUT",
  "creative-commons": "CREATIVE_COMMONS",
  "ask-first": "ASK_FIRST",
  "pay-per-use": "PAY_PER_USE",
};

/** What is typed for pictures that may not be used any more: `rights:expired`. */
export const endedRights = ["expired", "withdrawn"] as const;

const partOf = /(-?)(?:([a-z]+(?:-[a-z]+)?):)?(?:"([^"]*)"?|([^\s"]+))/giu;
const isFilterName = (name: string): name is FilterName => (filterNames as readonly string[]).includes(name);

/** @param text as it was typed, or as an address contains it */
export function parseLibraryQuery(text: string): LibraryQueryPart[] {
  const parts: LibraryQueryPart[] = [];
  for (const [whole, minus, typedName = "", quoted, plain] of text
    .slice(0, maxLibraryQuery)
    .toWellFormed()
    .replace(/[“”„]/g, '"')
    .matchAll(partOf)) {
    const name = typedName.toLowerCase();
    if (plain?.endsWith(":") && isFilterName(plain.slice(0, -1).toLowerCase())) continue; // its value is not typed yet
    const isMinus = minus === "-";
    const value = (quoted ?? plain ?? "").trim();
    if (isFilterName(name)) {
      if (value !== "") parts.push({ kind: "filter", name, value, isMinus });
    } else {
      const word = typedName === "" ? value : whole.replace(/^-/, "").replaceAll('"', "").trim();
      if (word !== "") parts.push({ kind: "word", text: word, isMinus });
    }
    if (parts.length >= maxParts) break;
  }
  return parts;
}

/** A value as it is typed behind the name of a filter. */
const quoteValue = (value: string): string => (/[\s"]/.test(value) ? `"${value.replaceAll('"', "")}"` : value);

export const writePart = (part: LibraryQueryPart): string =>
  `${part.isMinus ? "-" : ""}${part.kind === "filter" ? `${part.name}:` : ""}${quoteValue(
    part.kind === "filter" ? part.value : part.text,
  )}`;

/** Writes a query so that it can be typed again. */
export const writeLibraryQuery = (parts: readonly LibraryQueryPart[]): string => parts.map(writePart).join(" ");

/** The query with one more filter; an equal one is there once. */
export function withFilter(text: string, name: FilterName, value: string): string {
  const parts = parseLibraryQuery(text).filter(
    (part) => part.kind === "word" || part.name !== name || part.value.toLowerCase() !== value.toLowerCase(),
  );
  return writeLibraryQuery([...parts, { kind: "filter", name, value, isMinus: false }]);
}

/** The query without the filters of these names. */
export const withoutFilters = (text: string, names: readonly FilterName[]): string =>
  writeLibraryQuery(parseLibraryQuery(text).filter((part) => part.kind === "word" || !names.includes(part.name)));

/** The address of the library with a query. */
export const libraryAddress = (q: string): string =>
  q.trim() === "" ? "/desk/pictures" : `/desk/pictures?${new URLSearchParams({ q: q.trim() })}`;
